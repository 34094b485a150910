import {
  addRxPlugin,
  createRxDatabase,
  type MigrationStrategies,
  type RxCollection,
  type RxDatabase,
  type RxJsonSchema,
} from 'rxdb';
import { RxDBMigrationSchemaPlugin } from 'rxdb/plugins/migration-schema';
import type { Customer } from '#shared/domain/customer/customer.ts';
import type { LooseCall, Shift } from '#shared/domain/shift/shift.ts';
import type { Staff } from '#shared/domain/staff/staff.ts';
import type { Entry } from '#shared/domain/ticket/entry.ts';
import type { WorkOrder } from '#shared/domain/work-order/work-order.ts';
import { forgetCustomer, indexCustomer } from '../search/customer-index.ts';
import type { WriteHook } from '../storage/collection-write.ts';
import { getRxStorageSqlite } from '../storage/rx-storage-sqlite.ts';
import type { SqliteFile } from '../storage/sqlite-file.ts';
import { type AcceptWrite, accepted } from './accepted.ts';
import { ChangeFeed } from './change-feed.ts';
import { projectServiceFacts } from './projections/service-facts.ts';
import { projectCounters } from './projections/station-counters.ts';
import { projectAttachments } from './projections/ticket-attachments.ts';
import { projectEntries, type ReadJournal, refold, staleTickets } from './projections/ticket-heads.ts';
import {
  createProjections,
  projectionsAreCurrent,
  resetProjections,
  settleProjections,
} from './projections/versions.ts';
import { bare, RawCollection } from './raw-collection.ts';
import * as schemas from './schemas.ts';

export interface Collections {
  entries: RxCollection<Entry>;
  customers: RxCollection<Customer>;
  staff: RxCollection<Staff>;
  workorders: RxCollection<WorkOrder>;
  loosecalls: RxCollection<LooseCall>;
  shifts: RxCollection<Shift>;
  packs: RxCollection<schemas.PackDocument>;
}

/**
 * The station's documents and what follows from them, in one file. Whoever writes a document writes its
 * projections in the same transaction; `feed` tells after the commit.
 */
export interface Store {
  file: SqliteFile;
  collections: Collections;
  feed: ChangeFeed;
  /** The same documents, for whoever writes them and something else in one commit. */
  raw: Record<keyof Collections, RawCollection>;
  /** The journal of a ticket, oldest first. */
  journal(ticketId: string): Promise<Entry[]>;
  /** The same, in this turn. */
  journalNow(ticketId: string): Entry[];
  /** Folds anew whatever an entry out of order left stale. */
  settle(): Promise<void>;
  /** Folds tickets anew, in the transaction under way or one of their own. */
  refold(ticketIds: Iterable<string>): void;
  /** Closes the database; the file is its opener's to close. */
  close(): Promise<void>;
}

/** How a collection is kept. Each version after 0 needs its strategy: from the document of the version before. */
export interface KeptCollection {
  schema: { version: number };
  migrationStrategies?: MigrationStrategies;
}
export type CollectionTable = Record<keyof Collections, KeptCollection>;

export const COLLECTIONS: CollectionTable = {
  entries: { schema: schemas.entrySchema },
  customers: { schema: schemas.customerSchema },
  staff: { schema: schemas.staffSchema },
  workorders: { schema: schemas.workOrderSchema },
  loosecalls: { schema: schemas.looseCallSchema },
  shifts: { schema: schemas.shiftSchema },
  packs: { schema: schemas.packSchema },
};

addRxPlugin(RxDBMigrationSchemaPlugin);

/** Told while projections are rebuilt at the start: entries done and altogether. */
export type RebuildProgress = (done: number, total: number) => void;

export interface OpenStoreOptions {
  onRebuild?: RebuildProgress;
  /** Whoever listens goes on listening when a store is opened again on another file. */
  feed?: ChangeFeed;
  /** The last who can refuse a write; default: nobody. */
  accept?: AcceptWrite;
  /** Runs in the transaction of every write, before `accept`. */
  alongside?: WriteHook;
  /** Default: the product's. Another one is for tests of migrations. */
  collections?: CollectionTable;
}

