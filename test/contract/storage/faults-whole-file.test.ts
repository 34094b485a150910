/** The Nth call fails, for every N, of what changes or copies the whole file: backup, table rebuild, schema migration. */
import { execFile } from 'node:child_process';
import { copyFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteFile } from '#main/storage/open-sqlite-file.ts';
import { fillFirstVersion, migrated, migrationComplaint } from '../../torture/migration.ts';
import { keyNumber } from '../../torture/profile.ts';
import { createInstance, fullSchema, note, noteSchema, rows } from './documents.ts';
import { type Fault, type FaultDriver, faultDriver } from './fault-driver.ts';
import { asStorage, driverCases, newDirectory } from './storages.ts';

const codes: Record<string, string> = { SQLITE_IOERR: 'io', SQLITE_FULL: 'full', SQLITE_CORRUPT: 'corrupt' };
const faults: (Fault & { disk: 'well again' | 'dead' })[] = [
  { result: 'SQLITE_IOERR', when: 'before', disk: 'dead' },
  { result: 'SQLITE_IOERR', when: 'after', disk: 'well again' },
  { result: 'SQLITE_FULL', when: 'before', disk: 'well again' },
  { result: 'SQLITE_CORRUPT', when: 'before', disk: 'well again' },
];
const MIGRATED = 12;

describe.each(driverCases)('faults of the whole file on $name', ({ driver, key }) => {
  let directory: string;
  let path: string;
  let faulty: FaultDriver;

  beforeEach(() => {
    directory = newDirectory();
    path = join(directory, 'station.db');
    faulty = faultDriver(driver);
  });

  afterEach(() => rmSync(directory, { recursive: true }));

  const open = (withDriver = driver) => openSqliteFile({ path, driver: withDriver, key });

  it.each(faults)(
    '$result $when each call of a backup (disk $disk) leaves no target and the file usable',
    async (fault) => {
      const file = open(faulty);
      const instance = await createInstance(asStorage(file), { databaseName: 'db' });
      await instance.bulkWrite(rows(note('a')), 'ctx');
      faulty.arm({ ...fault, nth: 0 });
      file.backupTo(join(directory, 'clean.db'));
      const { calls } = faulty;
      expect(calls).toBeGreaterThanOrEqual(2);
      const stopped = () => file.failed;
      for (let nth = 1; nth <= calls && !stopped(); nth++) {
        faulty.arm({ ...fault, nth, sticky: fault.disk === 'dead' });
        const code = codes[fault.result];
        expect(() => file.backupTo(join(directory, 'target.db'))).toThrow(
          expect.objectContaining({ name: 'StorageError', code }),
        );
        faulty.disarm();
        expect(readdirSync(directory).filter((name) => name.startsWith('target'))).toEqual([]);
        // Damage met while copying may be this file's own.
        expect(stopped()?.code).toBe(fault.result === 'SQLITE_CORRUPT' ? 'corrupt' : undefined);
        if (!stopped()) await instance.bulkWrite(rows(note(`after ${nth}`)), 'ctx');
      }
      file.close();
      const again = open();
      expect(again.quickCheck()).toEqual({ ok: true });
      again.close();
    },
  );

  it.each(faults)(
    '$result $when each call of a rebuild of tables (disk $disk) leaves the old or the new ones',
    async (fault) => {
      const ids = Array.from({ length: 30 }, (_, index) => `n${index}`);
      const template = join(directory, 'template.db');
      const first = openSqliteFile({ path: template, driver, key });
      const old = await createInstance(asStorage(first), { databaseName: 'db' });
      await old.bulkWrite(rows(...ids.map((id, rank) => note(id, { rank }))), 'ctx');
      first.close();
      const schema = fullSchema({ ...noteSchema, indexes: ['text', 'author.name'] });
      const run = async (nth: number) => {
        copyFileSync(template, path);
        const file = open(faulty);
        faulty.arm({ ...fault, nth, sticky: nth > 0 && fault.disk === 'dead' });
        const outcome = await createInstance(asStorage(file), { databaseName: 'db', schema }).then(
          () => 'done',
          (error: { code?: string }) => error.code,
        );
        const { calls } = faulty;
        faulty.disarm();
        file.close();
        const again = open();
        const instance = await createInstance(asStorage(again), { databaseName: 'db', schema });
        expect((await instance.findDocumentsById(ids, true)).map(({ rank }) => rank)).toEqual(
          ids.map((_, rank) => rank),
        );
        expect(again.quickCheck()).toEqual({ ok: true });
        again.close();
        return { outcome, calls };
      };
      const { calls } = await run(0);
      expect(calls).toBeGreaterThan(40);
      for (let nth = 1; nth <= calls; nth++) expect((await run(nth)).outcome).toBe(codes[fault.result]);
    },
  );

  it('a fault at any of twelve calls spread over a schema migration: taken up again, nothing lost', async () => {
    const template = join(directory, 'template.db');
    const migrationKey = key && keyNumber(0);
    const first = openSqliteFile({ path: template, driver, key: migrationKey });
    await fillFirstVersion(first, MIGRATED);
    first.close();
    const run = async (nth: number, { result, when }: Fault) => {
      copyFileSync(template, path);
      rmSync(`${path}-wal`, { force: true });
      const output = await migrateWithFault([path, key ? 'encrypted' : 'plain', result, when, String(nth)]);
      const file = openSqliteFile({ path, driver, key: migrationKey, checkAfterUncleanStop: true });
      const database = await migrated(file);
      expect({ nth, complaint: await migrationComplaint(database, MIGRATED) }).toEqual({ nth, complaint: undefined });
      await database.close();
      file.close();
      return output;
    };
    const [fault] = faults;
    const calls = Number(/^calls (\d+)$/.exec(await run(0, fault as Fault))?.[1]);
    expect(calls).toBeGreaterThan(50);
    for (let at = 1; at <= 12; at++) {
      const chosen = faults[at % faults.length] as Fault;
      expect(await run(Math.ceil((at * calls) / 12), chosen)).toBe(codes[chosen.result]);
    }
  }, 60_000);
});

async function migrateWithFault(args: string[]): Promise<string> {
  const program = join(import.meta.dirname, '../../torture/migrate-with-fault.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...args], { timeout: 20_000 });
  return stdout;
}
