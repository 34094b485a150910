/** RxDB's cleanup: documents that have been deleted for long enough leave the file. */
import type { AttachmentTable } from './attachment-table.ts';
import type { CollectionTable } from './collection-table.ts';
import type { SqliteFile } from './sqlite-file.ts';

/** One call stays short; RxDB calls again while the answer is false. */
const MOST_PER_CALL = 1000;

/**
 * Removes up to 1000 documents deleted and last written at or before `latest` (ms since 1970, the writer's clock).
 * Answers true when none is left.
 */
export function purgeDeleted(
  { file, table, attachments }: { file: SqliteFile; table: CollectionTable; attachments: AttachmentTable },
  latest: number,
): boolean {
  const due = file
    .prepare<{ rid: number; data: string }>(
      `SELECT rid, data FROM ${table.name} WHERE deleted = 1 AND lwt <= ? ORDER BY lwt LIMIT ${MOST_PER_CALL}`,
    )
    .all(latest);
  if (due.length === 0) return true;
  file.transaction(() => {
    for (const { rid } of due) table.remove(rid);
    attachments.removeOrphans(due.map(({ data }) => JSON.parse(data)[table.layout.primaryPath] as string));
  });
  return due.length < MOST_PER_CALL;
}
