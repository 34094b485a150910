import CloudDoneOutlinedIcon from '@mui/icons-material/CloudDoneOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useCallback, useMemo, useState } from 'react';
import type { QueueItem, SyncView } from '#shared/contract/sync.ts';
import { useCommand } from '../../bridge/use-command.ts';
import { useLive } from '../../bridge/use-live.ts';
import { syncWords } from '../../ui/centre/sync-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatCount, formatRecent } from '../../ui/format.ts';
import { useKeys } from '../../ui/keys/keys-context.tsx';
import { useListCursor } from '../../ui/list/use-list-cursor.ts';
import { Page, PageHeader } from '../../ui/page-header.tsx';
import { RefusalText } from '../../ui/refusal-text.tsx';
import { RouteLink } from '../../ui/router/route-link.tsx';
import { useGo } from '../../ui/router/router.tsx';
import { SkeletonRows } from '../../ui/skeletons.tsx';
import { useNow } from '../../ui/ticker.tsx';
import { QueueRow } from './queue-row.tsx';
import { emptyWords, parkedRefusal, queueSummary } from './queue-words.ts';

/** "Fila de envio": each thing that is not on the centre, in words, with its reason and what can be done. */
export function QueueScreen() {
  const { data: queue, late } = useLive('sync.queue');
  const { data: sync } = useLive('sync.watch');
  const retry = useCommand('sync.retryNow');
  const resend = useCommand('sync.resend');
  const now = useNow();
  if (!queue || !sync) return <Page>{late ? <SkeletonRows rows={8} /> : null}</Page>;
  const words = syncWords(sync, now);
  const parked = parkedRefusal(queue);
  const total = totalOf(queue.totals) + queue.files;
  const refused = queue.items.filter(({ state, kept }) => state === 'refused' && kept === null);
  const away = sync.state === 'offline' || sync.state === 'connecting';
  return (
    <Page wide>
      <PageHeader
        title="Fila de envio"
        subtitle={[
          words?.state,
          queueSummary(queue),
          away && sync.nextTryAt ? `tenta de novo às ${formatRecent(sync.nextTryAt, now)}` : null,
        ]
          .filter(Boolean)
          .join(' · ')}
        actions={
          <>
            {refused.length > 1 ? (
              <Button disabled={resend.busy} onClick={() => void resend.run({ ids: refused.map(({ id }) => id) })}>
                Reenviar os {formatCount(refused.length)} recusados
              </Button>
            ) : null}
            {away ? (
              <Button loading={retry.busy} onClick={() => void retry.run()}>
                Tentar agora
              </Button>
            ) : null}
          </>
        }
      />
      <RefusalText
        refusals={[
          ...(sync.problem ? [sync.problem] : []),
          ...(parked ? [parked] : []),
          ...retry.refusals,
          ...resend.refusals,
        ]}
      />
      {queue.items.length === 0 ? <Nothing sync={sync} /> : <Items items={queue.items} now={now} />}
      {queue.items.length > 0 && total > queue.items.length ? (
        <p>
          Os primeiros {formatCount(queue.items.length)} de {formatCount(total)}: os outros aparecem conforme estes
          seguem.
        </p>
      ) : null}
    </Page>
  );
}

const totalOf = (totals: Record<string, number>) => Object.values(totals).reduce((sum, count) => sum + count, 0);

function Nothing({ sync }: { sync: SyncView }) {
  const { title, text } = emptyWords(sync);
  return (
    <EmptyState
      title={title}
      icon={<CloudDoneOutlinedIcon />}
      actions={
        sync.state === 'alone' ? <RouteLink to="settings">Ligar a uma central, em Ajustes</RouteLink> : undefined
      }
    >
      {text}
    </EmptyState>
  );
}

function Items({ items, now }: { items: readonly QueueItem[]; now: number }) {
  const go = useGo();
  const [correcting, setCorrecting] = useState<string | null>(null);
  const resend = useCommand('sync.resend');
  const giveUp = useCommand('sync.giveUp');
  const [asked, setAsked] = useState<string | null>(null);
  const ids = useMemo(() => items.map(({ id }) => id), [items]);
  const open = useCallback(
    (id: string) => {
      const ticketId = items.find((item) => item.id === id)?.ticketId;
      if (ticketId) go('ticket', { ticketId });
    },
    [items, go],
  );
  const cursor = useListCursor({ ids, onOpen: open, enabled: correcting === null });
  const current = items.find(({ id }) => id === cursor.activeId);
  const refusedHere = current?.state === 'refused' && correcting === null;
  useKeys(
    current && refusedHere
      ? {
          'queue.resend': current.kept === null ? () => void resend.run({ ids: [current.id] }) : undefined,
          'queue.correct': current.correctable ? () => setCorrecting(current.id) : undefined,
          'queue.give-up': () => setAsked(current.id),
        }
      : {},
  );
  return (
    <Box component="ol" aria-label="O que não está na central" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {items.map((item, index) => (
        <QueueRow
          key={item.id}
          item={item}
          now={now}
          current={item.id === cursor.activeId}
          correcting={item.id === correcting}
          asking={item.id === asked}
          busy={resend.busy || giveUp.busy}
          refusals={item.id === cursor.activeId ? [...resend.refusals, ...giveUp.refusals] : []}
          onChoose={() => cursor.moveTo(index)}
          onResend={() => void resend.run({ ids: [item.id] })}
          onCorrect={() => setCorrecting(item.id)}
          onCorrected={() => setCorrecting(null)}
          onAsk={(asking) => setAsked(asking ? item.id : null)}
          onGiveUp={() => void giveUp.run({ id: item.id }).then(() => setAsked(null))}
        />
      ))}
    </Box>
  );
}
