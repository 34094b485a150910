import { useMemo } from 'react';
import { OFFLINE_WORDS, olderWords } from '../../ui/centre/older-words.ts';
import { type BringIn, useBringIn } from '../../ui/centre/use-bring-in.ts';
import { type CentreSearch, useCentreSearch } from '../../ui/centre/use-centre-search.ts';
import type { Found } from './found.ts';

export interface Older extends BringIn, Pick<CentreSearch, 'busy' | 'ask'> {
  /** The way to ask, or what the centre answered. */
  found: readonly Found[];
  /** How it stands, in words; '' where there is nothing to say. */
  words: string;
  /** The centre can be asked now. */
  may: boolean;
}

/** What of a text only the centre has; asked when somebody says so. `foundHere`: how many tickets the station found. */
export function useOlder(text: string, foundHere: number): Older {
  const search = useCentreSearch(text);
  const bringIn = useBringIn();
  const { reach, asked, busy, tickets } = search;
  const found = useMemo<Found[]>(() => {
    if (tickets && tickets.length > 0)
      return tickets.map((ticket): Found => ({ kind: 'older', id: `older-${ticket.id}`, ticket }));
    return reach === 'online' && !asked ? [{ kind: 'ask', id: 'ask' }] : [];
  }, [reach, asked, tickets]);
  return {
    ...bringIn,
    found,
    busy,
    ask: search.ask,
    may: reach === 'online' && !busy,
    refusals: [...search.refusals, ...bringIn.refusals],
    words: bringIn.bringing
      ? 'Trazendo o chamado da central…'
      : reach === 'offline' && foundHere === 0
        ? OFFLINE_WORDS
        : olderWords(search),
  };
}
