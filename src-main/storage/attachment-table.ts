/** Attachment bytes of one collection, in the same file and the same transaction as their documents. */
import type { BulkWriteRow, CategorizeBulkWriteRowsOutput } from 'rxdb';
import type { CollectionTable } from './collection-table.ts';
import type { SqliteFile } from './sqlite-file.ts';
import { StorageError } from './storage-error.ts';

/** Blob → its bytes, read before the synchronous transaction begins. */
export type AttachmentBytes = ReadonlyMap<Blob, Uint8Array>;

export const NO_BYTES: AttachmentBytes = new Map();

/** Every Blob that the rows bring. */
export function blobsOf<RxDocType>(rows: BulkWriteRow<RxDocType>[]): Blob[] {
  return rows.flatMap(({ document }) =>
    Object.values(document._attachments ?? {}).flatMap((attachment) => ('data' in attachment ? [attachment.data] : [])),
  );
}

export async function readBlobs(blobs: Blob[]): Promise<AttachmentBytes> {
  const read = async (blob: Blob) => [blob, new Uint8Array(await blob.arrayBuffer())] as const;
  return new Map(await Promise.all(blobs.map(read)));
}

type AttachmentChanges = Pick<
  CategorizeBulkWriteRowsOutput<unknown>,
  'attachmentsAdd' | 'attachmentsUpdate' | 'attachmentsRemove'
>;

export class AttachmentTable {
  readonly #file: SqliteFile;
  readonly #table: CollectionTable;
  readonly #isThere: boolean;

  /** @param isThere whether the schema has attachments at all */
  constructor(file: SqliteFile, table: CollectionTable, { isThere }: { isThere: boolean }) {
    this.#file = file;
    this.#table = table;
    this.#isThere = isThere;
  }

  apply({ attachmentsAdd, attachmentsUpdate, attachmentsRemove }: AttachmentChanges, bytes: AttachmentBytes): void {
    for (const { documentId, attachmentId } of attachmentsRemove) {
      const remove = this.#file.prepare(
        `DELETE FROM ${this.#table.attachmentsName} WHERE document = ? AND attachment = ?`,
      );
      remove.run(documentId, attachmentId);
    }
    for (const { documentId, attachmentId, attachmentData, digest } of [...attachmentsAdd, ...attachmentsUpdate]) {
      const data = bytes.get(attachmentData.data);
      if (!data) throw new StorageError('misuse', { path: this.#file.path, detail: 'an attachment without its bytes' });
      const put = this.#file.prepare(
        `INSERT INTO ${this.#table.attachmentsName}(document, attachment, digest, type, data) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT(document, attachment) DO UPDATE SET digest = excluded.digest, type = excluded.type, data = excluded.data`,
      );
      put.run(documentId, attachmentId, digest, attachmentData.type, data);
    }
  }

  /** Throws when there is no such attachment with that digest. */
  read(documentId: string, attachmentId: string, digest: string): Blob {
    const missing = () => new Error(`attachment does not exist: ${documentId}||${attachmentId}`);
    if (!this.#isThere) throw missing();
    const find = this.#file.prepare<{ data: Uint8Array<ArrayBuffer>; type: string }>(
      `SELECT data, type FROM ${this.#table.attachmentsName} WHERE document = ? AND attachment = ? AND digest = ?`,
    );
    const found = find.get(documentId, attachmentId, digest);
    if (!found) throw missing();
    return new Blob([found.data], { type: found.type });
  }

  /** Removes what belongs to documents that are no longer in the table. */
  removeOrphans(ids: readonly string[]): void {
    if (!this.#isThere) return;
    const remove = this.#file.prepare(`DELETE FROM ${this.#table.attachmentsName} WHERE document = ?`);
    for (const id of ids) remove.run(id);
  }
}
