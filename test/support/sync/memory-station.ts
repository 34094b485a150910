/** The documents of a station in memory, with what synchronisation keeps beside them: no network, no clock, no people. */
import { createPosition } from '#main/recovery/position.ts';
import { nodeSqliteDriver } from '#main/storage/drivers/node-sqlite.ts';
import { openSqliteFile } from '#main/storage/open-sqlite-file.ts';
import type { SqliteFile } from '#main/storage/sqlite-file.ts';
import { writeSetting } from '#main/store/local-settings.ts';
import { openStore, type Store } from '#main/store/open-store.ts';
import { Ledger } from '#main/sync/ledger.ts';

export interface MemoryStation {
  file: SqliteFile;
  store: Store;
  ledger: Ledger;
}

export const AT = '2026-11-21T12:00:00.000Z';

export async function memoryStation({ enrolled = true } = {}): Promise<MemoryStation> {
  const file = openSqliteFile({ path: ':memory:', driver: nodeSqliteDriver() });
  createPosition(file);
  const ledger = new Ledger(file, { now: () => AT });
  const store = await openStore(file, { alongside: ledger.hook });
  ledger.listen();
  if (enrolled) enrolInMemory(file);
  return { file, store, ledger };
}

export function enrolInMemory(file: SqliteFile): void {
  writeSetting(file, 'enrolment', {
    address: 'http://127.0.0.1',
    stationId: '01900000-0000-7000-8000-000000000009',
    name: 'Balcão',
    privateKey: '',
    unit: { id: 'u', name: 'Matriz' },
    organisation: 'Casa',
    at: AT,
  });
}
