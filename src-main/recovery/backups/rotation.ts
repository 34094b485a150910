import type { BackupFile } from './backup-file.ts';

export interface Rotation {
  /** The newest of each of so many days. */
  days: number;
  /** The newest of each of so many weeks. */
  weeks: number;
  /** The newest made by hand, and the newest before changes, each. */
  others: number;
}

export const ROTATION: Rotation = { days: 7, weeks: 4, others: 2 };

type Dated = Pick<BackupFile, 'name' | 'at' | 'reason'> & { note: unknown };

/**
 * Which backups have had their turn. Only verified ones are counted on: an unverified one never pushes a good one out,
 * and goes once a newer good one is there.
 * @param dayOf the station's local day of an instant, `YYYY-MM-DD`
 */
export function pastTheirTurn<T extends Dated>(
  backups: readonly T[],
  dayOf: (at: string) => string,
  rotation: Rotation = ROTATION,
): T[] {
  const newest = [...backups].sort((a, b) => (a.at < b.at ? 1 : -1));
  const good = newest.filter(({ note }) => note !== null);
  const kept = new Set<T>([
    ...firstOfEach(good, ({ at }) => dayOf(at), rotation.days),
    ...firstOfEach(good, ({ at }) => weekOf(dayOf(at)), rotation.weeks),
    ...good.filter(({ reason }) => reason === 'manual').slice(0, rotation.others),
    ...good.filter(({ reason }) => reason === 'before-migration').slice(0, rotation.others),
  ]);
  const latestGood = good[0]?.at ?? '';
  return newest.filter((backup) => (backup.note === null ? backup.at < latestGood : !kept.has(backup)));
}

/** The first with each key, for so many keys. */
function firstOfEach<T>(sorted: readonly T[], keyOf: (one: T) => string, keys: number): T[] {
  const first = new Map<string, T>();
  for (const one of sorted) {
    const key = keyOf(one);
    if (!first.has(key)) first.set(key, one);
  }
  return [...first.values()].slice(0, keys);
}

/** The Monday of a day's week. */
function weekOf(day: string): string {
  const date = new Date(`${day}T00:00:00.000Z`);
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  return date.toISOString().slice(0, 10);
}
