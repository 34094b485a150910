import Box from '@mui/material/Box';
import { memo, type ReactNode } from 'react';

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
  index: number;
  /** Pixels. */
  start: number;
  height: number;
  active: boolean;
  marked: boolean;
  /** The mouse picks a row with one click and opens it with the same; the same function for every row. */
  onPick: (index: number) => void;
  opens: boolean;
}

function Row<Row>({
  row,
  columns,
  template,
  domId,
  index,
  start,
  height,
  active,
  marked,
  onPick,
  opens,
}: VirtualRowProps<Row>) {
  return (
    <Box
      role="row"
      id={domId}
      aria-rowindex={index + 2}
      aria-selected={marked || active}
      onClick={() => onPick(index)}
      sx={(theme) => ({
        position: 'absolute',
        insetInline: 0,
        display: 'grid',
        alignItems: 'center',
        cursor: opens ? 'pointer' : 'default',
        borderBottom: `1px solid ${theme.vars.palette.divider}`,
        backgroundColor: marked
          ? theme.vars.palette.background.chosen
          : active
            ? theme.vars.palette.action.selected
            : theme.vars.palette.background.paper,
        boxShadow: active ? `inset 3px 0 0 ${theme.vars.palette.primary.main}` : 'none',
        '&:hover': { backgroundColor: active || marked ? undefined : theme.vars.palette.background.sunken },
        '& > [role="gridcell"]': {
          px: 1.5,
          minWidth: 0,
          overflow: 'hidden',
          textOverflow: 'ellipsis',
          whiteSpace: 'nowrap',
        },
      })}
      style={{ top: start, height, gridTemplateColumns: template }}
    >
      {columns.map((column) => (
        // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: rows out of sight are not there, so it cannot be a table; the grid has the focus.
        <div key={column.id} role="gridcell" style={column.align ? { textAlign: column.align } : undefined}>
          {column.cell(row)}
        </div>
      ))}
    </Box>
  );
}

/** One row of a virtual table: drawn anew only when something of it changes, so that scrolling draws the new ones alone. */
export const VirtualRow = memo(Row) as typeof Row;
