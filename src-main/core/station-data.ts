import type { RecoveryReport } from '#shared/contract/recovery.ts';
import type { RandomBytes } from '#shared/domain/id/uuid.ts';
import { defaultPack } from '#shared/procedures/default/pack.ts';
import { packSchema } from '#shared/procedures/schema/pack.ts';
import type { Logger } from '../log/logger.ts';
import { BackupKeeper } from '../recovery/backups/backup-keeper.ts';
import { BlackBox, type BoxDisk } from '../recovery/black-box/black-box.ts';
import { recoveryFiles } from '../recovery/files.ts';
import { keepLocalState } from '../recovery/local-state.ts';
import { openProfile, type Replaced, wantCheck } from '../recovery/open-profile.ts';
import { createPosition, readPosition } from '../recovery/position.ts';
import { behind, mayHoldMore, recoveryReport } from '../recovery/recovery-report.ts';
import { replay } from '../recovery/replay.ts';
import { keepReport } from '../recovery/report.ts';
import { salvageMissing } from '../recovery/salvage-missing.ts';
import { forgetUnfinished, keepUnfinished } from '../recovery/unfinished.ts';
import { writeThrough } from '../recovery/write-through.ts';
import type { Driver } from '../storage/driver.ts';
import { betterSqlite3Driver } from '../storage/drivers/better-sqlite3.ts';
import type { SqliteFile } from '../storage/sqlite-file.ts';
import type { StorageError } from '../storage/storage-error.ts';
import type { ChangeFeed } from '../store/change-feed.ts';
import { openStore, type Store, schemaVersions } from '../store/open-store.ts';
import { Journal } from './journal.ts';
import { PackShelf } from './pack-shelf.ts';
import { stationIdentity } from './station-identity.ts';

export interface StationDataOptions {
  dataDir: string;
  key?: Uint8Array | undefined;
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
  /** The record whose commit the former opening did not see (write-through.ts). */
  unconfirmed?: number | null | undefined;
}

/** Everything that is opened on the data directory together, and closed and opened anew together. */
export interface StationData {
  file: SqliteFile;
  store: Store;
  box: BlackBox;
  backups: BackupKeeper;
  stationNumber: number;
  journal: Journal;
  packs: PackShelf;
  /** What was restored at this opening; `null` when nothing had to be. */
  report: RecoveryReport | null;
  close(): Promise<{ unconfirmed: number | null }>;
}

/** The key of the black box; without one (a driver that cannot encrypt, in tests) a known one. */
export function dataKeyOf(key: Uint8Array | undefined): Uint8Array {
  return key ?? new Uint8Array(32);
}

/** @throws {StorageError} when the data cannot be used; the file is closed then */
export async function openStationData(options: StationDataOptions): Promise<StationData> {
  const { dataDir, key, log, onStopped } = options;
  const now = () => new Date(options.clock()).toISOString();
  const stopped = (error: StorageError) => {
    if (error.code === 'corrupt') wantCheck(dataDir);
    onStopped(error);
  };
  const opened = await openProfile({
    dataDir,
    key,
    driver: driverOf(options),
    aside: options.driver === undefined,
    restore: options.restore,
    now,
    onFailed: stopped,
    onReserveReleased: options.onLow,
    reserveBytes: options.reserveBytes,
  });
  const { file } = opened;
  const closing: Closing = [() => file.close()];
  try {
    const replaced = keepUnfinished(dataDir, opened.replaced);
    const data = await assemble({ ...options, onStopped: stopped }, { file, replaced, now, closing });
    forgetUnfinished(dataDir);
    return data;
  } catch (error) {
    await closeAll(closing, log);
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
  replaced: Replaced | null;
  now: () => string;
  closing: Closing;
}

async function assemble(options: StationDataOptions, { file, replaced, now, closing }: Opened): Promise<StationData> {
  const { dataDir, random, log, feed } = options;
  const backups = keeperOf(options, { file, now });
  // The copier holds the file open, and must let go right after the file is closed, not before.
  closing.unshift(() => backups.release());
  closing.push(() => backups.stop());
  createPosition(file);
  // The file that was replaced may have given out higher numbers than its backup knows of.
  if (replaced && replaced.cause !== 'log-damaged') file.raiseSequence(file.nextSequence() + SEQUENCE_LEAP);
  if (willMigrate(file)) await backups.backUp('before-migration');
  const directory = recoveryFiles(dataDir).blackBox;
  const dataKey = dataKeyOf(options.key);
  const position = readPosition(file);
  const box = new BlackBox({
    directory,
    dataKey,
    after: position,
    today: () => options.dayOf(options.clock()),
    onFailed: options.onStopped,
    ...(options.disk ? { disk: options.disk } : {}),
  });
  closing.push(() => box.close());
  const { unconfirmed = null } = options;
  if (unconfirmed !== null && unconfirmed > position) box.append({ type: 'void', at: now(), counter: unconfirmed });
  const through = writeThrough({ box, now });
  const store = await openStore(file, {
    feed,
    accept: through.accept,
    onRebuild: (done, total) => log.info('store.rebuilding', { done, total }),
  });
  closing.push(() => store.close());
  const replayed = await replay({ store, through, directory, dataKey });
  const { entries, documents } = replayed;
  if (entries + documents > 0) log.warn('recovery.replayed', { entries, documents });
  const salvaged = mayHoldMore(replaced, replayed)
    ? await salvageMissing(replaced.aside, { store, driver: driverOf(options), key: options.key, log })
    : { entries: 0, documents: 0 };
  await store.settle();
  const { stationNumber, node } = stationIdentity(file, random);
  const journal = new Journal({ store, clock: options.clock, random, stationNumber, node });
  const packs = await PackShelf.open(store, { defaultPack: packSchema.parse(defaultPack), now: journal.now() });
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
    box,
    backups,
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

function keeperOf(options: StationDataOptions, { file, now }: Pick<Opened, 'file' | 'now'>): BackupKeeper {
  const { dataDir, key, driver, dayOf, log, feed } = options;
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

/** Whether a collection that is in the file will be written anew under another schema. */
function willMigrate(file: SqliteFile): boolean {
  const kept = file.pluck<number>("SELECT count(*) FROM sqlite_schema WHERE name = '_rx_collection'").get();
  if (!kept) return false;
  const known = schemaVersions();
  return file
    .prepare<{ name: string; version: number }>(
      'SELECT name, max(version) AS version FROM _rx_collection GROUP BY name',
    )
    .all()
    .some(({ name, version }) => (known[name] ?? version) !== version);
}
