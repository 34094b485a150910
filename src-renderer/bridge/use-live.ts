import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { useBridge } from './bridge-context.tsx';
import type { Live, View } from './live-views.ts';
import type { InputOf, LiveOf, LiveProcedure } from './rpc.ts';
import { useLate } from './use-late.ts';

/** Given instead of an input: nothing is asked yet. */
export const SKIP: unique symbol = Symbol('skip');

export interface LiveResult<T> extends Live<T> {
  /** Nothing is there yet and 150 ms have gone by: time for a skeleton, not before. */
  late: boolean;
}

type LiveArguments<P extends LiveProcedure> =
  undefined extends InputOf<P> ? [input?: InputOf<P> | typeof SKIP] : [input: InputOf<P> | typeof SKIP];

const NOTHING: Live<never> = { data: undefined, status: 'waiting' };
const NEVER: View<never> = { read: () => NOTHING, subscribe: () => () => {} };

/**
 * What a live view says now; the component is drawn anew whenever it changes. Watchers of the same view
 * and input share one subscription, which survives reconnections.
 *
 * `const { data, late } = useLive('tickets.watch', id ? { ticketId: id } : SKIP)`
 */
export function useLive<P extends LiveProcedure>(procedure: P, ...[input]: LiveArguments<P>): LiveResult<LiveOf<P>> {
  const { live } = useBridge();
  const skipped = input === SKIP;
  const key = skipped ? '' : JSON.stringify(input ?? null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the input counts by its content.
  const view = useMemo<View<LiveOf<P>>>(
    () => (skipped ? NEVER : live.view<LiveOf<P>>(procedure, input)),
    [live, procedure, key, skipped],
  );
  const now = useSyncExternalStore(view.subscribe, view.read);
  const late = useLate(!skipped && now.data === undefined && now.status !== 'ended');
  return { ...now, late };
}

/**
 * Asks the queries under `key` again whenever the revision grows:
 * `useRefreshOn('tickets.revision', api.tickets.key())`.
 */
export function useRefreshOn(procedure: 'tickets.revision' | 'customers.revision', key: readonly unknown[]): void {
  const queries = useQueryClient();
  const { data } = useLive(procedure);
  const seen = useRef<number | null>(null);
  const queryKey = useRef(key);
  queryKey.current = key;
  useEffect(() => {
    if (!data) return;
    const changed = seen.current !== null && seen.current !== data.revision;
    seen.current = data.revision;
    if (changed) void queries.invalidateQueries({ queryKey: queryKey.current });
  }, [data, queries]);
}
