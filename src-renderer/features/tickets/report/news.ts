import type { Entry } from '#shared/domain/ticket/entry.ts';
import { knows } from '#shared/domain/ticket/known.ts';

/** What has been read of a ticket: the latest stamp of each station. */
export type Seen = Record<string, string>;

/** All that stands in a journal, as read. */
export function seenOf(entries: readonly Entry[]): Seen {
  const seen: Seen = {};
  for (const entry of entries) if (!knows(seen, entry)) seen[entry.station] = entry.hlc;
  return seen;
}

/** What other stations wrote beyond what was read, oldest first. */
export function newsSince(entries: readonly Entry[], seen: Seen, own: string): Entry[] {
  return entries.filter((entry) => entry.station !== own && !knows(seen, entry));
}
