import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { TicketRow } from '#shared/contract/views.ts';
import type { Refusal } from '#shared/domain/refusal.ts';
import { useApi } from '../../bridge/bridge-context.tsx';
import { useLive } from '../../bridge/use-live.ts';

const LIMIT = 20;
/** As much as the contract takes. */
const MOST_TEXT = 200;

const UNANSWERED: Refusal = {
  code: 'search-failed',
  message: 'A busca na central não respondeu.',
  way: 'Tente de novo.',
};

export interface CentreSearch {
  /** `none`: there is nothing to ask, by this text or at this station. */
  reach: 'none' | 'offline' | 'online';
  /** The present text was asked. */
  asked: boolean;
  busy: boolean;
  /** What the centre has and this station has not, newest first; `null`: no answer yet. */
  tickets: TicketRow[] | null;
  refusals: readonly Refusal[];
  ask: () => void;
  forget: () => void;
}

/** Tickets that the station does not hold, asked of the centre when somebody says so; another text has to be asked anew. */
export function useCentreSearch(typed: string): CentreSearch {
  const api = useApi();
  const { data: view } = useLive('sync.watch');
  const [wanted, setWanted] = useState<string | null>(null);
  const text = typed.trim().slice(0, MOST_TEXT);
  const asked = text !== '' && wanted === text;
  const query = useQuery(
    api.sync.searchCentre.queryOptions({
      input: { text, limit: LIMIT },
      enabled: asked,
      staleTime: 0,
      gcTime: 0,
      retry: false,
    }),
  );
  const answer = asked && !query.isFetching ? query.data : undefined;
  const tickets = useMemo(() => (answer?.ok ? answer.value.filter(({ here }) => !here) : null), [answer]);
  const enrolled = view !== undefined && view.state !== 'alone' && view.state !== 'revoked';
  return {
    reach: !enrolled || text === '' ? 'none' : view.state === 'online' ? 'online' : 'offline',
    asked,
    busy: asked && query.isFetching,
    tickets,
    refusals: answer && !answer.ok ? answer.refusals : asked && query.isError && !query.isFetching ? [UNANSWERED] : [],
    ask: () => {
      if (asked) void query.refetch();
      else setWanted(text);
    },
    forget: () => setWanted(null),
  };
}
