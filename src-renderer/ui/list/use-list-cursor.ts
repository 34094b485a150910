import { useCallback, useEffect, useState } from 'react';
import { useKeys } from '../keys/keys-context.tsx';

export interface ListCursor {
  /** Index of the row under the cursor; -1 while there is none. */
  index: number;
  /** Its id. */
  activeId: string | null;
  moveTo(index: number): void;
}

export interface ListCursorOptions {
  /** Ids of the rows in order. The cursor stays on its id when rows come and go around it. */
  ids: readonly string[];
  onOpen?: (id: string) => void;
  onMark?: (id: string) => void;
  /** Off while another list of the screen has the keys. */
  enabled?: boolean;
}

/** j, k, Enter and x for a list. */
export function useListCursor({ ids, onOpen, onMark, enabled = true }: ListCursorOptions): ListCursor {
  const [activeId, setActiveId] = useState<string | null>(null);
  const [lastIndex, setLastIndex] = useState(-1);
  const found = activeId === null ? -1 : ids.indexOf(activeId);
  /* When the row under the cursor is gone, the one that took its place has it. */
  const index = found >= 0 ? found : Math.min(lastIndex, ids.length - 1);

  const moveTo = useCallback(
    (next: number) => {
      if (ids.length === 0) return;
      const clamped = Math.max(0, Math.min(ids.length - 1, next));
      setActiveId(ids[clamped] ?? null);
      setLastIndex(clamped);
    },
    [ids],
  );
  useEffect(() => {
    if (found >= 0) setLastIndex(found);
  }, [found]);

  const current = index >= 0 ? (ids[index] ?? null) : null;
  useKeys(
    enabled
      ? {
          'list.next': () => moveTo(index + 1),
          'list.previous': () => moveTo(index < 0 ? 0 : index - 1),
          'list.open': onOpen ? () => (current === null ? false : onOpen(current)) : undefined,
          'list.mark': onMark ? () => (current === null ? false : onMark(current)) : undefined,
        }
      : {},
  );
  return { index, activeId: current, moveTo };
}
