import type { FeedRow, ScopeKey } from '#shared/sync/messages.ts';
import type { SqliteFile } from '../storage/sqlite-file.ts';
import { StorageError } from '../storage/storage-error.ts';
import { type Applied, type ApplyParts, applyRows } from './apply-rows.ts';

/** What a row is about: the same thing has the same key. */
function keyOf(row: FeedRow): string {
  switch (row.kind) {
    case 'entry':
      return `entries/${row.entry.id}`;
    case 'ticket-gone':
      return `tickets/${row.ticketId}`;
    default:
      return `${row.collection}/${row.id}`;
  }
}

/**
 * `applyRows`, where one row that cannot be taken in never holds up the others: it is parked whole, for a version that can.
 * What the storage itself refuses is thrown on. In a transaction of its own or of the caller's. @returns what was parked too
 */
export function applyGuarded(
  parts: ApplyParts,
  scope: ScopeKey,
  rows: readonly FeedRow[],
): Applied & { parked: { key: string; error: unknown }[] } {
  const { file } = parts.store;
  try {
    return { ...file.transaction(() => applyRows(parts, scope, rows)), parked: [] };
  } catch (error) {
    if (error instanceof StorageError) throw error;
  }
  return file.transaction(() => {
    const applied: ReturnType<typeof applyGuarded> = { latestStamp: '', packs: [], parked: [] };
    for (const row of rows) {
      try {
        const one = file.transaction(() => applyRows(parts, scope, [row]));
        if (one.latestStamp > applied.latestStamp) applied.latestStamp = one.latestStamp;
        applied.packs.push(...one.packs);
      } catch (error) {
        if (error instanceof StorageError) throw error;
        const key = keyOf(row);
        file.prepare('INSERT OR REPLACE INTO parked_row VALUES (?, ?, ?)').run(scope, key, JSON.stringify(row));
        applied.parked.push({ key, error });
      }
    }
    return applied;
  });
}

/** Parked rows, for another try; they are parked no more. In the caller's transaction. */
export function takeParked(file: SqliteFile, scope: ScopeKey): FeedRow[] {
  const rows = file.pluck<string>('SELECT row FROM parked_row WHERE scope = ?').all(scope);
  if (rows.length > 0) file.prepare('DELETE FROM parked_row WHERE scope = ?').run(scope);
  return rows.map((row) => JSON.parse(row) as FeedRow);
}

export function countParked(file: SqliteFile): number {
  return file.pluck<number>('SELECT count(DISTINCT key) FROM parked_row').get() ?? 0;
}

export function hasParked(file: SqliteFile, scope: ScopeKey): boolean {
  return file.pluck<number>('SELECT 1 FROM parked_row WHERE scope = ? LIMIT 1').get(scope) !== undefined;
}
