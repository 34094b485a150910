import type { DocumentCollection, SyncDocument } from '#shared/sync/messages.ts';
import type { SqliteFile } from '../storage/sqlite-file.ts';

/** The centre's state of a document that the one here stands on. */
export interface Base {
  version: number;
  /** `null`: as the one here is. */
  body: SyncDocument | null;
}

export function readBase(file: SqliteFile, collection: DocumentCollection, id: string): Base | null {
  const row = file
    .prepare<{ version: number; body: string | null }>(
      'SELECT version, body FROM sync_base WHERE collection = ? AND id = ?',
    )
    .get(collection, id);
  return row ? { version: row.version, body: row.body === null ? null : (JSON.parse(row.body) as SyncDocument) } : null;
}

/** @param body left out where the document here is equal to it */
export function writeBase(
  file: SqliteFile,
  { collection, id }: { collection: DocumentCollection; id: string },
  { version, body }: Base,
): void {
  file
    .prepare('INSERT OR REPLACE INTO sync_base(collection, id, version, body) VALUES (?, ?, ?, ?)')
    .run(collection, id, version, body && JSON.stringify(body));
}

export function forgetBase(file: SqliteFile, collection: string, id: string): void {
  file.prepare('DELETE FROM sync_base WHERE collection = ? AND id = ?').run(collection, id);
}