export async function openStore(
  file: SqliteFile,
  {
    onRebuild = () => {},
    feed = new ChangeFeed(),
    accept = () => () => {},
    alongside = () => undefined,
    collections: table = COLLECTIONS,
  }: OpenStoreOptions = {},
): Promise<Store> {
  createProjections(file);
  // Collections that are brought to another schema are written to before they are open.
  let opened: RawCollection | null = null;
  const journalNow = (ticketId: string): Entry[] =>
    opened === null
      ? []
      : file
          .pluck<string>(
            `SELECT data FROM ${opened.table} WHERE "f.ticketId" = ? AND deleted = 0 ORDER BY "f.ticketId", "f.hlc", id`,
          )
          .all(ticketId)
          .map((text) => bare(JSON.parse(text)) as unknown as Entry);
  const storage = getRxStorageSqlite({
    file,
    hooks: Object.fromEntries(
      Object.entries(hooks(feed, journalNow)).map(([name, hook]) => [name, accepted(both(hook, alongside), accept)]),
    ),
  });
  const database: RxDatabase = await createRxDatabase({
    name: 'station',
    storage,
    multiInstance: false,
    eventReduce: false,
    localDocuments: false,
  });
  const collections = await addCollections(database, table);

  const raw = Object.fromEntries(
    Object.entries(collections).map(([name, collection]) => [name, new RawCollection(collection as never, file)]),
  ) as Store['raw'];
  opened = raw.entries;
  const refoldThem = (ticketIds: Iterable<string>): void => {
    const tickets = new Set(ticketIds);
    if (tickets.size === 0) return;
    file.within(() => {
      for (const ticketId of tickets) refold(file, journalNow(ticketId));
      file.afterCommit(() => feed.tell({ tickets }));
    });
  };
  const settle = async (): Promise<void> => {
    for (const ticketId of staleTickets(file)) {
      refoldThem([ticketId]);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };

  if (!projectionsAreCurrent(file)) await rebuild({ file, collections, raw, journalNow }, onRebuild);
  await settle();
  const journal = async (ticketId: string) => journalNow(ticketId);
  return {
    file,
    collections,
    raw,
    feed,
    journal,
    journalNow,
    settle,
    refold: refoldThem,
    close: async () => void (await database.close()),
  };
}

/** Documents of a former schema are written anew here. @throws what a migration strategy or RxDB throws */
async function addCollections(database: RxDatabase, table: CollectionTable): Promise<Collections> {
  try {
    return (await database.addCollections(
      Object.fromEntries(
        Object.entries(table).map(([name, { schema, migrationStrategies }]) => [
          name,
          { schema: schema as RxJsonSchema<object>, ...(migrationStrategies ? { migrationStrategies } : {}) },
        ]),
      ),
    )) as unknown as Collections;
  } catch (error) {
    // What is in the middle of a migration may never close; it must not keep the reason back.
    await Promise.race([database.close(), new Promise((resolve) => setTimeout(resolve, CLOSING_MS).unref())]);
    throw error;
  }
}

const CLOSING_MS = 2_000;

function hooks(feed: ChangeFeed, journal: ReadJournal): Record<string, WriteHook> {
  const topic =
    (name: string): WriteHook =>
    () =>
    () =>
      feed.tell({ topics: [name] });
  return {
    entries: (changes, file) => {
      const written = changes.filter(({ document }) => !document._deleted);
      const entries = written.map(({ document }) => document as unknown as Entry);
      const tickets = projectEntries(file, entries, journal);
      projectAttachments(file, entries);
      projectServiceFacts(file, entries);
      projectCounters(file, entries);
      return () => feed.tell({ tickets });
    },
    customers: (changes, file) => {
      for (const { document } of changes) {
        if (document._deleted) forgetCustomer(file, String(document.id));
        else indexCustomer(file, document as unknown as Customer);
      }
      return () => feed.tell({ customers: changes.map(({ document }) => String(document.id)) });
    },
    staff: topic('staff'),
    workorders: topic('work-orders'),
    loosecalls: topic('shift'),
    shifts: topic('shift'),
    packs: topic('packs'),
  };
}

/** Both hooks, and then what both want done after the commit. */
function both(first: WriteHook, second: WriteHook): WriteHook {
  return (changes, file, context) => {
    const one = first(changes, file, context);
    const other = second(changes, file, context);
    return () => {
      one?.();
      other?.();
    };
  };
}

const REBUILD_BATCH = 2_000;
const REBUILT_TICKETS = 250;

/** Makes every projection anew from the documents. */
async function rebuild(
  {
    file,
    collections: { customers, entries },
    raw,
    journalNow,
  }: Pick<Store, 'file' | 'collections' | 'raw' | 'journalNow'>,
  onRebuild: RebuildProgress,
): Promise<void> {
  resetProjections(file);
  const total = (await entries.count().exec()) + (await customers.count().exec());
  let done = 0;
  await forEachBatch(customers, (documents) => {
    file.transaction(() => {
      for (const document of documents) indexCustomer(file, document);
    });
    done += documents.length;
    onRebuild(done, total);
  });
  const after = file.pluck<string>(
    `SELECT DISTINCT "f.ticketId" FROM ${raw.entries.table} WHERE "f.ticketId" > ? ORDER BY "f.ticketId" LIMIT ${REBUILT_TICKETS}`,
  );
  for (let tickets = after.all(''); tickets.length > 0; tickets = after.all(tickets.at(-1)!)) {
    const written = tickets.flatMap(journalNow);
    file.transaction(() => {
      projectEntries(file, written, journalNow);
      projectAttachments(file, written);
      projectServiceFacts(file, written);
      projectCounters(file, written);
    });
    done += written.length;
    onRebuild(done, total);
    await new Promise((resolve) => setImmediate(resolve));
  }
  settleProjections(file);
}

/** Walks a collection in the order in which it was written. */
async function forEachBatch<T>(collection: RxCollection<T>, take: (documents: T[]) => void): Promise<void> {
  const instance = collection.storageInstance;
  let checkpoint: unknown;
  for (;;) {
    const page = await instance.getChangedDocumentsSince!(REBUILD_BATCH, checkpoint as never);
    take(page.documents.filter(({ _deleted }) => !_deleted) as unknown as T[]);
    checkpoint = page.checkpoint;
    if (page.documents.length < REBUILD_BATCH) return;
  }
}
