import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo } from 'react';
import { useApi } from '../../bridge/bridge-context.tsx';
import { useLate } from '../../bridge/use-late.ts';
import type { KeyId } from '../../ui/keys/key-table.ts';
import { commandsFor, type Found } from './found.ts';

const LIMIT = 8;

export interface FoundState {
  found: readonly Found[];
  /** Why a typed protocol cannot be right. */
  hint: string | null;
  /** The station has not answered for a while. */
  late: boolean;
  failed: boolean;
  /** Everything has answered, and there is nothing. */
  nothing: boolean;
}

/** What the palette shows for a text. `commands`: the keys that answered when it was opened. */
export function useFound(typed: string, commands: readonly KeyId[]): FoundState {
  const api = useApi();
  const text = useDeferredValue(typed.trim());
  const search = useQuery(
    api.search.all.queryOptions({
      input: { text, limit: LIMIT },
      enabled: text !== '',
      placeholderData: keepPreviousData,
      gcTime: 0,
    }),
  );
  const answer = text === '' ? undefined : search.data;
  const found = useMemo<Found[]>(
    () => [
      ...(answer?.tickets ?? []).map((ticket): Found => ({ kind: 'ticket', id: `ticket-${ticket.id}`, ticket })),
      ...(answer?.customers ?? []).map(
        (customer): Found => ({ kind: 'customer', id: `customer-${customer.id}`, customer }),
      ),
      ...commandsFor(text, commands),
    ],
    [answer, text, commands],
  );
  const waiting = text !== '' && search.isFetching;
  return {
    found,
    hint: answer?.hint ?? null,
    late: useLate(waiting),
    failed: text !== '' && search.isError,
    nothing: text !== '' && !waiting && !search.isError && found.length === 0,
  };
}
