/** The RxDB storages that are compared. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import type { Driver } from '#main/storage/driver.ts';
import { openSqliteFile } from '#main/storage/open-sqlite-file.ts';
import { getRxStorageSqlite } from '#main/storage/rx-storage-sqlite.ts';
import type { OpenStorage } from './rxdb.ts';

const removed: OpenStorage['end'] = async (database) => void (await database.remove());

export function memoryStorage(): OpenStorage {
  return { storage: getRxStorageMemory(), end: removed };
}

export function dexieStorage(): OpenStorage {
  const storage = getRxStorageDexie({ indexedDB: new IDBFactory(), IDBKeyRange });
  return { storage: storage, end: removed };
}

export function ourStorage(driver: Driver, key?: Uint8Array): OpenStorage {
  const directory = mkdtempSync(join(tmpdir(), 'prumo-bench-'));
  const file = openSqliteFile({ path: join(directory, 'bench.db'), driver, ...(key ? { key } : {}) });
  return {
    storage: getRxStorageSqlite({ file }),
    end: async (database) => {
      await database.close();
      file.close();
      rmSync(directory, { recursive: true });
    },
  };
}
