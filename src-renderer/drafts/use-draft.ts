import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useDraftStore } from './drafts-context.tsx';

export interface DraftField<T> {
  /** What to show: the draft, or `initial` while there is none. */
  value: T;
  /** Call it on every keystroke; the write starts at once. */
  set(next: T | ((before: T) => T)): void;
  /** False until it is known whether there is a draft: keep the field read-only until then. */
  ready: boolean;
  /** There is something typed that `initial` (the journal) may not have. */
  dirty: boolean;
  /** When the draft found on mount was written, in milliseconds; `null` when there was none. */
  restoredAt: number | null;
  /** Grows with every `set`: note it before saving, give it to `settle` after. */
  version: number;
  /** The journal has what was typed up to `version`: takes the draft away unless more was typed since. */
  settle(version: number): void;
  /** Takes the draft away whatever it says; `initial` shows again. */
  clear(): void;
  /** The last write failed: say so, the text is only in this window. */
  failed: boolean;
}

interface State<T> {
  key: string;
  draft: { value: T } | null;
  ready: boolean;
  restoredAt: number | null;
  version: number;
  failed: boolean;
}

function blank<T>(key: string): State<T> {
  return { key, draft: null, ready: false, restoredAt: null, version: 0, failed: false };
}

/**
 * Something typed, kept on every keystroke under `key` (ids only, nothing personal). `initial` is what the
 * journal says and may change while there is no draft.
 */
export function useDraft<T>(key: string, initial: T): DraftField<T> {
  const store = useDraftStore();
  const [kept, setState] = useState<State<T>>(() => blank(key));
  const state = kept.key === key ? kept : blank<T>(key);
  const latest = useRef({ state, initial });
  latest.current = { state, initial };

  const become = useCallback(
    (change: (before: State<T>) => State<T>) => {
      if (latest.current.state.key !== key) return;
      latest.current.state = change(latest.current.state);
      setState(latest.current.state);
    },
    [key],
  );

  useEffect(() => {
    let gone = false;
    become(() => blank(key));
    store
      .read(key)
      .then((found) => ({ draft: found ? { value: found.value as T } : null, at: found?.updatedAt ?? null, ok: true }))
      .catch(() => ({ draft: null, at: null, ok: false }))
      .then(({ draft, at, ok }) => {
        if (gone) return;
        const version = store.version(key);
        become((before) => ({ ...before, draft, ready: true, restoredAt: at, failed: !ok, version }));
      });
    return () => {
      gone = true;
    };
  }, [store, key, become]);

  const set = useCallback(
    (next: T | ((before: T) => T)) => {
      const { state: before, initial: base } = latest.current;
      const value = typeof next === 'function' ? (next as (before: T) => T)(before.draft?.value ?? base) : next;
      const write = store.write(key, value);
      become((now) => ({ ...now, draft: { value }, version: store.version(key) }));
      write.then(
        () => latest.current.state.failed && become((now) => ({ ...now, failed: false })),
        () => become((now) => ({ ...now, failed: true })),
      );
    },
    [store, key, become],
  );

  const clear = useCallback(() => {
    store.remove(key).catch(() => become((now) => ({ ...now, failed: true })));
    become((now) => ({ ...now, draft: null, restoredAt: null }));
  }, [store, key, become]);

  const settle = useCallback(
    (version: number) => {
      if (store.version(key) === version) clear();
    },
    [store, clear, key],
  );

  return useMemo(
    () => ({
      value: state.draft ? state.draft.value : initial,
      set,
      ready: state.ready,
      dirty: state.draft !== null,
      restoredAt: state.restoredAt,
      version: state.version,
      settle,
      clear,
      failed: state.failed,
    }),
    [state, initial, set, settle, clear],
  );
}
