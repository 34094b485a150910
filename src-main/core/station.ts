import { randomBytes, randomInt } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { KeyProtection } from '#shared/contract/views.ts';
import type { RandomBytes } from '#shared/domain/id/uuid.ts';
import { FIRST_OWN_STATION, MAX_STATION } from '#shared/domain/protocol/protocol-number.ts';
import { defaultPack } from '#shared/procedures/default/pack.ts';
import { packSchema } from '#shared/procedures/schema/pack.ts';
import { type Logger, silentLogger } from '../log/logger.ts';
import type { Driver } from '../storage/driver.ts';
import { betterSqlite3Driver } from '../storage/drivers/better-sqlite3.ts';
import { openSqliteFile } from '../storage/open-sqlite-file.ts';
import type { SqliteFile } from '../storage/sqlite-file.ts';
import { readSetting, writeSetting } from '../store/local-settings.ts';
import { openStore } from '../store/open-store.ts';
import type { Core } from './core.ts';
import { CustomerDesk } from './customer-desk.ts';
import { CustomerImportDesk } from './customer-import-desk.ts';
import { Journal } from './journal.ts';
import { PackShelf } from './pack-shelf.ts';
import { makeRouter, type StationRouter } from './router/router.ts';
import { SampleDesk } from './sample-desk.ts';
import { serialQueue } from './serial.ts';
import { Session } from './session.ts';
import { ShiftDesk } from './shift-desk.ts';
import { StaffDesk } from './staff-desk.ts';
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
}

export interface Station {
  router: StationRouter;
  /** One for each window or browser; handed to the router as `context.session`. */
  newSession(): Session;
  close(): Promise<void>;
  /** For tests and benchmarks: the core under the router. */
  core: Core;
}

/** Opens a station: the composition root of the core. Throws `StorageError` when the file cannot be used. */
export async function openStation(options: StationOptions): Promise<Station> {
  const { dataDir, clock = Date.now, log = silentLogger } = options;
  const random = options.random ?? ((count: number) => new Uint8Array(randomBytes(count)));
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = openSqliteFile({
    path: join(dataDir, 'station.db'),
    driver: options.driver ?? betterSqlite3Driver(),
    key: options.key,
    onFailed: (error) => log.error('storage.stopped', error),
  });
  try {
    return await assemble(file, { ...options, clock, random, log });
  } catch (error) {
    file.close();
    throw error;
  }
}

type Assembly = StationOptions & { clock: () => number; random: RandomBytes; log: Logger };

async function assemble(file: SqliteFile, options: Assembly): Promise<Station> {
  const { clock, random, log } = options;
  const store = await openStore(file, (done, total) => log.info('store.rebuilding', { done, total }));
  const { stationNumber, node } = identity(file, random);
  const journal = new Journal({ store, clock, random, stationNumber, node });
  const packs = await PackShelf.open(store, { defaultPack: packSchema.parse(defaultPack), now: journal.now() });
  const timeZone = options.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const core: Core = { store, journal, packs, clock, random, timeZone, stationNumber, log, serially: serialQueue() };
  const desks = {
    tickets: new TicketDesk(core),
    staff: new StaffDesk(core),
    customers: new CustomerDesk(core),
    imports: new CustomerImportDesk(core),
    shifts: new ShiftDesk(core),
    workOrders: new WorkOrderDesk(core),
  };
  const sample = new SampleDesk(core, desks);
  if (options.sampleData && !desks.staff.isSetUp) await sample.setUp();
  const watch = watchTimeBoxes(core);
  log.info('station.open', { station: stationNumber, recovered: file.recovered });
  return {
    core,
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
      await store.close();
      file.close();
      log.info('station.closed');
    },
  };
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
