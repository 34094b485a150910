import type { Entry } from './entry.ts';
import { type Folded, fold } from './fold.ts';

/** Latest stamp of each station that is known of a ticket: an entry's `base`, a head's `known`. */
export type Known = Readonly<Record<string, string>>;

/** Whether an author who knew `base` knew of an entry. */
export function knows(base: Known, entry: { station: string; hlc: string }): boolean {
  return Object.hasOwn(base, entry.station) && entry.hlc <= base[entry.station]!;
}

/** The head as whoever wrote an entry with this `base` saw it; `null`: they knew of nothing. */
export function headAtBase(entries: Iterable<Entry>, base: Known): Folded | null {
  const seen: Entry[] = [];
  for (const entry of entries) if (knows(base, entry)) seen.push(entry);
  return fold(seen);
}

/** Whether `base` reaches exactly as far as what is known here: the present head is then the one its author saw. */
export function baseIsKnown(known: Known, base: Known): boolean {
  const stations = Object.keys(base);
  return stations.length === Object.keys(known).length && stations.every((station) => base[station] === known[station]);
}

/**
 * Whether an author knew of something that is not known here yet. `known` must reach as far as everything that ever came
 * in, refused entries included: an author had built on those, and they never come again.
 */
export function baseReachesFurther(known: Known, base: Known): boolean {
  return Object.entries(base).some(([station, hlc]) => !Object.hasOwn(known, station) || known[station]! < hlc);
}

/** Whether other stations than `own` wrote something since somebody looked. */
export function hasNews(known: Known, seen: Known, own: string): boolean {
  return Object.entries(known).some(([station, hlc]) => station !== own && !knows(seen, { station, hlc }));
}

/** `known` with one more entry. */
export function withKnown(known: Known, entry: { station: string; hlc: string }): Record<string, string> {
  return knows(known, entry) ? { ...known } : { ...known, [entry.station]: entry.hlc };
}
