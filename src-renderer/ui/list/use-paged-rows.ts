import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import {
  arrivedCount,
  firstPage,
  nextOf,
  type PageAnswer,
  type PagedRows,
  pagesOfRange,
  refreshed,
  rowsOf,
  withNextPage,
} from './paged-rows.ts';

/** Changes that come closer together than this are asked for together. Milliseconds. */
const REFRESH_PAUSE = 300;

export interface PagedRowsOptions<Row> {
  /** What the list is of; another key is another list. */
  listKey: string;
  fetchPage: (after: string | null, signal: AbortSignal) => Promise<PageAnswer<Row>>;
  idOf: (row: Row) => string;
  /** Changes whenever the store does (or the station is there again): what is in sight is asked anew. */
  revision: string;
}

export interface PagedRowsState<Row> {
  rows: readonly Row[];
  total: number;
  /** Of another key than asked for, or nothing yet. */
  waiting: boolean;
  failed: boolean;
  /** New ones that wait at the top. */
  arrived: number;
  gone: ReadonlySet<string>;
  loadMore: () => void;
  /** Brings the list up to date, from the top. */
  showArrived: () => void;
  /** The rows in sight. */
  onRange: (first: number, last: number) => void;
}

const NO_ROWS: readonly never[] = [];
const NO_IDS: ReadonlySet<string> = new Set();

/** A list of any length over a paged query that stays still while it lives. `fetchPage` and `idOf` count as they are at each call. */
export function usePagedRows<Row>(options: PagedRowsOptions<Row>): PagedRowsState<Row> {
  const { listKey, revision } = options;
  const [held, setHeld] = useState<{ key: string; list: PagedRows<Row> } | null>(null);
  const [failed, setFailed] = useState(false);
  const latest = useRef({ options, list: held?.list ?? null });
  latest.current = { options, list: held?.list ?? null };
  const range = useRef({ first: 0, last: 0 });
  const loading = useRef<string | null>(null);
  const begun = useRef<AbortController | null>(null);

  const begin = useCallback(async () => {
    begun.current?.abort();
    const control = new AbortController();
    begun.current = control;
    loading.current = null;
    const { listKey: key, fetchPage } = latest.current.options;
    try {
      const answer = await fetchPage(null, control.signal);
      if (control.signal.aborted) return;
      setHeld({ key, list: firstPage(answer) });
      setFailed(false);
    } catch {
      if (!control.signal.aborted) setFailed(true);
    }
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another key begins another list.
  useEffect(() => {
    void begin();
    return () => begun.current?.abort();
  }, [begin, listKey]);

  const loadMore = useCallback(async () => {
    const { list, options: now } = latest.current;
    const after = list && nextOf(list);
    const signal = begun.current?.signal;
    if (!after || loading.current === after || !signal) return;
    loading.current = after;
    try {
      const answer = await now.fetchPage(after, signal);
      if (signal.aborted) return;
      setHeld((before) => before && { ...before, list: withNextPage(before.list, { after, answer, idOf: now.idOf }) });
    } catch {
      /* The end of the list comes near again with the next scroll, and the page is asked for again. */
      if (!signal.aborted) loading.current = null;
    }
  }, []);

  const refresh = useCallback(async () => {
    const { list, options: now } = latest.current;
    const signal = begun.current?.signal;
    if (!list || !signal) return;
    const seen = pagesOfRange(list, range.current.first, range.current.last);
    for (const index of new Set([0, ...seen])) {
      const page = list.pages[index];
      if (!page) continue;
      const answer = await now.fetchPage(page.after, signal);
      if (signal.aborted) return;
      setHeld((before) => before && { ...before, list: refreshed(before.list, { index, answer, idOf: now.idOf }) });
    }
    setFailed(false);
  }, []);

  useAfterChanges(revision, () => {
    const asked = latest.current.list ? refresh() : begin();
    asked.catch(() => setFailed(true));
  });

  const list = held?.key === listKey ? held.list : null;
  const shown = list ?? held?.list ?? null;
  const rows = useMemo(() => (shown ? rowsOf(shown) : NO_ROWS), [shown]);
  return {
    rows,
    total: shown?.total ?? 0,
    waiting: list === null && !failed,
    failed,
    arrived: list ? arrivedCount(list) : 0,
    gone: list?.gone ?? NO_IDS,
    loadMore,
    showArrived: begin,
    onRange: useCallback((from: number, to: number) => {
      range.current = { first: from, last: to };
    }, []),
  };
}

/** Calls back once for all changes of `value` within a pause; a stream of changes does not put it off. */
function useAfterChanges(value: string, act: () => void): void {
  const seen = useRef(value);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    if (seen.current === value) return;
    seen.current = value;
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      latest.current();
    }, REFRESH_PAUSE);
  }, [value]);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
}
