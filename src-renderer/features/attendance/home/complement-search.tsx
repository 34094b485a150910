import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MuiTextField from '@mui/material/TextField';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useId, useMemo, useState } from 'react';
import type { TicketHit, TicketRow } from '#shared/contract/views.ts';
import { useApi } from '../../../bridge/bridge-context.tsx';
import { Section } from '../../../ui/page-header.tsx';
import { useGo } from '../../../ui/router/router.tsx';
import { ComplementForm } from '../customer/complement-form.tsx';
import { TicketLine } from '../customer/ticket-line.tsx';
import { FoundList, useFoundCursor } from '../fields/found-list.tsx';
import { useSettled } from '../fields/use-settled.ts';
import { usePack } from '../screen/use-pack.ts';

const NONE: TicketHit[] = [];

/** A call that only adds to an open ticket, with no call open here: find the ticket, write, done (S4.3). */
export function ComplementSearch({ onCancel }: { onCancel(): void }) {
  const id = useId();
  const [text, setText] = useState('');
  const [main, setMain] = useState<TicketRow | null>(null);
  const go = useGo();
  const api = useApi();
  const asked = useSettled(text.trim());
  const article = useArticle();
  const query = useQuery(
    api.search.all.queryOptions({
      input: { text: asked, limit: 12 },
      enabled: asked !== '',
      placeholderData: keepPreviousData,
    }),
  );
  const found = asked === '' ? NONE : (query.data?.tickets ?? NONE);
  const open = useMemo(() => found.filter(({ status }) => status !== 'closed').slice(0, 6), [found]);
  const cursor = useFoundCursor<TicketRow>(`${id}-list`, open, setMain);
  return (
    <Section title="Ligação complementar" hint="A ligação só acrescenta a um chamado em aberto.">
      {main ? (
        <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1, maxWidth: 560 }}>
          <TicketLine row={main} />
          <ComplementForm
            main={main}
            fromTicketId={null}
            article={article}
            onDone={({ ticketId }) => go('attendance-ticket', { ticketId })}
            onCancel={() => setMain(null)}
          />
        </Box>
      ) : (
        <Box sx={{ maxWidth: 560 }}>
          <MuiTextField
            id={id}
            autoFocus
            label="Chamado em aberto"
            placeholder="Protocolo, cliente, telefone ou assunto"
            value={text}
            onChange={(event) => setText(event.target.value)}
            helperText={
              query.data?.hint ??
              (asked !== '' && query.isSuccess && open.length === 0 ? 'Nenhum chamado em aberto com isso.' : ' ')
            }
            onKeyDown={(event) => {
              if (event.key === 'Escape') {
                event.preventDefault();
                onCancel();
              } else cursor.onKeyDown(event);
            }}
            slotProps={{
              htmlInput: {
                role: 'combobox',
                autoComplete: 'off',
                'aria-expanded': open.length > 0,
                'aria-controls': open.length > 0 ? `${id}-list` : undefined,
                'aria-activedescendant': open.length > 0 ? cursor.activeId : undefined,
              },
            }}
          />
          {open.length > 0 ? (
            <FoundList<TicketRow>
              id={`${id}-list`}
              label="Chamados em aberto"
              rows={open}
              rowId={(row) => row.id}
              active={cursor.active}
              onActive={cursor.setActive}
              onChoose={(row: TicketRow) => setMain(row)}
            >
              {(row) => (
                <Box sx={{ py: 0.75, minWidth: 0 }}>
                  <Box sx={{ fontSize: '0.75rem', color: 'text.secondary' }}>{row.customerName}</Box>
                  <TicketLine row={row} linked={false} />
                </Box>
              )}
            </FoundList>
          ) : null}
          <Button variant="text" onClick={onCancel} sx={{ mt: 1 }}>
            Fechar
          </Button>
        </Box>
      )}
    </Section>
  );
}

/** Number of the article that complementary calls close with, as the pack in force has it. */
function useArticle(): number {
  const api = useApi();
  const list = useQuery(api.packs.list.queryOptions());
  const inForce = list.data?.find((row) => row.inForce)?.version;
  return usePack(inForce)?.complementaryCall.article ?? 0;
}
