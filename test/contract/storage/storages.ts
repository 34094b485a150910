/** The storages that every contract and property test runs on: RxDB's own in memory, and ours on both drivers. */
import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RxStorage } from 'rxdb';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import type { WriteHook } from '#main/storage/collection-write.ts';
import type { Driver } from '#main/storage/driver.ts';
import { betterSqlite3Driver } from '#main/storage/drivers/better-sqlite3.ts';
import { nodeSqliteDriver } from '#main/storage/drivers/node-sqlite.ts';
import { openSqliteFile } from '#main/storage/open-sqlite-file.ts';
import type { PaceOptions } from '#main/storage/pace.ts';
import { getRxStorageSqlite } from '#main/storage/rx-storage-sqlite.ts';
import type { SqliteFile } from '#main/storage/sqlite-file.ts';

export const testKey = new Uint8Array(32).map((_, index) => index * 7);

export type DriverCase = { name: string; driver: Driver; key?: Uint8Array };

export const driverCases: DriverCase[] = [
  { name: 'better-sqlite3, encrypted', driver: betterSqlite3Driver(), key: testKey },
  { name: 'node:sqlite, plain', driver: nodeSqliteDriver() },
];

export type OpenStorage = { storage: RxStorage<unknown, unknown>; dispose(): void };

export type StorageCase = { name: string; ours: boolean; open(): OpenStorage };

export const storageCases: StorageCase[] = [
  {
    name: 'RxDB memory',
    ours: false,
    open: () => ({ storage: getRxStorageMemory() as unknown as RxStorage<unknown, unknown>, dispose: () => undefined }),
  },
  ...driverCases.map(({ name, driver, key }) => ({
    name,
    ours: true,
    open(): OpenStorage {
      const directory = newDirectory();
      const file = openSqliteFile({ path: join(directory, 'station.db'), driver, key });
      const dispose = () => {
        file.close();
        rmSync(directory, { recursive: true });
      };
      return { storage: asStorage(file), dispose };
    },
  })),
];

export function asStorage(
  file: SqliteFile,
  hooks?: Record<string, WriteHook>,
  pace?: Partial<PaceOptions>,
): RxStorage<unknown, unknown> {
  return getRxStorageSqlite({ file, hooks, pace }) as unknown as RxStorage<unknown, unknown>;
}

/** In memory where the system offers it: what a killed process leaves is the same there, and syncing costs nothing. */
const FAST_DISK = '/dev/shm';
const hasFastDisk = existsSync(FAST_DISK) && statfsSync(FAST_DISK).bavail * statfsSync(FAST_DISK).bsize > 48e6;

export function newDirectory({ real = false } = {}): string {
  return mkdtempSync(join(hasFastDisk && !real ? FAST_DISK : tmpdir(), 'station-'));
}

let names = 0;

/** RxDB's memory storage is shared by the whole process: every test takes names of its own. */
export function uniqueName(): string {
  names++;
  return `db${names}`;
}
