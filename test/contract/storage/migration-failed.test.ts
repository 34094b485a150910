import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { addRxPlugin, createRxDatabase, type RxDatabase, type RxJsonSchema } from 'rxdb';
import { RxDBMigrationSchemaPlugin } from 'rxdb/plugins/migration-schema';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Driver } from '#main/storage/driver.ts';
import { openSqliteFile } from '#main/storage/open-sqlite-file.ts';
import { getRxStorageSqlite, type RxStorageSqliteOptions } from '#main/storage/rx-storage-sqlite.ts';
import { StorageError } from '#main/storage/storage-error.ts';
import { faultDriver } from './fault-driver.ts';
import { driverCases, newDirectory, uniqueName } from './storages.ts';

addRxPlugin(RxDBMigrationSchemaPlugin);

type Entry = { id: string; text: string };
const schema = (version: number): RxJsonSchema<Entry> => ({
  version,
  primaryKey: 'id',
  type: 'object',
  properties: { id: { type: 'string', maxLength: 20 }, text: { type: 'string' } },
  required: ['id', 'text'],
});

/** RxDB leaves some of what its migration is refused to nobody; anything else still fails the run. */
const others = process.listeners('unhandledRejection');
const onRejection = (reason: unknown, promise: Promise<unknown>) => {
  if (reason instanceof StorageError && reason.code === 'io') return;
  for (const listener of others) listener.call(process, reason, promise);
};
beforeAll(() => {
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', onRejection);
});
afterAll(() => {
  process.off('unhandledRejection', onRejection);
  for (const listener of others) process.on('unhandledRejection', listener);
});

/** RxDB's migration never settles then, and neither does closing its database: nothing here waits for either. */
describe.each(driverCases)('a schema migration that is refused something on $name', ({ driver, key }) => {
  async function migrate(
    used: Driver,
    options: Omit<RxStorageSqliteOptions, 'file'>,
    beforeMigration: () => void = () => undefined,
  ): Promise<{ migrationErrors: StorageError[]; fileErrors: StorageError[]; end: () => void }> {
    const directory = newDirectory();
    const path = join(directory, 'station.db');
    const name = uniqueName();
    const [migrationErrors, fileErrors]: [StorageError[], StorageError[]] = [[], []];
    const open = async (): Promise<[RxDatabase, () => void]> => {
      const file = openSqliteFile({ path, driver: used, key, onFailed: (error) => fileErrors.push(error) });
      const onMigrationFailed = (error: StorageError) => void migrationErrors.push(error);
      const storage = getRxStorageSqlite({ file, onMigrationFailed, ...options });
      const database = await createRxDatabase({ name, storage, multiInstance: false });
      return [database, () => file.close()];
    };
    const [first, closeFirst] = await open();
    const { entries } = await first.addCollections({ entries: { schema: schema(0) } });
    await entries?.bulkInsert(Array.from({ length: 30 }, (_, index) => ({ id: `e${index}`, text: 'oi' })));
    await first.close();
    closeFirst();
    expect(migrationErrors).toEqual([]);

    const [second, closeSecond] = await open();
    const migrationStrategies = {
      1: (entry: Entry) => {
        beforeMigration();
        return entry;
      },
    };
    const adding = second.addCollections({ entries: { schema: schema(1), migrationStrategies } });
    // Where RxDB should learn to reject one day, that is no failure of this test.
    adding.catch(() => undefined);
    const end = () => {
      closeSecond();
      rmSync(directory, { recursive: true });
    };
    return { migrationErrors, fileErrors, end };
  }

  it('is told when a write hook refuses the new documents', async () => {
    const refusal = new Error('refused');
    const hooks = {
      entries: (_changes: unknown, _file: unknown, { schemaVersion }: { schemaVersion: number }) => {
        if (schemaVersion === 1) throw refusal;
        return undefined;
      },
    };
    const { migrationErrors, fileErrors, end } = await migrate(driver, { hooks });
    await vi.waitFor(() => expect(migrationErrors).toHaveLength(1), { timeout: 10_000 });
    expect(migrationErrors[0]).toMatchObject({ code: 'migration-failed', cause: refusal, stops: false });
    expect(fileErrors).toEqual([]);
    end();
  });

  it('is told once, besides what stopped the file, when the disk refuses the writes', async () => {
    const faulty = faultDriver(driver);
    const { migrationErrors, fileErrors, end } = await migrate(faulty, {}, () =>
      faulty.arm({ nth: 1, sticky: true, when: 'before', result: 'SQLITE_IOERR' }),
    );
    await vi.waitFor(() => expect(migrationErrors).toHaveLength(1), { timeout: 10_000 });
    expect(migrationErrors[0]).toMatchObject({ code: 'migration-failed', cause: { code: 'io' } });
    expect(fileErrors).toMatchObject([{ code: 'io' }]);
    faulty.disarm();
    end();
  });
});
