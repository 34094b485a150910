import Box from '@mui/material/Box';
import type { TicketRow } from '#shared/contract/views.ts';
import { isClassified } from '#shared/domain/ticket/ticket.ts';
import type { Pack } from '#shared/procedures/schema/pack.ts';
import { formatRecent } from '../../../ui/format.ts';
import type { Column } from '../../../ui/list/virtual-table.tsx';
import { shortName } from '../../../ui/person-name.ts';
import { Protocol } from '../../../ui/protocol.tsx';
import { StatusPill } from '../../../ui/status-pill.tsx';
import { TABULAR } from '../../../ui/theme/theme.ts';
import { TICKET_STATUS_WORDS } from '../../../ui/ticket-words.ts';
import { classificationWords } from '../ticket-words.ts';

const QUIET = { color: 'text.secondary' } as const;

/** The columns of the list; `gone` rows no longer belong to the filter and are drawn back. */
export function ticketColumns(pack: Pack | undefined, gone: ReadonlySet<string>): Column<TicketRow>[] {
  const boards = new Map(pack?.boards.map(({ id, label }) => [id, label]));
  const columns: Column<TicketRow>[] = [
    {
      id: 'protocol',
      header: 'Protocolo',
      width: '176px',
      cell: (row) => <Protocol value={row.protocol} />,
    },
    {
      id: 'customer',
      header: 'Cliente',
      width: 'minmax(120px, 1.5fr)',
      cell: (row) =>
        row.customerName || (
          <Box component="span" sx={QUIET}>
            Sem cliente
          </Box>
        ),
    },
    {
      id: 'subject',
      header: 'Assunto',
      width: 'minmax(130px, 2fr)',
      cell: (row) =>
        row.subject || (
          <Box component="span" sx={QUIET}>
            Sem assunto
          </Box>
        ),
    },
    { id: 'status', header: 'Situação', width: '138px', cell: (row) => <StatusCell row={row} /> },
    {
      id: 'classification',
      header: 'Tipo e prioridade',
      width: '152px',
      cell: (row) => <ClassificationCell row={row} pack={pack} />,
    },
    {
      id: 'board',
      header: 'Aba',
      width: 'minmax(64px, 0.6fr)',
      cell: (row) => (row.board ? (boards.get(row.board) ?? row.board) : <None />),
    },
    {
      id: 'assignee',
      header: 'Responsável',
      width: 'minmax(128px, 0.6fr)',
      cell: (row) =>
        row.assigneeName ? <span title={row.assigneeName}>{shortName(row.assigneeName)}</span> : <None />,
    },
    {
      id: 'opened',
      header: 'Aberto em',
      width: '120px',
      align: 'end',
      cell: (row) => (
        <Box component="time" dateTime={row.openedAt} sx={TABULAR}>
          {formatRecent(row.openedAt)}
        </Box>
      ),
    },
  ];
  if (gone.size === 0) return columns;
  return columns.map((column) => ({
    ...column,
    cell: (row) =>
      gone.has(row.id) ? (
        <Box component="span" title="Não está mais neste filtro" sx={{ ...QUIET, fontStyle: 'italic' }}>
          {column.cell(row)}
        </Box>
      ) : (
        column.cell(row)
      ),
  }));
}

function None() {
  return (
    <Box component="span" sx={QUIET}>
      —
    </Box>
  );
}

function StatusCell({ row }: { row: TicketRow }) {
  const { label, tone } = TICKET_STATUS_WORDS[row.status];
  const parked = row.attendance === 'parked' && row.status === 'in-progress';
  return <StatusPill tone={parked ? 'neutral' : tone}>{parked ? 'Estacionado' : label}</StatusPill>;
}

/** S1.2: what is not classified is visibly so. */
function ClassificationCell({ row, pack }: { row: TicketRow; pack: Pack | undefined }) {
  if (!isClassified(row)) return <StatusPill tone="warning">Sem classificação</StatusPill>;
  const words = classificationWords(pack, row);
  return (
    <Box component="span" sx={{ display: 'inline-flex', gap: 1, alignItems: 'center' }}>
      {words.type}
      {words.priorityTone === 'error' ? (
        <StatusPill tone="error">{words.priority}</StatusPill>
      ) : (
        <Box component="span" sx={QUIET}>
          {words.priority}
        </Box>
      )}
    </Box>
  );
}
