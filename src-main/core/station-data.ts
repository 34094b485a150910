import type { Opening, RecoveryReport } from '#shared/contract/recovery.ts';
import type { RandomBytes } from '#shared/domain/id/uuid.ts';
import { defaultPack } from '#shared/procedures/default/pack.ts';
import { packSchema } from '#shared/procedures/schema/pack.ts';
import { ensureAttachmentsKey } from '../attachments/attachments-key.ts';
import type { Logger } from '../log/logger.ts';
import { BackupKeeper } from '../recovery/backups/backup-keeper.ts';
import { BlackBox, type BoxDisk } from '../recovery/black-box/black-box.ts';
import { Caretaker } from '../recovery/caretaker.ts';
import { recoveryFiles } from '../recovery/files.ts';
import { keepLocalState } from '../recovery/local-state.ts';
import { migrationAhead } from '../recovery/migration-ahead.ts';
import { MigrationFailed } from '../recovery/migration-failed.ts';
import { openProfile, type Replaced, wantCheck } from '../recovery/open-profile.ts';
import { createPosition, readPosition } from '../recovery/position.ts';
import { behind, mayHoldMore, recoveryReport } from '../recovery/recovery-report.ts';
import { replay } from '../recovery/replay.ts';
import { keepReport } from '../recovery/report.ts';
import { salvageMissing } from '../recovery/salvage-missing.ts';
import { backupBeforeMigration, refuseFailedMigration, undoMigration } from '../recovery/undo-migration.ts';
import { forgetUnfinished, keepUnfinished } from '../recovery/unfinished.ts';
import { type WriteThrough, writeThrough } from '../recovery/write-through.ts';
import type { Driver } from '../storage/driver.ts';
import { betterSqlite3Driver } from '../storage/drivers/better-sqlite3.ts';
import type { SqliteFile } from '../storage/sqlite-file.ts';
import { StorageError } from '../storage/storage-error.ts';
import type { ChangeFeed } from '../store/change-feed.ts';
import { COLLECTIONS, type CollectionTable, openStore, type Store } from '../store/open-store.ts';
import { Ledger } from '../sync/ledger.ts';
import { deliveredUpTo } from '../sync/outbox.ts';
import { Journal } from './journal.ts';
import { PackShelf } from './pack-shelf.ts';
import { stationIdentity } from './station-identity.ts';

export interface StationDataOptions {
  dataDir: string;
  /** 32 bytes each, the present one first; absent only with a driver that cannot encrypt (tests). */
  keys?: readonly Uint8Array[] | undefined;
  driver?: Driver | undefined;
  disk?: BoxDisk | undefined;
  clock: () => number;
  random: RandomBytes;
  dayOf: (at: string | number) => string;
  log: Logger;
  feed: ChangeFeed;
  /** Told once, when the file or the black box stops. */
  onStopped: (error: StorageError) => void;
  /** Told when the space held back for a full disk was given up. */
  onLow?: (() => void) | undefined;
  /** Bytes held back for a full disk; default none. */
  reserveBytes?: number | undefined;
  /** Name of a backup that takes the place of what is there. */
  restore?: string | undefined;
  /** Told what is being done, where it takes long; totals 0 while they are not known. */
  onProgress?: OpeningProgress | undefined;
  /** Up to which record the server has everything; absent or `null`: there is no server. */
  deliveredUpTo?: (() => number | null) | undefined;
  /** For tests of migrations: the collections and their schemas. */
  collections?: CollectionTable | undefined;
  /** The record whose commit the former opening did not see (write-through.ts). */
  unconfirmed?: number | null | undefined;
}

export type OpeningProgress = (what: Opening['what'], done: number, total: number) => void;

/** Everything that is opened on the data directory together, and closed and opened anew together. */
export interface StationData {
  file: SqliteFile;
  store: Store;
  ledger: Ledger;
  box: BlackBox;
  backups: BackupKeeper;
  caretaker: Caretaker;
  /** The file is still under a former key: there was no room to change it. */
  underFormerKey: boolean;
  stationNumber: number;
  journal: Journal;
  packs: PackShelf;
  /** What was restored at this opening; `null` when nothing had to be. */
  report: RecoveryReport | null;
  close(): Promise<{ unconfirmed: number | null }>;
}

