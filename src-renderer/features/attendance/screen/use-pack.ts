import { useQuery } from '@tanstack/react-query';
import type { Pack } from '#shared/procedures/schema/pack.ts';
import { useApi } from '../../../bridge/bridge-context.tsx';

/** A version of the pack; a published version never changes, so it is asked for once. */
export function usePack(version: number | undefined): Pack | undefined {
  const api = useApi();
  const query = useQuery(
    api.packs.get.queryOptions({
      input: { version: version ?? null },
      enabled: version !== undefined,
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: Number.POSITIVE_INFINITY,
    }),
  );
  return query.data ?? undefined;
}
