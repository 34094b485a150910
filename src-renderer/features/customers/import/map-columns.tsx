import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableContainer from '@mui/material/TableContainer';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { IMPORT_FIELD_ORDER, IMPORT_FIELDS, type ImportField } from '#shared/domain/customer/import/fields.ts';
import type { ColumnMapping, ImportPreview } from '#shared/domain/customer/import/import-types.ts';
import { sampleCells } from './sample-cells.ts';

export interface MapColumnsProps {
  preview: ImportPreview;
  mapping: ColumnMapping;
  /** Fields that something is wrong with. */
  wrong: ReadonlySet<string>;
  onChange: (mapping: ColumnMapping) => void;
}

/** Each column of the file, what stands in it, and what it becomes. */
export function MapColumns({ preview, mapping, wrong, onChange }: MapColumnsProps) {
  const set = (column: number, field: ImportField | null) =>
    onChange({ ...mapping, columns: mapping.columns.map((before, index) => (index === column ? field : before)) });
  return (
    <TableContainer
      sx={(theme) => ({
        borderRadius: 1,
        border: `1px solid ${theme.vars.palette.divider}`,
        backgroundColor: theme.vars.palette.background.paper,
      })}
    >
      <Table
        size="small"
        aria-label="Colunas do arquivo"
        sx={{ tableLayout: 'fixed', '& tr:last-child td, & tr:last-child th': { border: 0 } }}
      >
        <TableHead>
          <TableRow>
            <TableCell sx={{ width: '24%' }}>Coluna do arquivo</TableCell>
            <TableCell>Primeiras linhas</TableCell>
            <TableCell sx={{ width: 264 }}>Campo do cadastro</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {mapping.columns.map((field, column) => {
            const name = mapping.headers[column] || `Coluna ${column + 1}`;
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place in the file.
              <TableRow key={column}>
                <TableCell component="th" scope="row" sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
                  {name}
                </TableCell>
                <TableCell>
                  <Samples cells={sampleCells(preview.rows, column)} />
                </TableCell>
                <TableCell>
                  <Select<ImportField | ''>
                    fullWidth
                    displayEmpty
                    value={field ?? ''}
                    error={field !== null && wrong.has(field)}
                    onChange={(event) => set(column, event.target.value === '' ? null : event.target.value)}
                    SelectDisplayProps={{ 'aria-label': `Campo de “${name}”` }}
                    sx={{ color: field === null ? 'text.secondary' : 'text.primary' }}
                  >
                    <MenuItem value="">Não importar</MenuItem>
                    {IMPORT_FIELD_ORDER.map((id) => (
                      <MenuItem key={id} value={id}>
                        {IMPORT_FIELDS[id].label}
                      </MenuItem>
                    ))}
                  </Select>
                </TableCell>
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
    </TableContainer>
  );
}

function Samples({ cells }: { cells: readonly string[] }) {
  if (cells.length === 0)
    return (
      <Box component="span" sx={{ color: 'text.secondary' }}>
        vazia nas primeiras linhas
      </Box>
    );
  return (
    <Box sx={{ display: 'flex', gap: 1, overflow: 'hidden' }}>
      {cells.map((cell) => (
        <Box
          key={cell}
          component="span"
          title={cell}
          sx={(theme) => ({
            px: 0.75,
            minWidth: 0,
            maxWidth: 240,
            overflow: 'hidden',
            textOverflow: 'ellipsis',
            whiteSpace: 'nowrap',
            borderRadius: '4px',
            backgroundColor: theme.vars.palette.background.sunken,
          })}
        >
          {cell}
        </Box>
      ))}
    </Box>
  );
}
