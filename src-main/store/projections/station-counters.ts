import { parseProtocol } from '#shared/domain/protocol/protocol-number.ts';
import type { Entry } from '#shared/domain/ticket/entry.ts';
import type { SqliteFile } from '../../storage/sqlite-file.ts';

/*
 * The station's counters: the last sequence of each day (protocol numbers) and the last clock stamp. They are
 * written in the transaction that writes the entry which used them, so a crash at any point neither repeats
 * nor skips one; and each can only grow, whatever the wall clock does.
 */

export const STATION_COUNTERS_SQL = `
CREATE TABLE IF NOT EXISTS protocol_counter(day TEXT NOT NULL, station INTEGER NOT NULL, last INTEGER NOT NULL, PRIMARY KEY(day, station)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS clock_stamp(id INTEGER PRIMARY KEY CHECK (id = 1), hlc TEXT NOT NULL);
`;

/** The sequence for the next protocol number of a day. */
export function nextSequence(file: SqliteFile, { day, station }: { day: string; station: number }): number {
  return (
    (file.pluck<number>('SELECT last FROM protocol_counter WHERE day = ? AND station = ?').get(day, station) ?? 0) + 1
  );
}

/** The latest stamp of any entry here, or `null` before the first. */
export function lastStamp(file: SqliteFile): string | null {
  return file.pluck<string>('SELECT hlc FROM clock_stamp WHERE id = 1').get() ?? null;
}

/** Takes the counters from entries journaled in this very transaction. */
export function projectCounters(file: SqliteFile, entries: readonly Entry[]): void {
  let latest = '';
  for (const entry of entries) {
    if (entry.hlc > latest) latest = entry.hlc;
    if (entry.kind !== 'call-opened') continue;
    const parsed = parseProtocol(entry.data.protocol);
    if (!parsed.ok) continue;
    const { day, station, sequence } = parsed.parts;
    file
      .prepare(
        'INSERT INTO protocol_counter(day, station, last) VALUES (?, ?, ?) ON CONFLICT(day, station) DO UPDATE SET last = max(last, excluded.last)',
      )
      .run(day, station, sequence);
  }
  if (latest === '') return;
  file
    .prepare(
      'INSERT INTO clock_stamp(id, hlc) VALUES (1, ?) ON CONFLICT(id) DO UPDATE SET hlc = max(hlc, excluded.hlc)',
    )
    .run(latest);
}
