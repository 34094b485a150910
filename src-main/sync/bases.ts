import type { DocumentCollection, SyncDocument } from '#shared/sync/messages.ts';
import type { SqliteFile } from '../storage/sqlite-file.ts';

/** The centre's state of a document that the one here stands on. */
export interface Base {
  version: number;
  /** `null`: as the one here is. */
  body: SyncDocument | null;
  /** The epoch that gave the version, where it is not the present one. */
  former: string | null;
}

export function readBase(file: SqliteFile, collection: DocumentCollection, id: string): Base | null {
  const row = file
    .prepare<{ version: number; body: string | null; former: string | null }>(
      'SELECT version, body, former FROM sync_base WHERE collection = ? AND id = ?',
    )
    .get(collection, id);
  return row ? { ...row, body: row.body === null ? null : (JSON.parse(row.body) as SyncDocument) } : null;
}

/** A version of the present epoch. @param body left out where the document here is equal to it */
export function writeBase(
  file: SqliteFile,
  { collection, id }: { collection: DocumentCollection; id: string },
  { version, body }: Omit<Base, 'former'>,
): void {
  file
    .prepare('INSERT OR REPLACE INTO sync_base(collection, id, version, body) VALUES (?, ?, ?, ?)')
    .run(collection, id, version, body && JSON.stringify(body));
}

/** The centre was restored from a backup: versions known so far are those of `epoch`. In the caller's transaction. */
export function endEpoch(file: SqliteFile, epoch: string): void {
  file.prepare('UPDATE sync_base SET former = ? WHERE former IS NULL').run(epoch);
  file
    .prepare(
      `UPDATE outbox SET sent = json_set(sent, '$.former', ?)
       WHERE sent IS NOT NULL AND collection <> 'entries' AND json_extract(sent, '$.former') IS NULL`,
    )
    .run(epoch);
}

export function forgetBase(file: SqliteFile, collection: string, id: string): void {
  file.prepare('DELETE FROM sync_base WHERE collection = ? AND id = ?').run(collection, id);
}
