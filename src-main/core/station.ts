import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { KeyProtection } from '#shared/contract/views.ts';
import type { RandomBytes } from '#shared/domain/id/uuid.ts';
import { AttachmentKeeper } from '../attachments/attachment-keeper.ts';
import { attachmentsKey } from '../attachments/attachments-key.ts';
import { BlobStore } from '../attachments/blob-store.ts';
import { type Logger, silentLogger } from '../log/logger.ts';
import type { BoxDisk } from '../recovery/black-box/black-box.ts';
import { localDays } from '../recovery/local-days.ts';
import { type KeySource, keysInMemory } from '../secrets/key-source.ts';
import type { Driver } from '../storage/driver.ts';
import { ChangeFeed } from '../store/change-feed.ts';
import type { CollectionTable } from '../store/open-store.ts';
import { StationClock } from '../sync/station-clock.ts';
import type { SyncPace } from '../sync/sync-session.ts';
import { httpTransport } from '../sync/transport/http-transport.ts';
import type { Transport } from '../sync/transport/transport.ts';
import { AttachmentDesk } from './attachments/attachment-desk.ts';
import { courierOf } from './attachments/courier-of.ts';
import { CentreDesk } from './centre-desk.ts';
import type { Core } from './core.ts';
import { CustomerDesk } from './customer-desk.ts';
import { CustomerImportDesk } from './customer-import-desk.ts';
import { DataKeeper } from './data-keeper.ts';
import { RecoveryDesk } from './recovery-desk.ts';
import { RoundDesk } from './round-desk.ts';
import { makeRouter, type StationRouter } from './router/router.ts';
import { SampleDesk } from './sample-desk.ts';
import { serialQueue } from './serial.ts';
import { ServiceDesk } from './service-desk.ts';
import { Session } from './session.ts';
import { ShiftDesk } from './shift-desk.ts';
import { StaffDesk } from './staff-desk.ts';
import type { OpeningProgress } from './station-data.ts';
import { watchSuspensions } from './suspension-watch.ts';
import { TicketDesk } from './ticket-desk.ts';
import { watchTimeBoxes } from './time-box-watch.ts';
import { WorkDesk } from './work-desk.ts';
import { WorkOrderDesk } from './work-order-desk.ts';

export interface StationOptions {
  /** One profile; `station.db` and what belongs to it lie here. Made when missing, readable by its owner only. */
  dataDir: string;
  /** 32 bytes: the key of the database. Absent only with a driver that cannot encrypt (tests). */
  key?: Uint8Array;
  /** Where the host records the keys; in place of `key`, and it can be changed for good then. */
  keySource?: KeySource;
  /** How the host keeps that key; the screen says it. */
  keyProtection: KeyProtection;
  version: string;
  /** Fills an empty profile with sample data and a first agent. */
  sampleData?: boolean;
  /** Wall clock, milliseconds since the epoch. */
  clock?: () => number;
  random?: RandomBytes;
  /** IANA name; default: the machine's. */
  timeZone?: string;
  log?: Logger;
  driver?: Driver;
  /** Bytes of disk held back, so that a full disk can still be told and what is under way saved. Default: none. */
  reserveBytes?: number;
  /** Name of a backup that takes the place of the data before anything is opened. */
  restore?: string;
  /** Told what is being done before the station can be used, where it takes long. */
  onProgress?: OpeningProgress;
  /** Up to which record of the black box the server has everything; absent or `null`: there is no server. */
  deliveredUpTo?: () => number | null;
  /** For tests and simulations: the way to the centre, and how often it is asked. */
  centre?: {
    transport?: (address: string) => Transport;
    pace?: Partial<SyncPace>;
    /** 0 to 1: spreads tries. */
    jitter?: () => number;
  };
  /** For tests: the calls of the black box on the disk. */
  disk?: BoxDisk;
  /** For tests of migrations: the collections and their schemas. */
  collections?: CollectionTable;
}

