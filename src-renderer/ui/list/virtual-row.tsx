import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

export interface Column<Row> {
  id: string;
  header: string;
  /** A track of CSS grid: `160px`, `minmax(120px, 2fr)`. */
  width: string;
  align?: 'start' | 'end';
  cell: (row: Row) => ReactNode;
}

export interface VirtualRowProps<Row> {
  row: Row;
  columns: readonly Column<Row>[];
  template: string;
  domId: string;
  /** Pixels. */
  place: { index: number; start: number; height: number };
  active: boolean;
  marked: boolean;
  onPick: () => void;
  onOpen?: () => void;
}

/** One row of a virtual table. The mouse picks it with one click and opens it with the same. */
export function VirtualRow<Row>({
  row,
  columns,
  template,
  domId,
  place,
  active,
  marked,
  onPick,
  onOpen,
}: VirtualRowProps<Row>) {
  return (
    <Box
      role="row"
      id={domId}
      aria-rowindex={place.index + 2}
      aria-selected={marked || active}
      onClick={() => {
        onPick();
        onOpen?.();
      }}
      sx={(theme) => ({
        position: 'absolute',
        insetInline: 0,
        display: 'grid',
        alignItems: 'center',
        cursor: onOpen ? 'pointer' : 'default',
        borderBottom: `1px solid ${theme.vars.palette.divider}`,
        backgroundColor: marked
          ? theme.vars.palette.background.chosen
          : active
            ? theme.vars.palette.action.selected
            : theme.vars.palette.background.paper,
        boxShadow: active ? `inset 3px 0 0 ${theme.vars.palette.primary.main}` : 'none',
        '&:hover': { backgroundColor: active || marked ? undefined : theme.vars.palette.background.sunken },
      })}
      style={{ top: place.start, height: place.height, gridTemplateColumns: template }}
    >
      {columns.map((column) => (
        <Box
          key={column.id}
          role="gridcell"
          sx={{
            px: 1.5,
            minWidth: 0,
            overflow: 'hidden',
            textOverflow: 'ellipsis',
            whiteSpace: 'nowrap',
            textAlign: column.align ?? 'start',
          }}
        >
          {column.cell(row)}
        </Box>
      ))}
    </Box>
  );
}
