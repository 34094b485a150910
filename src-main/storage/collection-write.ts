/**
 * `bulkWrite` of one collection: RxDB's own conflict rules, then rows, attachments and the collection's hook in one
 * transaction, events in the same synchronous turn as the commit.
 */
import {
  type BulkWriteRow,
  type BulkWriteRowProcessed,
  categorizeBulkWriteRows,
  type EventBulk,
  type RxDocumentData,
  type RxStorageBulkWriteResponse,
  type RxStorageChangeEvent,
  type RxStorageInstance,
} from 'rxdb';
import type { AttachmentBytes, AttachmentTable } from './attachment-table.ts';
import type { CollectionTable, RowHead, StoredDocument } from './collection-table.ts';
import type { SqliteFile } from './sqlite-file.ts';

/** Position in the file's local sequence. Opaque to RxDB; ordered by writes, never by the clock. */
export type SqliteCheckpoint = { seq: number };

export type WriteHookContext = { databaseName: string; collectionName: string; schemaVersion: number };

/** One written document; attachments are stubs. Neither may be changed. */
export type WriteHookChange<RxDocType = Record<string, unknown>> = {
  document: RxDocumentData<RxDocType>;
  /** The state it replaced, deleted or not; `undefined` for a document that was not there. */
  previous: RxDocumentData<RxDocType> | undefined;
};

/**
 * Called inside the write's transaction after its rows are in the table, with the rows that succeeded (never empty).
 * Through `file` it may read and write tables of its own. Throwing rolls the whole write back and rejects it. The
 * returned callback runs right after the commit, before the change stream emits; it must not throw.
 */
export type WriteHook<RxDocType = Record<string, unknown>> = (
  changes: WriteHookChange<RxDocType>[],
  file: SqliteFile,
  context: WriteHookContext,
) => (() => void) | undefined;

export type Emit<RxDocType> = (
  bulk: EventBulk<RxStorageChangeEvent<RxDocumentData<RxDocType>>, SqliteCheckpoint>,
) => void;

export type CollectionWriteParts<RxDocType> = {
  file: SqliteFile;
  table: CollectionTable;
  attachments: AttachmentTable;
  hook: WriteHook | undefined;
  context: WriteHookContext;
  emit: Emit<RxDocType>;
};

type Row<RxDocType> = BulkWriteRowProcessed<RxDocType>;

type WrittenRows<RxDocType> = {
  rows: BulkWriteRow<RxDocType>[];
  context: string;
  bytes: AttachmentBytes;
  areNew?: boolean;
};

export class CollectionWrite<RxDocType> {
  readonly #parts: CollectionWriteParts<RxDocType>;

  constructor(parts: CollectionWriteParts<RxDocType>) {
    this.#parts = parts;
  }

  /**
   * In a transaction of its own, or in the caller's; there what it throws must go through.
   * @param bytes the content of every attachment that `rows` bring, already read out of its Blob
   * @param areNew none of the documents has a row; default: it is looked up
   */
  run(
    instance: RxStorageInstance<RxDocType, unknown, unknown>,
    { rows, context, bytes, areNew = false }: WrittenRows<RxDocType>,
  ): RxStorageBulkWriteResponse<RxDocType> {
    const { file, table, attachments, emit } = this.#parts;
    const idOf = (document: object): string => (document as Record<string, string>)[table.layout.primaryPath] ?? '';
    const heads = areNew ? new Map<string, RowHead>() : table.heads(rows.map(({ document }) => idOf(document)));
    const current = this.#currentDocuments(rows, { heads, idOf });
    const primaryPath = table.layout.primaryPath as Parameters<typeof categorizeBulkWriteRows<RxDocType>>[1];
    const sorted = categorizeBulkWriteRows<RxDocType>(instance, primaryPath, current, rows, context);
    const written = [...sorted.bulkInsertDocs, ...sorted.bulkUpdateDocs];
    if (written.length === 0) return { error: sorted.errors };
    file.within(() => {
      const changes: WriteHookChange<RxDocType>[] = [];
      const latest = new Map<string, RxDocumentData<RxDocType>>();
      // Made inside: the transaction may run twice.
      const inserted = new Map<string, number>();
      let seq = 0;
      for (const { document } of written) {
        const id = idOf(document);
        const previous = latest.get(id) ?? current.get(id);
        const rid = inserted.get(id) ?? heads.get(id)?.rid;
        seq = this.#writeRow(document, { id, rid, previous, inserted });
        latest.set(id, document);
        changes.push({ document, previous });
      }
      attachments.apply(sorted, bytes);
      file.afterCommit(this.#runHook(changes));
      const { eventBulk, errors } = sorted;
      const refused = new Set(errors.map(({ documentId }) => documentId));
      // RxDB reports an insert refused for a missing attachment as an event too; it did not happen.
      const events = eventBulk.events.filter((event) => !refused.has(event.documentId) || latest.has(event.documentId));
      if (events.length > 0) file.afterCommit(() => emit({ ...eventBulk, events, checkpoint: { seq } }));
    });
    return { error: sorted.errors };
  }

  #writeRow(
    document: Row<RxDocType>['document'],
    at: { id: string; rid: number | undefined; previous: object | undefined; inserted: Map<string, number> },
  ): number {
    const { table } = this.#parts;
    const stored: StoredDocument = document;
    if (at.rid !== undefined && at.previous) return table.update(at.rid, stored, at.previous as StoredDocument);
    const { rid, sequence } = table.insert(at.id, stored);
    // The same new id twice in one bulk is no conflict in RxDB: the second row updates the first.
    at.inserted.set(at.id, rid);
    return sequence;
  }

  /**
   * The stored state of the written documents. Where the writer's `previous` has the stored revision it *is* that
   * state, and the row need not be read.
   */
  #currentDocuments(
    rows: BulkWriteRow<RxDocType>[],
    { heads, idOf }: { heads: Map<string, RowHead>; idOf: (document: object) => string },
  ): Map<string, RxDocumentData<RxDocType>> {
    const current = new Map<string, RxDocumentData<RxDocType>>();
    if (heads.size === 0) return current;
    for (const { document, previous } of rows) {
      const id = idOf(document);
      const head = heads.get(id);
      if (!head || current.has(id)) continue;
      const known = previous && previous._rev === head.rev;
      current.set(id, known ? previous : (JSON.parse(this.#parts.table.textAt(head.rid)) as RxDocumentData<RxDocType>));
    }
    return current;
  }

  #runHook(changes: WriteHookChange<RxDocType>[]): () => void {
    const { hook, file, context } = this.#parts;
    const callback = hook?.(changes as unknown as WriteHookChange[], file, context);
    return callback ?? (() => undefined);
  }
}