/** The keys of the black box; without any (a driver that cannot encrypt, in tests) a known one. */
export function boxKeysOf(keys: readonly Uint8Array[] | undefined): readonly Uint8Array[] {
  return keys ?? [new Uint8Array(32)];
}

/**
 * @throws {StorageError} when the data cannot be used, {MigrationFailed} when they cannot be brought to the form of this
 * version; the file is closed then
 */
export async function openStationData(options: StationDataOptions): Promise<StationData> {
  const { dataDir, keys, log, onStopped, onProgress = () => {} } = options;
  const now = () => new Date(options.clock()).toISOString();
  const halt = Promise.withResolvers<never>();
  // Waited for where something may never settle on a file that has stopped; elsewhere the error is thrown by itself.
  halt.promise.catch(() => {});
  const stopped = (error: StorageError) => {
    if (error.code === 'corrupt') wantCheck(dataDir);
    onStopped(error);
    halt.reject(error);
  };
  const opened = await openProfile({
    dataDir,
    keys,
    driver: driverOf(options),
    aside: options.driver === undefined,
    restore: options.restore,
    now,
    onFailed: stopped,
    onReserveReleased: options.onLow,
    reserveBytes: options.reserveBytes,
    onPhase: (what) => onProgress(what, 0, 0),
  });
  const { file, key } = opened;
  const closing: Closing = [() => file.close()];
  try {
    const replaced = keepUnfinished(dataDir, opened.replaced);
    const data = await assemble(
      { ...options, onStopped: stopped },
      { file, key, replaced, now, closing, halted: halt.promise },
    );
    forgetUnfinished(dataDir);
    return data;
  } catch (error) {
    await closeAll(closing, log);
    if (error instanceof MigrationFailed && !(error.cause instanceof StorageError)) {
      await undoMigration(dataDir, { backup: error.backup, at: now() }).catch((cause: unknown) =>
        // The half converted file says so at the next opening, which tries again.
        log.error('migration.not-undone', cause),
      );
    }
    throw error;
  }
}

/** What must be closed, in the order in which it was opened. */
type Closing = (() => Promise<void> | void)[];

/** In reverse; what cannot be closed does not keep the rest from it. */
async function closeAll(closing: Closing, log: Logger): Promise<void> {
  for (const close of closing.reverse()) {
    try {
      await close();
    } catch (error) {
      log.error('data.close', error);
    }
  }
}

interface Opened {
  file: SqliteFile;
  key: Uint8Array | undefined;
  /** Rejects when the file stops. */
  halted: Promise<never>;
  replaced: Replaced | null;
  now: () => string;
  closing: Closing;
}

async function assemble(options: StationDataOptions, opened: Opened): Promise<StationData> {
  const { dataDir, keys, random, log, feed, onProgress = () => {} } = options;
  const { file, key, replaced, now, closing } = opened;
  const backups = keeperOf(options, opened);
  // The copier holds the file open, and must let go right after the file is closed, not before.
  closing.unshift(() => backups.release());
  closing.push(() => backups.stop());
  createPosition(file);
  const ledger = new Ledger(file, { now });
  // The file that was replaced may have given out higher numbers than its backup knows of.
  if (replaced && replaced.cause !== 'log-damaged') file.raiseSequence(file.nextSequence() + SEQUENCE_LEAP);
  const directory = recoveryFiles(dataDir).blackBox;
  const boxKeys = boxKeysOf(keys);
  const position = readPosition(file);
  const box = new BlackBox({
    directory,
    dataKey: boxKeys[0]!,
    after: position,
    today: () => options.dayOf(options.clock()),
    onFailed: options.onStopped,
    ...(options.disk ? { disk: options.disk } : {}),
  });
  closing.push(() => box.close());
  const { unconfirmed = null } = options;
  if (unconfirmed !== null && unconfirmed > position) box.append({ type: 'void', at: now(), counter: unconfirmed });
  const delivered = options.deliveredUpTo ?? (() => (ledger.isEnrolled ? deliveredUpTo(file) : null));
  const caretaker = caretakerOf({ ...options, deliveredUpTo: delivered }, { now, before: box.next });
  closing.push(() => caretaker.stop());
  const through = writeThrough({ box, now });
  const store = await openMigrated(options, { ...opened, backups, through, ledger });
  closing.push(() => store.close());
  ledger.listen();
  const replayed = await replay({
    store,
    through,
    directory,
    keys: boxKeys,
    onProgress: (done, total) => onProgress('black-box', done, total),
  });
  const { entries, documents } = replayed;
  if (entries + documents > 0) log.warn('recovery.replayed', { entries, documents });
  if (mayHoldMore(replaced, replayed)) onProgress('salvage', 0, 0);
  const salvaged = mayHoldMore(replaced, replayed)
    ? await salvageMissing(replaced.aside, { store, driver: driverOf(options), keys, log })
    : { entries: 0, documents: 0 };
  await store.settle();
  const { stationNumber, node } = stationIdentity(file, random);
  ensureAttachmentsKey(file, random);
  const journal = new Journal({ store, clock: options.clock, random, stationNumber, node });
  const packs = await PackShelf.open(store, { defaultPack: packSchema.parse(defaultPack), now: journal.now(), log });
  keepLocalState({ file, box, now });
  const tickets = file.pluck<number>('SELECT coalesce(sum(tickets), 0) FROM ticket_count').get() ?? 0;
  const found = replaced ?? behind(replayed);
  const report = found && recoveryReport({ dataDir, at: now(), replaced: found, replayed, salvaged, tickets });
  if (report) {
    keepReport(dataDir, { report, acknowledged: false });
    log.warn('recovery.done', { cause: report.cause, tickets });
  }
  closing.push(
    feed.listen(({ topics }) => {
      if (topics.has('settings') || topics.has('staff')) keepLocalState({ file, box, now });
    }),
  );
  return {
    file,
    store,
    ledger,
    box,
    backups,
    caretaker,
    underFormerKey: keys !== undefined && key !== keys[0],
    stationNumber,
    journal,
    packs,
    report,
    close: async () => {
      await closeAll(closing, log);
      return { unconfirmed: through.unconfirmed() };
    },
  };
}

