import Box from '@mui/material/Box';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableContainer from '@mui/material/TableContainer';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import type { LooseCall, RecordedCall } from '#shared/domain/shift/shift.ts';
import type { TicketStatus } from '#shared/domain/ticket/ticket.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatTime } from '../../ui/format.ts';
import { KeyHint } from '../../ui/keys/key-hint.tsx';
import { Protocol } from '../../ui/protocol.tsx';
import { RouteLink } from '../../ui/router/route-link.tsx';
import { TABULAR } from '../../ui/theme/theme.ts';
import { TICKET_STATUS_WORDS } from '../../ui/ticket-words.ts';

/** Every call of the shift that has its ticket. */
export function RecordedCalls({ calls, loose }: { calls: readonly RecordedCall[]; loose: readonly LooseCall[] }) {
  if (calls.length === 0)
    return (
      <EmptyState title="As ligações deste turno aparecem aqui">
        Atenda com “Nova ligação” <KeyHint id="call.new" />: a OC nasce com o protocolo e entra no livro na mesma hora.
      </EmptyState>
    );
  const notedBefore = (call: RecordedCall) =>
    loose.some(({ id, ticketId }) => id === call.callId || ticketId === call.ticketId);
  return (
    <TableContainer
      sx={(theme) => ({
        borderRadius: 1,
        border: `1px solid ${theme.vars.palette.divider}`,
        backgroundColor: theme.vars.palette.background.paper,
      })}
    >
      <Table size="small" aria-label="OCs deste turno" sx={{ '& tr:last-child td': { border: 0 } }}>
        <TableHead>
          <TableRow>
            <TableCell sx={{ width: 72 }}>Hora</TableCell>
            <TableCell sx={{ width: 184 }}>Protocolo</TableCell>
            <TableCell>Cliente</TableCell>
            <TableCell>Assunto</TableCell>
            <TableCell sx={{ width: 140 }}>Situação</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {calls.map((call) => (
            <TableRow key={call.ticketId}>
              <TableCell sx={TABULAR}>{formatTime(call.at)}</TableCell>
              <TableCell>
                <RouteLink to="ticket" params={{ ticketId: call.ticketId }}>
                  <Protocol value={call.protocol} />
                </RouteLink>
              </TableCell>
              <TableCell>{call.customerName || <Quiet>ainda não identificado</Quiet>}</TableCell>
              <TableCell>
                {call.subject || <Quiet>sem assunto</Quiet>}
                {notedBefore(call) ? <Quiet> · anotada antes da OC</Quiet> : null}
              </TableCell>
              <TableCell>{TICKET_STATUS_WORDS[call.status as TicketStatus]?.label ?? call.status}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}

function Quiet({ children }: { children: React.ReactNode }) {
  return (
    <Typography component="span" sx={{ color: 'text.secondary' }}>
      <Box component="span">{children}</Box>
    </Typography>
  );
}
