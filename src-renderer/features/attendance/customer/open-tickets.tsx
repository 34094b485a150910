import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { ReactElement } from 'react';
import type { TicketRow } from '#shared/contract/views.ts';
import { KeyTip } from '../../../ui/keys/key-hint.tsx';
import { ColumnSection } from './column-section.tsx';
import { ComplementForm } from './complement-form.tsx';
import { TicketLine } from './ticket-line.tsx';

export interface OpenTicketsProps {
  rows: readonly TicketRow[];
  /** The present call; null when it is over. */
  fromTicketId: string | null;
  complementing: string | null;
  onComplement(ticketId: string | null): void;
  /** Number of the article that a complementary call is closed with. */
  article: number;
}

/** "É sobre esta?": the customer's other open tickets; a call that only adds to one is recorded in one action (S4.3). */
export function OpenTickets({ rows, fromTicketId, complementing, onComplement, article }: OpenTicketsProps) {
  if (rows.length === 0)
    return (
      <ColumnSection title="Chamados em aberto">
        <Box sx={{ color: 'text.secondary' }}>Nenhum outro chamado em aberto: siga o roteiro.</Box>
      </ColumnSection>
    );
  return (
    <ColumnSection title={`Chamados em aberto: é sobre ${rows.length === 1 ? 'este' : 'algum destes'}?`}>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'flex', flexDirection: 'column', gap: 1 }}>
        {rows.map((row, index) => (
          <Box
            component="li"
            key={row.id}
            data-open-ticket={row.id}
            sx={(theme) => ({
              borderRadius: 1,
              border: `1px solid ${theme.vars.palette.divider}`,
              px: 1.25,
              py: 0.75,
              display: 'flex',
              flexDirection: 'column',
              gap: 0.5,
            })}
          >
            <TicketLine row={row} />
            {complementing === row.id ? (
              <ComplementForm
                main={row}
                fromTicketId={fromTicketId}
                article={article}
                onDone={() => onComplement(null)}
                onCancel={() => onComplement(null)}
              />
            ) : fromTicketId === null ? null : (
              <MaybeTip tip={index === 0}>
                <Button onClick={() => onComplement(row.id)} sx={{ alignSelf: 'flex-start', minHeight: 28, py: 0 }}>
                  É sobre este: só acrescenta
                </Button>
              </MaybeTip>
            )}
          </Box>
        ))}
      </Box>
    </ColumnSection>
  );
}

/** The key begins with the first of them. */
function MaybeTip({ tip, children }: { tip: boolean; children: ReactElement<{ 'aria-keyshortcuts'?: string }> }) {
  return tip ? (
    <KeyTip id="call.complementary" placement="left">
      {children}
    </KeyTip>
  ) : (
    children
  );
}
