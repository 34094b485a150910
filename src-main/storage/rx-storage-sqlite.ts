/**
 * `getRxStorageSqlite`: an RxDB storage over one open `SqliteFile`, which it does not own (close the databases, then
 * the file). All databases and collections of the storage live in that file; one storage per file.
 */
import {
  type EventBulk,
  ensureRxStorageInstanceParamsAreCorrect,
  type RxDocumentData,
  type RxStorage,
  type RxStorageChangeEvent,
  type RxStorageInstanceCreationParams,
} from 'rxdb';
import { RXDB_VERSION } from 'rxdb/plugins/utils';
import { Subject } from 'rxjs';
import { AttachmentTable } from './attachment-table.ts';
import { CollectionQuery } from './collection-query.ts';
import { CollectionRead } from './collection-read.ts';
import { CollectionTable, type TableNumbers } from './collection-table.ts';
import { CollectionWrite, type SqliteCheckpoint, type WriteHook } from './collection-write.ts';
import { type CollectionSchema, layoutOf } from './layout.ts';
import { MigrationsUnderWay } from './migrations-under-way.ts';
import { defaultPace, type PaceOptions } from './pace.ts';
import {
  RxStorageInstanceSqlite,
  type SqliteInstanceOptions,
  type SqliteInternals,
} from './rx-storage-instance-sqlite.ts';
import type { SqliteFile } from './sqlite-file.ts';
import { StorageError } from './storage-error.ts';

/** What is inside an instance (`SqliteInternals`) depends on its document type, which `RxStorage` cannot say. */
export type RxStorageSqlite = RxStorage<unknown, SqliteInstanceOptions>;

export type RxStorageSqliteOptions = {
  file: SqliteFile;
  /** By collection name; see `WriteHook`. A hook also sees what a schema migration writes into the new version. */
  hooks?: Readonly<Record<string, WriteHook>> | undefined;
  /**
   * Told once when a schema migration under way was refused a read or a write: RxDB then waits for ever and cannot close
   * the database. `cause` is the refusal. End the process; the next start takes the migration up again.
   */
  onMigrationFailed?: ((error: StorageError) => void) | undefined;
  /** How large answers are sliced; see `pace.ts`. */
  pace?: Partial<PaceOptions> | undefined;
};

export function getRxStorageSqlite(options: RxStorageSqliteOptions): RxStorageSqlite {
  const { file, hooks = {}, pace = {}, onMigrationFailed } = options;
  file.claim('getRxStorageSqlite');
  const shared = new Map<string, SqliteInternals>();
  const numbers: TableNumbers = { last: 0 };
  const migrations = new MigrationsUnderWay(file.path, onMigrationFailed);
  return {
    name: 'sqlite',
    rxdbVersion: RXDB_VERSION,
    async createStorageInstance<RxDocType>(params: RxStorageInstanceCreationParams<RxDocType, SqliteInstanceOptions>) {
      ensureRxStorageInstanceParamsAreCorrect(params as RxStorageInstanceCreationParams<unknown, unknown>);
      if (params.multiInstance) {
        throw new StorageError('misuse', {
          path: file.path,
          detail: 'one process owns the file: create the RxDatabase with multiInstance: false',
        });
      }
      const key = JSON.stringify([params.databaseName, params.collectionName, params.schema.version]);
      const open = shared.get(key);
      const known = open?.removed ? undefined : open;
      const internals = (known ??
        openCollection(params, {
          file,
          numbers,
          hooks,
          pace: { ...defaultPace, ...pace },
        })) as SqliteInternals<RxDocType>;
      if (!known) shared.set(key, internals as unknown as SqliteInternals);
      internals.users++;
      const { collectionName } = params;
      migrations.opened(collectionName);
      const refused = (error: unknown) => migrations.refused(collectionName, error);
      const release = () => {
        migrations.closed(collectionName);
        internals.users--;
        if (internals.users > 0 && !internals.removed) return;
        if (shared.get(key) === (internals as unknown)) shared.delete(key);
        internals.table.release();
        internals.changes.complete();
      };
      return new RxStorageInstanceSqlite<RxDocType>(params, internals, { release, refused });
    },
  };
}

type OpenParts = {
  file: SqliteFile;
  numbers: TableNumbers;
  hooks: Readonly<Record<string, WriteHook>>;
  pace: PaceOptions;
};

function openCollection<RxDocType>(
  { databaseName, collectionName, schema }: RxStorageInstanceCreationParams<RxDocType, SqliteInstanceOptions>,
  { file, numbers, hooks, pace }: OpenParts,
): SqliteInternals<RxDocType> {
  const layout = layoutOf(schema as unknown as CollectionSchema);
  const table = CollectionTable.open(
    file,
    { databaseName, collectionName, version: schema.version },
    { layout, numbers, hasAttachments: schema.attachments !== undefined },
  );
  const attachments = new AttachmentTable(file, table, { isThere: schema.attachments !== undefined });
  const changes = new Subject<EventBulk<RxStorageChangeEvent<RxDocumentData<RxDocType>>, SqliteCheckpoint>>();
  const writer = new CollectionWrite<RxDocType>({
    file,
    table,
    attachments,
    hook: Object.hasOwn(hooks, collectionName) ? hooks[collectionName] : undefined,
    context: { databaseName, collectionName, schemaVersion: schema.version },
    emit: (bulk) => changes.next(bulk),
  });
  const read = new CollectionRead<RxDocType>(file, table, pace);
  const query = new CollectionQuery<RxDocType>(file, { table, schema, read });
  const reading = new Set<Promise<unknown>>();
  return {
    file,
    table,
    attachments,
    read,
    query,
    writer,
    changes,
    users: 0,
    removed: false,
    queue: undefined,
    reading,
  };
}
