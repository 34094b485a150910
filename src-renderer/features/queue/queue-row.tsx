import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useEffect, useRef } from 'react';
import type { QueueItem } from '#shared/contract/sync.ts';
import type { Refusal } from '#shared/domain/refusal.ts';
import { formatRecent } from '../../ui/format.ts';
import { KeyTip } from '../../ui/keys/key-hint.tsx';
import { Protocol } from '../../ui/protocol.tsx';
import { RefusalText } from '../../ui/refusal-text.tsx';
import { RouteLink } from '../../ui/router/route-link.tsx';
import { StatusPill } from '../../ui/status-pill.tsx';
import { MEASURE, TABULAR } from '../../ui/theme/theme.ts';
import { CorrectForm } from './correct-form.tsx';
import { KeptText } from './kept-text.tsx';
import { giveUpWords, progressWords, QUEUE_WORDS } from './queue-words.ts';

export interface QueueRowProps {
  item: QueueItem;
  now: number;
  /** Under the cursor: the keys act on it. */
  current: boolean;
  correcting: boolean;
  /** It is being asked whether to give it up. */
  asking: boolean;
  busy: boolean;
  /** Of what was last tried with it. */
  refusals: readonly Refusal[];
  onChoose: () => void;
  onResend: () => void;
  onCorrect: () => void;
  onCorrected: () => void;
  onAsk: (asking: boolean) => void;
  onGiveUp: () => void;
}

export function QueueRow(props: QueueRowProps) {
  const { item, now, current, correcting, refusals, onChoose, onCorrected } = props;
  const { label, tone, why } = QUEUE_WORDS[item.state];
  const progress = progressWords(item);
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (current) row.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return (
    <Box
      component="li"
      ref={row}
      data-queue={item.state}
      aria-current={current ? 'true' : undefined}
      onFocus={onChoose}
      sx={(theme) => ({
        display: 'grid',
        gridTemplateColumns: '108px minmax(0, 1fr) auto',
        columnGap: 2,
        px: 1.5,
        py: 1.25,
        borderTop: `1px solid ${theme.vars.palette.divider}`,
        borderLeft: `3px solid ${current ? theme.vars.palette.primary.main : 'transparent'}`,
        backgroundColor: current ? theme.vars.palette.background.chosen : undefined,
      })}
    >
      <Box>
        <StatusPill tone={tone}>{label}</StatusPill>
        <Typography variant="caption" component="p" sx={{ ...TABULAR, mt: 0.5, color: 'text.secondary' }}>
          {formatRecent(item.at, now)}
        </Typography>
      </Box>
      <Box sx={{ minWidth: 0, maxWidth: MEASURE }}>
        <Typography component="p">
          <strong>{item.title}</strong>
          {item.who ? ` · ${item.who}` : ''}
          {item.protocol ? (
            <>
              {' · '}
              {item.ticketId ? (
                <RouteLink to="ticket" params={{ ticketId: item.ticketId }}>
                  <Protocol value={item.protocol} />
                </RouteLink>
              ) : (
                <Protocol value={item.protocol} />
              )}
            </>
          ) : null}
          {item.customerName ? ` · ${item.customerName}` : ''}
        </Typography>
        {item.text && !correcting && item.kept === null ? (
          <Typography
            component="p"
            sx={{
              color: 'text.secondary',
              overflowWrap: 'anywhere',
              display: '-webkit-box',
              WebkitLineClamp: 2,
              WebkitBoxOrient: 'vertical',
              overflow: 'hidden',
            }}
          >
            {item.text}
          </Typography>
        ) : null}
        {why ? (
          <Typography variant="caption" component="p" sx={{ color: 'text.secondary', mt: 0.25 }}>
            {progress ? `${progress}. ` : ''}
            {why}
          </Typography>
        ) : null}
        <RefusalText refusals={item.refusals} />
        {item.kept === null ? null : <KeptText text={item.kept} withKey={current} />}
        <RefusalText refusals={refusals} />
        {correcting && item.correctable ? (
          <CorrectForm id={item.id} correctable={item.correctable} onDone={onCorrected} />
        ) : null}
      </Box>
      {item.state === 'refused' && !correcting ? <Actions {...props} /> : <span />}
    </Box>
  );
}

function Actions({ item, busy, asking, onResend, onCorrect, onAsk, onGiveUp }: QueueRowProps) {
  const yes = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (asking) yes.current?.focus();
  }, [asking]);
  if (asking)
    return (
      <Box
        role="group"
        aria-label="Desistir de enviar?"
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          onAsk(false);
        }}
        sx={{ display: 'flex', flexDirection: 'column', gap: 0.75, maxWidth: 240 }}
      >
        <Typography>{giveUpWords(item)}</Typography>
        <Box sx={{ display: 'flex', gap: 1 }}>
          <Button ref={yes} variant="contained" color="error" disabled={busy} onClick={onGiveUp}>
            Desistir
          </Button>
          <Button variant="text" onClick={() => onAsk(false)}>
            Não
          </Button>
        </Box>
      </Box>
    );
  return (
    <Box sx={{ display: 'flex', gap: 1, alignItems: 'flex-start' }}>
      {item.correctable ? (
        <KeyTip id="queue.correct">
          <Button variant="contained" color="primary" disabled={busy} onClick={onCorrect}>
            Corrigir e reenviar
          </Button>
        </KeyTip>
      ) : null}
      {item.kept === null ? (
        <KeyTip id="queue.resend">
          <Button disabled={busy} onClick={onResend}>
            Reenviar
          </Button>
        </KeyTip>
      ) : null}
      <KeyTip id="queue.give-up">
        <Button variant="text" disabled={busy} onClick={() => onAsk(true)}>
          Desistir
        </Button>
      </KeyTip>
    </Box>
  );
}
