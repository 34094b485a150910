import type { LostField } from '#shared/sync/messages.ts';
import type { SqliteFile } from '../storage/sqlite-file.ts';

interface Of {
  collection: string;
  id: string;
}

/** Who wrote something at this station. */
export interface WrittenHere {
  name: string;
  /** ISO instant. */
  at: string;
}

export interface KnownClash extends LostField {
  /** The value that did not stand; `null`: nobody knows who wrote it. */
  author: WrittenHere | null;
}

/** Who saves this state of a document here; `at` is its `updatedAt`, by which the state is known again. */
export function noteAuthor(file: SqliteFile, { collection, id }: Of, { name, at }: WrittenHere): void {
  file.prepare('INSERT OR REPLACE INTO document_author VALUES (?, ?, ?, ?)').run(collection, id, name, at);
}

/**
 * Values that did not stand when two changed the same field of a document without knowing of each other (B3). `here`: the state
 * that lost them.
 */
export function noteClashes(
  file: SqliteFile,
  { collection, id, here }: Of & { here: Readonly<Record<string, unknown>> | null },
  lost: readonly LostField[],
): void {
  if (lost.length === 0) return;
  const author = file
    .prepare<WrittenHere>('SELECT name, at FROM document_author WHERE collection = ? AND id = ?')
    .get(collection, id);
  for (const { field, kept, lost: value } of lost) {
    file
      .prepare('INSERT OR REPLACE INTO document_clash VALUES (?, ?, ?, ?, ?)')
      .run(collection, id, field, JSON.stringify(kept ?? null), JSON.stringify(value ?? null));
    file.prepare('DELETE FROM clash_source WHERE collection = ? AND id = ? AND field = ?').run(collection, id, field);
    // An import, or a state that came back with a backup, was nobody's edit.
    if (author && author.at === here?.updatedAt)
      file
        .prepare('INSERT INTO clash_source VALUES (?, ?, ?, ?, ?)')
        .run(collection, id, field, author.name, author.at);
  }
}

export function clashesOf(file: SqliteFile, { collection, id }: Of): KnownClash[] {
  return file
    .prepare<{ field: string; kept: string; lost: string; name: string | null; at: string | null }>(
      `SELECT field, kept, lost, name, at FROM document_clash LEFT JOIN clash_source USING (collection, id, field)
       WHERE collection = ? AND id = ? ORDER BY field`,
    )
    .all(collection, id)
    .map(({ field, kept, lost, name, at }) => ({
      field,
      kept: JSON.parse(kept),
      lost: JSON.parse(lost),
      author: name !== null && at !== null ? { name, at } : null,
    }));
}

/** Somebody decided: nothing more is shown of it. */
export function forgetClash(file: SqliteFile, { collection, id }: Of, field: string): void {
  for (const table of ['document_clash', 'clash_source'])
    file.prepare(`DELETE FROM ${table} WHERE collection = ? AND id = ? AND field = ?`).run(collection, id, field);
}
