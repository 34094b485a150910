/**
 * RxDB's view of one collection in a file. All the work is synchronous inside each call, so that reads see every
 * acknowledged write and events leave in the turn of their write. Only writes that bring attachments wait (a Blob is
 * read asynchronously); those and the writes behind them keep their order in a queue.
 */
import type {
  BulkWriteRow,
  EventBulk,
  PreparedQuery,
  RxDocumentData,
  RxJsonSchema,
  RxStorageBulkWriteResponse,
  RxStorageChangeEvent,
  RxStorageCountResult,
  RxStorageInstance,
  RxStorageInstanceCreationParams,
  RxStorageQueryResult,
} from 'rxdb';
import type { Observable, Subject } from 'rxjs';
import { type AttachmentTable, blobsOf, NO_BYTES, readBlobs } from './attachment-table.ts';
import type { CollectionQuery } from './collection-query.ts';
import type { CollectionRead, Soon } from './collection-read.ts';
import type { CollectionTable } from './collection-table.ts';
import type { CollectionWrite, SqliteCheckpoint } from './collection-write.ts';
import { purgeDeleted } from './purge-deleted.ts';
import type { SqliteFile } from './sqlite-file.ts';
import { StorageError } from './storage-error.ts';

/** No options yet; RxDB wants the type. */
export type SqliteInstanceOptions = Record<string, never>;

/** What all instances of one collection and version share. */
export type SqliteInternals<RxDocType = unknown> = {
  file: SqliteFile;
  table: CollectionTable;
  attachments: AttachmentTable;
  read: CollectionRead<RxDocType>;
  query: CollectionQuery<RxDocType>;
  writer: CollectionWrite<RxDocType>;
  changes: Subject<EventBulk<RxStorageChangeEvent<RxDocumentData<RxDocType>>, SqliteCheckpoint>>;
  users: number;
  removed: boolean;
  /** Set while writes with attachments are under way: the end of the queue. */
  queue: Promise<unknown> | undefined;
  /** Answers that are given in slices and are not complete. */
  reading: Set<Promise<unknown>>;
};

export type InstanceCallbacks = {
  /** Called once, when this instance no longer uses the shared parts. */
  release: () => void;
  /** An operation is being rejected with this error. */
  refused: (error: unknown) => void;
};

