import Box from '@mui/material/Box';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useId, useMemo, useRef } from 'react';
import { SIZES } from '../theme/theme.ts';
import { useListCursor } from './use-list-cursor.ts';
import { type Column, VirtualRow } from './virtual-row.tsx';

export type { Column } from './virtual-row.tsx';

export interface VirtualTableProps<Row> {
  /** Names the table for screen readers. */
  label: string;
  rows: readonly Row[];
  rowId: (row: Row) => string;
  columns: readonly Column<Row>[];
  onOpen?: (row: Row) => void;
  onMark?: (row: Row) => void;
  marked?: ReadonlySet<string>;
  /** Called when the end comes near: time for the next page. */
  onNearEnd?: () => void;
  /** The first and last row that are drawn, whenever they change. */
  onRange?: (first: number, last: number) => void;
  /** How many there are altogether, also those not loaded. */
  total?: number;
  /** Row height in pixels: 36 compact, 44 loose. */
  rowHeight?: number;
  /** Shown instead of rows when there are none. */
  empty?: ReactNode;
  /** Off while another list of the screen has j and k. */
  keysEnabled?: boolean;
}

/**
 * A table of any length that draws only what is seen and scrolls by itself: give it a parent of definite
 * height. One stop for Tab; inside, j k ↑ ↓ Home End PageUp PageDown move, Enter opens, x marks.
 */
export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const { rows, rowId, columns, rowHeight = SIZES.row, onOpen, onMark, onNearEnd, onRange } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const base = useId();
  const ids = useMemo(() => rows.map(rowId), [rows, rowId]);
  const byId = (id: string): Row | undefined => rows[ids.indexOf(id)];
  const act = (action: ((row: Row) => void) | undefined) =>
    action &&
    ((id: string) => {
      const row = byId(id);
      if (row) action(row);
    });
  const cursor = useListCursor({ ids, onOpen: act(onOpen), onMark: act(onMark), enabled: props.keysEnabled });
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingStart: HEAD,
  });
  const items = virtual.getVirtualItems();
  const firstSeen = items[0]?.index ?? 0;
  const lastSeen = items.at(-1)?.index ?? 0;

  useEffect(() => {
    if (cursor.index >= 0) virtual.scrollToIndex(cursor.index, { align: 'auto' });
  }, [cursor.index, virtual]);
  useEffect(() => {
    if (rows.length > 0 && lastSeen >= rows.length - 20) onNearEnd?.();
  }, [lastSeen, rows.length, onNearEnd]);
  useEffect(() => onRange?.(firstSeen, lastSeen), [firstSeen, lastSeen, onRange]);

  const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2);
  const moves: Record<string, number> = {
    ArrowDown: cursor.index + 1,
    ArrowUp: Math.max(0, cursor.index - 1),
    PageDown: cursor.index + page,
    PageUp: Math.max(0, cursor.index - page),
    Home: 0,
    End: rows.length - 1,
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = moves[event.key];
    if (to === undefined || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    cursor.moveTo(to);
  };

  const latest = useRef({ cursor, rows, onOpen });
  latest.current = { cursor, rows, onOpen };
  const pick = useCallback((index: number) => {
    const { cursor: now, rows: shown, onOpen: open } = latest.current;
    now.moveTo(index);
    const row = shown[index];
    if (row !== undefined) open?.(row);
  }, []);
  const template = columns.map((column) => column.width).join(' ');
  if (rows.length === 0 && props.empty) return <Box sx={{ height: '100%', overflowY: 'auto' }}>{props.empty}</Box>;
  return (
    <Box
      ref={scroller}
      role="grid"
      aria-label={props.label}
      aria-rowcount={(props.total ?? rows.length) + 1}
      aria-colcount={columns.length}
      aria-activedescendant={cursor.activeId === null ? undefined : `${base}${cursor.activeId}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        if (event.target === event.currentTarget && cursor.index < 0 && rows.length > 0) cursor.moveTo(0);
      }}
      sx={{ height: '100%', overflow: 'auto', outlineOffset: '-2px', position: 'relative' }}
    >
      <VirtualHead columns={columns} template={template} />
      {rows.length === 0 ? null : (
        <Box role="rowgroup" sx={{ position: 'relative' }} style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index];
            const id = ids[item.index];
            if (row === undefined || id === undefined) return null;
            return (
              <VirtualRow
                key={id}
                row={row}
                columns={columns}
                template={template}
                domId={`${base}${id}`}
                index={item.index}
                start={item.start}
                height={rowHeight}
                active={item.index === cursor.index}
                marked={props.marked?.has(id) ?? false}
                onPick={pick}
                opens={onOpen !== undefined}
              />
            );
          })}
        </Box>
      )}
    </Box>
  );
}

const HEAD = 32;

function VirtualHead<Row>({ columns, template }: { columns: readonly Column<Row>[]; template: string }) {
  return (
    <Box
      role="rowgroup"
      sx={(theme) => ({
        position: 'sticky',
        top: 0,
        zIndex: 1,
        backgroundColor: theme.vars.palette.background.default,
        borderBottom: `1px solid ${theme.vars.palette.divider}`,
      })}
    >
      <Box
        role="row"
        aria-rowindex={1}
        sx={{ display: 'grid', height: HEAD }}
        style={{ gridTemplateColumns: template }}
      >
        {columns.map((column) => (
          <Box
            key={column.id}
            role="columnheader"
            sx={{
              px: 1.5,
              alignSelf: 'center',
              fontSize: '0.75rem',
              fontWeight: 600,
              color: 'text.secondary',
              textAlign: column.align ?? 'start',
              overflow: 'hidden',
              textOverflow: 'ellipsis',
              whiteSpace: 'nowrap',
            }}
          >
            {column.header}
          </Box>
        ))}
      </Box>
    </Box>
  );
}
