import { randomBytes } from 'node:crypto';
import type { KeyProtection } from '#shared/contract/views.ts';
import type { RandomBytes } from '#shared/domain/id/uuid.ts';
import { type Logger, silentLogger } from '../log/logger.ts';
import type { BoxDisk } from '../recovery/black-box/black-box.ts';
import { localDays } from '../recovery/local-days.ts';
import type { Driver } from '../storage/driver.ts';
import { ChangeFeed } from '../store/change-feed.ts';
import type { Core } from './core.ts';
import { CustomerDesk } from './customer-desk.ts';
import { CustomerImportDesk } from './customer-import-desk.ts';
import { DataKeeper } from './data-keeper.ts';
import { RecoveryDesk } from './recovery-desk.ts';
import { makeRouter, type StationRouter } from './router/router.ts';
import { SampleDesk } from './sample-desk.ts';
import { serialQueue } from './serial.ts';
import { Session } from './session.ts';
import { ShiftDesk } from './shift-desk.ts';
import { StaffDesk } from './staff-desk.ts';
import { dataKeyOf } from './station-data.ts';
import { alone } from './sync-desk.ts';
import { TicketDesk } from './ticket-desk.ts';
import { watchTimeBoxes } from './time-box-watch.ts';
import { WorkOrderDesk } from './work-order-desk.ts';

export interface StationOptions {
  /** One profile; `station.db` and what belongs to it lie here. Made when missing, readable by its owner only. */
  dataDir: string;
  /** 32 bytes: the key of the database. Absent only with a driver that cannot encrypt (tests). */
  key?: Uint8Array;
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
  /** For tests: the calls of the black box on the disk. */
  disk?: BoxDisk;
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
  const { dataDir, key, driver, disk, reserveBytes, clock = Date.now, log = silentLogger } = options;
  const random = options.random ?? ((count: number) => new Uint8Array(randomBytes(count)));
  const timeZone = options.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const dayOf = localDays(timeZone);
  const feed = new ChangeFeed();
  const keeper = await DataKeeper.open({ dataDir, key, driver, disk, reserveBytes, clock, random, dayOf, log, feed });
  const { store, journal, packs, stationNumber, file } = keeper.data;
  const core: Core = {
    store,
    journal,
    packs,
    clock,
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
    return await assemble(core, options);
  } catch (error) {
    await keeper.close();
    throw error;
  }
}

async function assemble(core: Core, options: StationOptions): Promise<Station> {
  const desks = {
    tickets: new TicketDesk(core),
    staff: new StaffDesk(core),
    customers: new CustomerDesk(core),
    imports: new CustomerImportDesk(core),
    shifts: new ShiftDesk(core),
    workOrders: new WorkOrderDesk(core),
    recovery: new RecoveryDesk(core, { dataDir: options.dataDir, dataKey: dataKeyOf(options.key) }),
    sync: alone(),
  };
  const sample = new SampleDesk(core, desks);
  if (options.sampleData && !desks.staff.isSetUp) await sample.setUp();
  const watch = watchTimeBoxes(core);
  return {
    core,
    recovery: desks.recovery,
    router: makeRouter({
      core,
      desks: { ...desks, sample },
      version: options.version,
      keyProtection: options.keyProtection,
    }),
    newSession: () => new Session(),
    close: async () => {
      watch.stop();
      await core.serially(async () => {});
      await core.data.close();
      core.log.info('station.closed');
    },
  };
}
