import Box from '@mui/material/Box';
import type { KeyboardEvent, ReactNode } from 'react';
import { useEffect, useState } from 'react';

export interface FoundListProps<T> {
  id: string;
  label: string;
  rows: readonly T[];
  rowId(row: T): string;
  active: number;
  onActive(index: number): void;
  onChoose(row: T): void;
  children(row: T): ReactNode;
}

/** What a search found, under its field: the field keeps the focus, arrows walk, Enter takes. */
export function FoundList<T>({ id, label, rows, rowId, active, onActive, onChoose, children }: FoundListProps<T>) {
  return (
    <Box
      role="listbox"
      id={id}
      aria-label={label}
      sx={(theme) => ({
        mt: 0.5,
        border: `1px solid ${theme.vars.palette.divider}`,
        borderRadius: 1,
        overflow: 'hidden',
        backgroundColor: theme.vars.palette.background.paper,
      })}
    >
      {rows.map((row, index) => (
        <Box
          key={rowId(row)}
          role="option"
          id={`${id}-${index}`}
          aria-selected={index === active}
          onMouseMove={() => onActive(index)}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(row)}
          sx={(theme) => ({
            display: 'flex',
            alignItems: 'center',
            gap: 1.5,
            px: 1.25,
            minHeight: 44,
            cursor: 'pointer',
            borderTop: index === 0 ? 0 : `1px solid ${theme.vars.palette.divider}`,
            backgroundColor: index === active ? theme.vars.palette.background.chosen : 'transparent',
          })}
        >
          {children(row)}
        </Box>
      ))}
    </Box>
  );
}

export interface FoundCursor {
  active: number;
  setActive(index: number): void;
  /** For the search field. */
  onKeyDown(event: KeyboardEvent): void;
  /** Ids for the field's `aria-activedescendant`. */
  activeId: string | undefined;
}

/** The cursor of a found list: begins at the first row, follows the arrows. */
export function useFoundCursor<T>(listId: string, rows: readonly T[], onChoose: (row: T) => void): FoundCursor {
  const [active, setActive] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another result begins at its first row.
  useEffect(() => setActive(0), [rows]);
  return {
    active,
    setActive,
    activeId: rows.length > 0 ? `${listId}-${active}` : undefined,
    onKeyDown(event) {
      if (rows.length === 0 || event.altKey || event.ctrlKey || event.metaKey) return;
      const row = rows[active];
      if (event.key === 'ArrowDown') setActive((active + 1) % rows.length);
      else if (event.key === 'ArrowUp') setActive((active - 1 + rows.length) % rows.length);
      else if (event.key === 'Enter' && row !== undefined) onChoose(row);
      else return;
      event.preventDefault();
    },
  };
}
