import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Refusal, Result } from '#shared/domain/refusal.ts';
import { ask, askOrThrow, Refused } from './ask.ts';

/** How often what changes by itself is asked anew, while somebody looks. */
const ANEW_MS = 10_000;

export interface View<T> {
  data: T | undefined;
  /** Why there is nothing, or why what is shown is not new. */
  refusals: readonly Refusal[];
  waiting: boolean;
}

/** What a page shows, kept true. @param path below `/v1/admin` */
export function useView<T>(path: string): View<T> {
  const { data, error, isPending } = useQuery({
    queryKey: [path],
    queryFn: () => askOrThrow<T>(path),
    refetchInterval: ANEW_MS,
  });
  return { data, refusals: error instanceof Refused ? error.refusals : [], waiting: isPending };
}

export interface Act<Input extends object, Output> {
  run(input: Input): Promise<Result<Output>>;
  busy: boolean;
  refusals: readonly Refusal[];
  forget(): void;
}

/** Does something at the centre; what pages show is asked anew afterwards. */
export function useAct<Input extends object, Output = null>(path: string): Act<Input, Output> {
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  return {
    busy,
    refusals,
    forget: () => setRefusals([]),
    async run(input) {
      setBusy(true);
      const answer = await ask<Output>(path, input);
      setRefusals(answer.ok ? [] : answer.refusals);
      setBusy(false);
      // A session that ended shows the way in.
      if (answer.ok || answer.refusals.some(({ code }) => code === 'sign-in-again')) await queries.invalidateQueries();
      return answer;
    },
  };
}
