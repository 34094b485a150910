import Box from '@mui/material/Box';
import type { RefusedLine } from '#shared/domain/customer/import/import-types.ts';
import { formatCount } from '../../../ui/format.ts';
import { type Column, VirtualTable } from '../../../ui/list/virtual-table.tsx';
import { TABULAR } from '../../../ui/theme/theme.ts';

const idOf = ({ line }: RefusedLine) => String(line);

const why = ({ problems }: RefusedLine) =>
  problems.map(({ message, way }) => [message, way].filter(Boolean).join(' ')).join(' ');

const COLUMNS: readonly Column<RefusedLine>[] = [
  {
    id: 'line',
    header: 'Linha',
    width: '88px',
    align: 'end',
    cell: ({ line }) => (
      <Box component="span" sx={TABULAR}>
        {formatCount(line)}
      </Box>
    ),
  },
  {
    id: 'why',
    header: 'Motivo e o que fazer',
    width: 'minmax(280px, 3fr)',
    cell: (line) => <span title={why(line)}>{why(line)}</span>,
  },
  {
    id: 'raw',
    header: 'Como está no arquivo',
    width: 'minmax(200px, 2fr)',
    cell: ({ raw }) => (
      <Box component="code" title={raw} sx={{ fontFamily: 'monospace', fontSize: '0.8125rem', whiteSpace: 'pre' }}>
        {raw}
      </Box>
    ),
  },
];

/** Every refused line with its number, why, and what stands there. */
export function RefusedLines({ lines }: { lines: readonly RefusedLine[] }) {
  return (
    <Box
      sx={(theme) => ({
        flex: 1,
        minHeight: 220,
        overflow: 'hidden',
        borderRadius: 1,
        border: `1px solid ${theme.vars.palette.divider}`,
        backgroundColor: theme.vars.palette.background.paper,
      })}
    >
      <VirtualTable label="Linhas recusadas" rows={lines} rowId={idOf} columns={COLUMNS} total={lines.length} />
    </Box>
  );
}
