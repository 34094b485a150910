import { formatHlc, type Hlc, tick } from '../clock/hlc.ts';
import type { Entry, EntryData, EntryKind, Person } from './entry.ts';

/** What a decision wants written; the station adds who, where, when and the order (`stampDrafts`). */
export type EntryDraft = {
  [K in EntryKind]: {
    ticketId: string;
    kind: K;
    data: EntryData<K>;
    patch: Entry['patch'];
    visibility: Entry['visibility'];
  };
}[EntryKind];

interface DraftParts<K extends EntryKind> {
  data: EntryData<K>;
  patch?: Entry['patch'];
  visibility?: Entry['visibility'];
}

export function draft<K extends EntryKind>(
  ticketId: string,
  kind: K,
  { data, patch = {}, visibility = 'private' }: DraftParts<K>,
): EntryDraft {
  return { ticketId, kind, data, patch, visibility } as EntryDraft;
}

export interface Stamping {
  /** The last stamp this station gave or saw. */
  clock: Hlc;
  /** Wall clock, milliseconds. */
  wall: number;
  station: string;
  actor: Person;
  newId: () => string;
  /** Latest stamp of each station known on a ticket. */
  known: (ticketId: string) => Record<string, string>;
}

/** Entries ready to be journaled, in the order of the drafts, and the clock after them. */
export function stampDrafts(
  drafts: readonly EntryDraft[],
  { clock, wall, station, actor, newId, known }: Stamping,
): { entries: Entry[]; clock: Hlc } {
  const at = new Date(wall).toISOString();
  const bases = new Map<string, Record<string, string>>();
  let last = clock;
  const entries = drafts.map((written) => {
    last = tick(last, wall);
    const hlc = formatHlc(last);
    const base = bases.get(written.ticketId) ?? known(written.ticketId);
    bases.set(written.ticketId, { ...base, [station]: hlc });
    return {
      id: newId(),
      ticketId: written.ticketId,
      at,
      hlc,
      base,
      station,
      actor,
      visibility: written.visibility,
      kind: written.kind,
      data: written.data,
      patch: written.patch,
    } as Entry;
  });
  return { entries, clock: last };
}
