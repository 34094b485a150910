import { type BulkWriteRow, createRevision, now, type RxCollection, type RxDocumentData } from 'rxdb';
import { NO_BYTES } from '../storage/attachment-table.ts';
import type { SqliteInternals } from '../storage/rx-storage-instance-sqlite.ts';
import type { SqliteFile } from '../storage/sqlite-file.ts';

export type RawDocument = { id: string } & Record<string, unknown>;
type Stored = RxDocumentData<RawDocument>;

const CONTEXT = 'sync';

/**
 * The documents of one collection, read and written synchronously and so inside a transaction of the caller's: hooks run,
 * RxDB's own observers are told after the commit, and what fails throws. For whoever must write documents and something
 * else in one commit. Documents go in and come out without RxDB's own fields.
 */
export class RawCollection {
  readonly #collection: RxCollection<RawDocument>;
  readonly #file: SqliteFile;

  constructor(collection: RxCollection<RawDocument>, file: SqliteFile) {
    this.#collection = collection;
    this.#file = file;
  }

  /** Name of the table, for statements of the caller's own. Its columns: storage/layout.ts. */
  get table(): string {
    const { table } = this.#internals;
    table.ensure();
    return table.name;
  }

  /** Those of the ids that are there, deleted ones left out. */
  read(ids: readonly string[]): Map<string, RawDocument> {
    this.#internals.table.ensure();
    const texts = this.#internals.table.texts(ids, { withDeleted: false });
    return new Map(texts.map((text) => bare(JSON.parse(text) as Stored)).map((document) => [document.id, document]));
  }

  one(id: string): RawDocument | null {
    return this.read([id]).get(id) ?? null;
  }

  /** Which of the ids have a row. */
  known(ids: readonly string[]): Set<string> {
    return new Set(this.#internals.table.heads(ids).keys());
  }

  /** Inserts or replaces. The ids must be different ones. */
  write(documents: readonly RawDocument[]): void {
    const current = this.#current(documents.map(({ id }) => id));
    this.#run(documents.map((document) => this.#row(document, current.get(document.id), false)));
  }

  /** Inserts documents of which none has a row. */
  insert(documents: readonly RawDocument[]): void {
    this.#run(
      documents.map((document) => this.#row(document, undefined, false)),
      { areNew: true },
    );
  }

  /** Takes the documents out of the file for good; nothing of them stays, not even that they were there. */
  erase(ids: readonly string[]): void {
    const current = this.#current(ids);
    const live = [...current.values()].filter(({ _deleted }) => !_deleted);
    this.#run(live.map((previous) => this.#row(bare(previous), previous, true)));
    const { table, attachments } = this.#internals;
    for (const { rid } of table.heads(ids).values()) table.remove(rid);
    attachments.removeOrphans([...ids]);
  }

  get #internals(): SqliteInternals<RawDocument> {
    return this.#collection.internalStorageInstance.internals as SqliteInternals<RawDocument>;
  }

  #current(ids: readonly string[]): Map<string, Stored> {
    this.#internals.table.ensure();
    const texts = this.#internals.table.texts(ids, { withDeleted: true });
    return new Map(texts.map((text) => JSON.parse(text) as Stored).map((stored) => [stored.id, stored]));
  }

  #row(document: RawDocument, previous: Stored | undefined, deleted: boolean): BulkWriteRow<RawDocument> {
    const token = this.#collection.database.token;
    const written = {
      ...document,
      _deleted: deleted,
      _attachments: {},
      _meta: { lwt: now() },
      _rev: createRevision(token, previous),
    } as unknown as Stored;
    return previous ? { previous, document: written } : { document: written };
  }

  #run(rows: BulkWriteRow<RawDocument>[], { areNew = false } = {}): void {
    if (rows.length === 0) return;
    if (!this.#file.inTransaction) throw new Error('raw documents are written in a transaction');
    const instance = this.#collection.internalStorageInstance;
    const { error } = this.#internals.writer.run(instance, { rows, context: CONTEXT, bytes: NO_BYTES, areNew });
    if (error.length > 0) throw new Error(`${error.length} documents were not written (status ${error[0]?.status})`);
  }
}

/** A stored document without RxDB's own fields. */
export function bare({ _deleted, _rev, _meta, _attachments, ...document }: Record<string, unknown>): RawDocument {
  return document as RawDocument;
}
