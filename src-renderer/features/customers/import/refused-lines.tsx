import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
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

/** Every refused line with its number, why, and what stands there; the one that is opened is shown whole beneath. */
export function RefusedLines({ lines }: { lines: readonly RefusedLine[] }) {
  const [opened, setOpened] = useState<RefusedLine | null>(null);
  return (
    <Box
      sx={(theme) => ({
        flex: 1,
        minHeight: 260,
        display: 'flex',
        flexDirection: 'column',
        overflow: 'hidden',
        borderRadius: 1,
        border: `1px solid ${theme.vars.palette.divider}`,
        backgroundColor: theme.vars.palette.background.paper,
      })}
    >
      <Box sx={{ flex: 1, minHeight: 0 }}>
        <VirtualTable
          label="Linhas recusadas"
          rows={lines}
          rowId={idOf}
          columns={COLUMNS}
          total={lines.length}
          onOpen={setOpened}
        />
      </Box>
      {opened ? <Whole line={opened} /> : null}
    </Box>
  );
}

function Whole({ line }: { line: RefusedLine }) {
  return (
    <Box
      role="status"
      aria-label={`Linha ${formatCount(line.line)}`}
      tabIndex={0}
      sx={(theme) => ({
        flex: 'none',
        maxHeight: '45%',
        overflowY: 'auto',
        px: 2,
        py: 1.5,
        outlineOffset: '-2px',
        borderTop: `1px solid ${theme.vars.palette.divider}`,
        backgroundColor: theme.vars.palette.background.sunken,
      })}
    >
      <Typography variant="h4" component="h4">
        Linha {formatCount(line.line)}
      </Typography>
      {line.problems.map(({ code, field, message, way }) => (
        <Typography key={`${code} ${field}`}>
          {message} {way}
        </Typography>
      ))}
      <Box
        component="pre"
        sx={{
          m: 0,
          mt: 1,
          fontFamily: 'monospace',
          fontSize: '0.8125rem',
          whiteSpace: 'pre-wrap',
          overflowWrap: 'anywhere',
        }}
      >
        {line.raw}
      </Box>
    </Box>
  );
}
