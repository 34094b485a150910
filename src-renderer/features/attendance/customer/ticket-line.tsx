import Box from '@mui/material/Box';
import type { TicketRow } from '#shared/contract/views.ts';
import type { TicketStatus } from '#shared/domain/ticket/ticket.ts';
import { formatMoment } from '../../../ui/format.ts';
import { Protocol } from '../../../ui/protocol.tsx';
import { RouteLink } from '../../../ui/router/route-link.tsx';

const STATUS_WORDS: Record<TicketStatus, string> = {
  open: 'em aberto',
  'in-progress': 'em atendimento',
  waiting: 'aguardando',
  closed: 'encerrado',
};

/** One ticket in two lines: about what, and which. */
export function TicketLine({
  row,
  linked = true,
}: {
  row: TicketRow /** Off where the whole line is chosen. */;
  linked?: boolean;
}) {
  return (
    <Box sx={{ minWidth: 0 }}>
      <Box sx={{ fontWeight: 550, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
        {row.subject || 'Sem assunto ainda'}
      </Box>
      <Box sx={{ fontSize: '0.75rem', color: 'text.secondary', fontVariantNumeric: 'tabular-nums' }}>
        {linked ? (
          <RouteLink to="ticket" params={{ ticketId: row.id }}>
            <Protocol value={row.protocol} />
          </RouteLink>
        ) : (
          <Protocol value={row.protocol} />
        )}{' '}
        · {formatMoment(row.openedAt)} · {STATUS_WORDS[row.status]}
      </Box>
    </Box>
  );
}