export interface Station {
  router: StationRouter;
  /** One for each window or browser; handed to the router as `context.session`. */
  newSession(): Session;
  close(): Promise<void>;
  /** Backups and recovery, for hosts that need no window. */
  recovery: RecoveryDesk;
  /** For tests and benchmarks: the core under the router. */
  core: Core;
}

/** Opens a station: the composition root of the core. Throws `StorageError` when the data cannot be used. */
export async function openStation(options: StationOptions): Promise<Station> {
  const { key, keyProtection, restore, clock = Date.now, log = silentLogger } = options;
  const { dataDir, driver, disk, reserveBytes, onProgress, deliveredUpTo, collections } = options;
  const keySource = options.keySource ?? (key && keysInMemory(key, keyProtection));
  const stationClock = new StationClock(clock);
  const random = options.random ?? ((count: number) => new Uint8Array(randomBytes(count)));
  const timeZone = options.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const dayOf = localDays(timeZone);
  const feed = new ChangeFeed();
  const keeper = await DataKeeper.open(
    {
      ...{ dataDir, keySource, driver, disk, reserveBytes, onProgress, deliveredUpTo, collections },
      ...{ clock: stationClock.now, random, dayOf, log, feed },
    },
    restore,
  );
  const { store, journal, packs, stationNumber, file } = keeper.data;
  const core: Core = {
    store,
    journal,
    packs,
    clock: stationClock.now,
    random,
    timeZone,
    stationNumber,
    log,
    data: keeper,
    serially: serialQueue(),
  };
  keeper.onOpened((data) => Object.assign(core, { store: data.store, journal: data.journal, packs: data.packs }));
  log.info('station.open', { station: stationNumber, recovered: file.recovered });
  try {
    return await assemble(core, { ...options, stationClock });
  } catch (error) {
    await keeper.close();
    throw error;
  }
}

async function assemble(core: Core, options: StationOptions & { stationClock: StationClock }): Promise<Station> {
  const { dataDir, version, stationClock, centre = {} } = options;
  const { transport = (address: string) => httpTransport({ address, version }), pace, jitter } = centre;
  const blobs = new BlobStore({
    dir: join(options.dataDir, 'attachments'),
    key: () => attachmentsKey(core.store.file),
    random: core.random,
  });
  await blobs.prepare();
  const files = new AttachmentKeeper({ blobs, file: () => core.store.file, feed: core.store.feed, log: core.log });
  const sync = new CentreDesk(core, {
    ...{ dataDir, version, transport, pace, jitter },
    clock: stationClock,
    destroyKey: async () => core.data.keySource?.destroy(),
  });
  const courier = courierOf(core, { blobs, sync, version, ...(jitter ? { jitter } : {}) });
  const attachments = new AttachmentDesk({
    ...{ core, blobs, transfers: courier },
    deliveryOf: (ticketId) => sync.deliveryOf(ticketId),
  });
  const service = new ServiceDesk(core);
  const desks = {
    service,
    work: new WorkDesk(core),
    rounds: new RoundDesk(core, service),
    attachments,
    tickets: new TicketDesk(core),
    staff: new StaffDesk(core, sync),
    customers: new CustomerDesk(core),
    imports: new CustomerImportDesk(core),
    shifts: new ShiftDesk(core),
    workOrders: new WorkOrderDesk(core),
    recovery: new RecoveryDesk(core, { dataDir: options.dataDir, keyProtection: options.keyProtection }),
    sync,
  };
  const sample = new SampleDesk(core, desks);
  if (options.sampleData && !desks.staff.isSetUp) await sample.setUp();
  const watches = [watchTimeBoxes(core), watchSuspensions(core)];
  sync.start();
  files.start();
  courier.start();
  return {
    core,
    recovery: desks.recovery,
    router: makeRouter({
      core,
      desks: { ...desks, sample },
      version: options.version,
    }),
    newSession: () => new Session(),
    close: async () => {
      for (const watch of watches) watch.stop();
      await sync.stop();
      await courier.stop();
      await attachments.close();
      await files.stop();
      await core.serially(async () => {});
      await core.data.close();
      core.log.info('station.closed');
    },
  };
}
