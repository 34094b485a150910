import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Pack } from '#shared/procedures/schema/pack.ts';
import { useApi } from './bridge-context.tsx';
import { useStation } from './station-context.tsx';

/** A published pack never changes, so it is asked for once. `null`: the one in force, the former until it has come. */
export function usePack(version: number | null = null): Pack | undefined {
  const { packVersion } = useStation();
  const { data } = useQuery(
    useApi().packs.get.queryOptions({
      input: { version: version || packVersion },
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: Number.POSITIVE_INFINITY,
      placeholderData: version ? undefined : keepPreviousData,
    }),
  );
  return data ?? undefined;
}
