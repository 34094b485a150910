import { randomInt } from 'node:crypto';
import type { RecoveryReport } from '#shared/contract/recovery.ts';
import type { RandomBytes } from '#shared/domain/id/uuid.ts';
import { FIRST_OWN_STATION, MAX_STATION } from '#shared/domain/protocol/protocol-number.ts';
import { defaultPack } from '#shared/procedures/default/pack.ts';
import { packSchema } from '#shared/procedures/schema/pack.ts';
import type { Logger } from '../log/logger.ts';
import { BackupKeeper } from '../recovery/backups/backup-keeper.ts';
import { BlackBox, type BoxDisk } from '../recovery/black-box/black-box.ts';
import { recoveryFiles } from '../recovery/files.ts';
import { digestOf, readLocalState } from '../recovery/local-state.ts';
import { openProfile, type Replaced, wantCheck } from '../recovery/open-profile.ts';
import { createPosition, readLocalDigest, readPosition, writeLocalDigest } from '../recovery/position.ts';
import { recoveryReport } from '../recovery/recovery-report.ts';
import { type Replayed, replay } from '../recovery/replay.ts';
import { keepReport } from '../recovery/report.ts';
import { writeThrough } from '../recovery/write-through.ts';
import type { Driver } from '../storage/driver.ts';
import { betterSqlite3Driver } from '../storage/drivers/better-sqlite3.ts';
import type { SqliteFile } from '../storage/sqlite-file.ts';
import type { StorageError } from '../storage/storage-error.ts';
import type { ChangeFeed } from '../store/change-feed.ts';
import { readSetting, writeSetting } from '../store/local-settings.ts';
import { openStore, type Store, schemaVersions } from '../store/open-store.ts';
import { Journal } from './journal.ts';
import { PackShelf } from './pack-shelf.ts';

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
  const { file, replaced } = await openProfile({
    dataDir,
    key,
    driver: options.driver ?? betterSqlite3Driver(),
    aside: options.driver === undefined,
    restore: options.restore,
    now,
    onFailed: stopped,
    onReserveReleased: options.onLow,
    reserveBytes: options.reserveBytes,
  });
  const backups = new BackupKeeper({
    directory: recoveryFiles(dataDir).backups,
    file,
    key,
    driver: options.driver,
    now,
    dayOf: options.dayOf,
    log,
    onChange: () => options.feed.tell({ topics: ['recovery'] }),
    onDamage: () => wantCheck(dataDir),
  });
  try {
    return await assemble({ ...options, onStopped: stopped }, { file, replaced, backups, now });
  } catch (error) {
    await backups.stop();
    file.close();
    backups.release();
    throw error;
  }
}

interface Opened {
  file: SqliteFile;
  replaced: Replaced | null;
  backups: BackupKeeper;
  now: () => string;
}

async function assemble(options: StationDataOptions, { file, replaced, backups, now }: Opened): Promise<StationData> {
  const { dataDir, random, log, feed } = options;
  createPosition(file);
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
  const { unconfirmed = null } = options;
  if (unconfirmed !== null && unconfirmed > position) box.append({ type: 'void', at: now(), counter: unconfirmed });
  const through = writeThrough({ box, now });
  const store = await openStore(file, {
    feed,
    accept: through.accept,
    onRebuild: (done, total) => log.info('store.rebuilding', { done, total }),
  });
  const replayed = await replay({ store, through, directory, dataKey });
  const restored = replayed.entries + replayed.documents;
  if (restored > 0) log.warn('recovery.replayed', { entries: replayed.entries, documents: replayed.documents });
  const salvaged = NOTHING;
  await store.settle();
  const { stationNumber, node } = identity(file, random);
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
  const stopKeeping = feed.listen(({ topics }) => {
    if (topics.has('settings') || topics.has('staff')) keepLocalState({ file, box, now });
  });
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
      stopKeeping();
      await backups.stop();
      await store.close();
      file.close();
      backups.release();
      box.close();
      return { unconfirmed: through.unconfirmed() };
    },
  };
}

const NOTHING = { entries: 0, documents: 0 };

/** A crash leaves one record at most that the file lacks; more say that the file was older than the black box. */
function behind({ records, damage }: Replayed): Replaced | null {
  if (records <= 1 && damage.lostFrames + damage.unreadableFrames === 0) return null;
  return { cause: 'behind', problems: [], aside: null, backup: null, skipped: [] };
}

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

/** Puts settings and credentials into the black box when they have changed. What stops it is told by the box itself. */
function keepLocalState({ file, box, now }: { file: SqliteFile; box: BlackBox; now: () => string }): void {
  if (file.failed || file.closed || box.failed) return;
  const state = readLocalState(file, now());
  const digest = digestOf(state);
  if (digest === readLocalDigest(file)) return;
  box.append(state);
  writeLocalDigest(file, digest);
}

/** The station's own number and clock node, and the key of its windows' drafts: chosen once, at the first start. */
function identity(file: SqliteFile, random: RandomBytes): { stationNumber: number; node: string } {
  const known = readSetting(file, 'stationNumber');
  const node = readSetting(file, 'node');
  if (known !== null && node !== null) return { stationNumber: known, node };
  const chosen = {
    stationNumber: randomInt(FIRST_OWN_STATION, MAX_STATION + 1),
    node: Buffer.from(random(4)).toString('hex'),
  };
  file.transaction(() => {
    writeSetting(file, 'stationNumber', chosen.stationNumber);
    writeSetting(file, 'node', chosen.node);
    writeSetting(file, 'draftKey', Buffer.from(random(32)).toString('base64'));
  });
  return chosen;
}