/**
 * The collections, brought to the schemas of this version where the file holds others: after a backup, which is kept. What
 * keeps it from being done ends here with that backup's name; a migration on a file that has stopped never settles.
 */
async function openMigrated(
  options: StationDataOptions,
  { file, halted, backups, through, ledger }: Opened & { backups: BackupKeeper; through: WriteThrough; ledger: Ledger },
): Promise<Store> {
  const { feed, log, collections = COLLECTIONS, onProgress = () => {} } = options;
  const open = () =>
    openStore(file, {
      feed,
      alongside: ledger.hook,
      // What comes from the centre comes from there again: the black box holds what was written here.
      accept: (write, into) => (ledger.isFromCentre ? () => {} : through.accept(write, into)),
      collections,
      onRebuild: (done, total) => {
        onProgress('rebuild', done, total);
        log.info('store.rebuilding', { done, total });
      },
    });
  const ahead = migrationAhead(file, collections);
  if (!ahead) return open();
  refuseFailedMigration(options.dataDir, file);
  onProgress('migration', 0, 0);
  // One that was cut off has its backup, of the data as they were before it.
  const kept = ahead === 'cut-off' ? backupBeforeMigration(options.dataDir) : null;
  const { name } = kept ?? (await backups.backUp('before-migration'));
  log.warn('store.migrating', { backup: name });
  try {
    return await Promise.race([through.reshaping(open), halted]);
  } catch (error) {
    throw new MigrationFailed(name, error);
  }
}

function caretakerOf(
  { dataDir, keys, driver, dayOf, deliveredUpTo, log, feed }: StationDataOptions,
  { now, before }: { now: () => string; before: number },
): Caretaker {
  const onChange = () => feed.tell({ topics: ['recovery'] });
  return new Caretaker({ dataDir, keys, driver, before, now, dayOf, deliveredUpTo, log, onChange });
}

function keeperOf(options: StationDataOptions, { file, key, now }: Pick<Opened, 'file' | 'key' | 'now'>): BackupKeeper {
  const { dataDir, driver, dayOf, log, feed } = options;
  return new BackupKeeper({
    directory: recoveryFiles(dataDir).backups,
    file,
    key,
    driver,
    now,
    dayOf,
    log,
    onChange: () => feed.tell({ topics: ['recovery'] }),
    onDamage: () => wantCheck(dataDir),
  });
}

function driverOf({ driver }: Pick<StationDataOptions, 'driver'>): Driver {
  return driver ?? betterSqlite3Driver();
}

/** More writes than a station makes between two backups. */
const SEQUENCE_LEAP = 1_000_000_000;
