import type { LostField } from '#shared/sync/messages.ts';
import type { SqliteFile } from '../storage/sqlite-file.ts';

interface Of {
  collection: string;
  id: string;
}

/** Values that did not stand when two changed the same field of a document without knowing of each other (B3). */
export function noteClashes(file: SqliteFile, { collection, id }: Of, lost: readonly LostField[]): void {
  for (const { field, kept, lost: value } of lost) {
    file
      .prepare('INSERT OR REPLACE INTO document_clash VALUES (?, ?, ?, ?, ?)')
      .run(collection, id, field, JSON.stringify(kept ?? null), JSON.stringify(value ?? null));
  }
}

export function clashesOf(file: SqliteFile, { collection, id }: Of): LostField[] {
  return file
    .prepare<{ field: string; kept: string; lost: string }>(
      'SELECT field, kept, lost FROM document_clash WHERE collection = ? AND id = ? ORDER BY field',
    )
    .all(collection, id)
    .map(({ field, kept, lost }) => ({ field, kept: JSON.parse(kept), lost: JSON.parse(lost) }));
}

/** Somebody decided: nothing more is shown of it. */
export function forgetClash(file: SqliteFile, { collection, id }: Of, field: string): void {
  file.prepare('DELETE FROM document_clash WHERE collection = ? AND id = ? AND field = ?').run(collection, id, field);
}