export class RxStorageInstanceSqlite<RxDocType>
  implements RxStorageInstance<RxDocType, SqliteInternals<RxDocType>, SqliteInstanceOptions, SqliteCheckpoint>
{
  readonly databaseName: string;
  readonly collectionName: string;
  readonly schema: Readonly<RxJsonSchema<RxDocumentData<RxDocType>>>;
  readonly options: Readonly<SqliteInstanceOptions>;
  readonly internals: SqliteInternals<RxDocType>;
  readonly #callbacks: InstanceCallbacks;
  #closed: Promise<void> | undefined;

  constructor(
    params: RxStorageInstanceCreationParams<RxDocType, SqliteInstanceOptions>,
    internals: SqliteInternals<RxDocType>,
    callbacks: InstanceCallbacks,
  ) {
    this.databaseName = params.databaseName;
    this.collectionName = params.collectionName;
    this.schema = params.schema;
    this.options = params.options;
    this.internals = internals;
    this.#callbacks = callbacks;
  }

  bulkWrite(rows: BulkWriteRow<RxDocType>[], context: string): Promise<RxStorageBulkWriteResponse<RxDocType>> {
    const { internals } = this;
    const blobs = this.schema.attachments ? blobsOf(rows) : [];
    if (blobs.length === 0 && !internals.queue) {
      return this.#write(rows, context);
    }
    return this.#queued(async () => {
      const bytes = await readBlobs(blobs);
      return internals.writer.run(this, { rows, context, bytes });
    });
  }

  findDocumentsById(ids: string[], withDeleted: boolean): Promise<RxDocumentData<RxDocType>[]> {
    return this.#now(() => this.internals.read.byIds(ids, { withDeleted }));
  }

  query(prepared: PreparedQuery<RxDocType>): Promise<RxStorageQueryResult<RxDocType>> {
    return this.#now(() => then(this.internals.query.find(prepared), (documents) => ({ documents })));
  }

  count(prepared: PreparedQuery<RxDocType>): Promise<RxStorageCountResult> {
    return this.#now(() => then(this.internals.query.count(prepared), (count) => ({ count, mode: 'fast' as const })));
  }

  getChangedDocumentsSince(
    limit: number,
    checkpoint?: SqliteCheckpoint,
  ): Promise<{ documents: RxDocumentData<RxDocType>[]; checkpoint: SqliteCheckpoint }> {
    return this.#now(() => this.internals.read.changedSince(checkpoint?.seq ?? 0, limit));
  }

  getAttachmentData(documentId: string, attachmentId: string, digest: string): Promise<Blob> {
    return this.#now(() => this.internals.attachments.read(documentId, attachmentId, digest));
  }

  changeStream(): Observable<EventBulk<RxStorageChangeEvent<RxDocumentData<RxDocType>>, SqliteCheckpoint>> {
    this.#assertOpen();
    return this.internals.changes.asObservable();
  }

  cleanup(minimumDeletedTime: number): Promise<boolean> {
    return this.#now(() => purgeDeleted(this.internals, Date.now() - minimumDeletedTime));
  }

  /** Waits for queued writes and answers under way. The file stays open: whoever opened it closes it. */
  close(): Promise<void> {
    this.#closed ??= (async () => {
      await this.#settled();
      this.#callbacks.release();
    })();
    return this.#closed;
  }

  async remove(): Promise<void> {
    await this.#settled();
    this.#assertOpen();
    this.internals.table.drop();
    this.internals.removed = true;
    await this.close();
  }

  /** Nothing is under way when it resolves, and in that turn nothing can begin. */
  async #settled(): Promise<void> {
    const { internals } = this;
    while (internals.queue || internals.reading.size > 0) {
      await Promise.allSettled([internals.queue, ...internals.reading]);
    }
  }

  #write(rows: BulkWriteRow<RxDocType>[], context: string): Promise<RxStorageBulkWriteResponse<RxDocType>> {
    try {
      this.#assertOpen();
      return Promise.resolve(this.internals.writer.run(this, { rows, context, bytes: NO_BYTES }));
    } catch (error) {
      return this.#refuse(error);
    }
  }

  #now<T>(work: () => Soon<T>): Promise<T> {
    try {
      this.#assertOpen();
      if (!this.internals.table.exists) this.internals.table.ensure();
      const answer = work();
      if (!(answer instanceof Promise)) return Promise.resolve(answer);
      const { reading } = this.internals;
      const settled: Promise<unknown> = answer.then(
        () => reading.delete(settled),
        // The reader gets the error.
        (error: unknown) => {
          reading.delete(settled);
          this.#callbacks.refused(error);
        },
      );
      reading.add(settled);
      return answer;
    } catch (error) {
      return this.#refuse(error);
    }
  }

  /** What was accepted here is done even when `close` follows at once: closing waits for the queue. */
  #queued<T>(work: () => Promise<T>): Promise<T> {
    const { internals } = this;
    try {
      this.#assertOpen();
    } catch (error) {
      return this.#refuse(error);
    }
    const result = (internals.queue ?? Promise.resolve()).then(work);
    const settled = result.then(
      () => undefined,
      // The writer gets the error; the queue only needs to know that it is over.
      (error: unknown) => this.#callbacks.refused(error),
    );
    internals.queue = settled;
    void settled.then(() => {
      if (internals.queue === settled) internals.queue = undefined;
    });
    return result;
  }

  #refuse(error: unknown): Promise<never> {
    this.#callbacks.refused(error);
    return Promise.reject(error);
  }

  #assertOpen(): void {
    if (!this.internals.removed && !this.#closed) return;
    const { file, removed } = this.internals;
    const name = `${this.databaseName}/${this.collectionName}/${this.schema.version}`;
    if (removed) throw new StorageError('closed', { path: file.path, detail: `${name} was removed` });
    throw new StorageError('closed', { path: file.path, detail: `${name} is closed` });
  }
}

function then<A, B>(answer: Soon<A>, next: (answer: A) => B): Soon<B> {
  return answer instanceof Promise ? answer.then(next) : next(answer);
}
