import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { betterSqlite3Driver } from '#main/storage/drivers/better-sqlite3.ts';
import { nodeSqliteDriver } from '#main/storage/drivers/node-sqlite.ts';
import { openSqliteFile, openWithOneOf } from '#main/storage/open-sqlite-file.ts';
import { changed, createInstance, note, rows } from './documents.ts';
import { type Fault, faultDriver } from './fault-driver.ts';
import { asStorage, newDirectory, testKey } from './storages.ts';

const newKey = new Uint8Array(32).fill(77);
const refusal = (code: string) => expect.objectContaining({ name: 'StorageError', code });

describe('rekey', () => {
  const driver = betterSqlite3Driver();
  let directory: string;
  let path: string;

  beforeEach(() => {
    directory = newDirectory();
    path = join(directory, 'station.db');
  });

  afterEach(() => rmSync(directory, { recursive: true }));

  it('gives the open file another key; storages and statements on it go on', async () => {
    const file = openSqliteFile({ path, driver, key: testKey });
    const instance = await createInstance(asStorage(file), { databaseName: 'db' });
    await instance.bulkWrite(rows(note('a'), note('b')), 'ctx');
    const kept = file.pluck<number>('SELECT count(*) FROM _rx_1');
    const before = file.nextSequence();
    file.rekey(newKey);
    expect(kept.get()).toBe(2);
    await instance.bulkWrite([...rows(note('c')), changed(note('a'), { rank: 9 })], 'ctx');
    expect(file.nextSequence()).toBeGreaterThan(before);
    expect(file.pluck('PRAGMA journal_mode').get()).toBe('wal');
    file.close();

    expect(() => openSqliteFile({ path, driver, key: testKey })).toThrow(refusal('wrong-key'));
    const again = openSqliteFile({ path, driver, key: newKey, checkAfterUncleanStop: true });
    expect(again.recovered).toBe(false);
    const reader = await createInstance(asStorage(again), { databaseName: 'db' });
    expect(await reader.findDocumentsById(['a', 'b', 'c'], true)).toMatchObject([
      { rank: 9 },
      { rank: 1 },
      { id: 'c' },
    ]);
    again.close();
    expect(existsSync(`${path}.rekey`)).toBe(false);
  });

  it('can be done again and again, also on a file that was just opened', () => {
    for (let round = 1; round <= 4; round++) {
      const key = new Uint8Array(32).fill(round);
      const file = openSqliteFile({ path, driver, key });
      file.exec(`CREATE TABLE t${round}(x)`);
      file.rekey(new Uint8Array(32).fill(round + 100));
      file.rekey(new Uint8Array(32).fill(round + 1));
      file.close();
    }
    const file = openSqliteFile({ path, driver, key: new Uint8Array(32).fill(5) });
    expect(file.pluck(`SELECT count(*) FROM sqlite_schema WHERE name LIKE 't_'`).get()).toBe(4);
    file.close();
  });

  it('leaves nothing under the old key and nothing readable', () => {
    const file = openSqliteFile({ path, driver, key: testKey });
    file.exec('CREATE TABLE t(x)');
    file.prepare('INSERT INTO t VALUES (?)').run('CPF 123.456.789-09'.repeat(300));
    const before = readFileSync(path);
    file.rekey(newKey);
    const after = readFileSync(path);
    expect(after.includes('CPF 123')).toBe(false);
    expect(after.subarray(4096, 8192).equals(before.subarray(4096, 8192))).toBe(false);
    file.close();
  });

  it('refuses plain files, files in memory, keys of another length, and a transaction under way', () => {
    const plain = openSqliteFile({ path, driver: nodeSqliteDriver() });
    expect(() => plain.rekey(newKey)).toThrow(refusal('misuse'));
    plain.close();
    rmSync(path);
    const file = openSqliteFile({ path, driver, key: testKey });
    expect(() => file.rekey(new Uint8Array(16))).toThrow(refusal('misuse'));
    expect(() => file.transaction(() => file.rekey(newKey))).toThrow(refusal('misuse'));
    expect(file.failed).toBeUndefined();
    file.close();
    const memory = openSqliteFile({ path: ':memory:', driver });
    expect(() => memory.rekey(newKey)).toThrow(refusal('misuse'));
    memory.close();
  });

  it('removes what a process killed while copying left behind', () => {
    openSqliteFile({ path, driver, key: testKey }).close();
    for (const suffix of ['', '-journal']) writeFileSync(`${path}.rekey${suffix}`, 'half');
    openSqliteFile({ path, driver, key: testKey }).close();
    expect(existsSync(`${path}.rekey`) || existsSync(`${path}.rekey-journal`)).toBe(false);
  });

  it('openWithOneOf finds the key that fits, and passes on every refusal but a wrong key', () => {
    openSqliteFile({ path, driver, key: testKey }).close();
    const { file, key } = openWithOneOf({ path, driver }, [newKey, testKey]);
    expect(key).toBe(testKey);
    file.close();
    expect(() => openWithOneOf({ path, driver }, [newKey])).toThrow(refusal('wrong-key'));
    expect(() => openWithOneOf({ path, driver }, [])).toThrow(refusal('misuse'));
    writeFileSync(path, 'isto não é um banco\n'.repeat(100));
    expect(() => openWithOneOf({ path, driver }, [newKey, testKey])).toThrow(refusal('not-a-database'));
  });

  it('refuses a file that is replaced between opening and locking it, and finds the new one when asked to wait', () => {
    const other = join(directory, 'other.db');
    for (const place of [path, other]) openSqliteFile({ path: place, driver, key: testKey }).close();
    let opened = 0;
    const swapping = {
      ...driver,
      open: (target: string, options: Parameters<typeof driver.open>[1]) => {
        const connection = driver.open(target, options);
        opened++;
        if (opened === 1) renameSync(other, path);
        return connection;
      },
    };
    expect(() => openSqliteFile({ path, driver: swapping, key: testKey, busyTimeoutMs: 0 })).toThrow(refusal('locked'));
    opened = 0;
    openSqliteFile({ path: other, driver, key: testKey }).close();
    openSqliteFile({ path, driver: swapping, key: testKey, busyTimeoutMs: 500 }).close();
    expect(opened).toBe(2);
  });

  const faults: (Fault & { disk: 'well again' | 'dead' })[] = [
    { result: 'SQLITE_IOERR', when: 'before', disk: 'dead' },
    { result: 'SQLITE_IOERR', when: 'before', disk: 'well again' },
    { result: 'SQLITE_IOERR', when: 'after', disk: 'well again' },
    { result: 'SQLITE_FULL', when: 'before', disk: 'dead' },
    { result: 'SQLITE_CORRUPT', when: 'before', disk: 'well again' },
  ];

  it.each(faults)(
    '$result $when each call (disk $disk) leaves a whole file under one of the two keys',
    async (fault) => {
      const faulty = faultDriver(driver);
      const run = async (nth: number) => {
        rmSync(path, { force: true });
        const file = openSqliteFile({ path, driver: faulty, key: testKey });
        const instance = await createInstance(asStorage(file), { databaseName: 'db' });
        await instance.bulkWrite(rows(note('a'), note('b')), 'ctx');
        faulty.arm({ ...fault, nth, sticky: nth > 0 && fault.disk === 'dead' });
        let outcome = 'done';
        try {
          file.rekey(newKey);
        } catch (error) {
          outcome = (error as { code: string }).code;
        }
        const { calls } = faulty;
        faulty.disarm();
        const acknowledged = ['a', 'b'];
        if (!file.failed) {
          // Refused before anything happened, or done: the file goes on, under the key that it says.
          await instance.bulkWrite(rows(note('c')), 'ctx');
          acknowledged.push('c');
        } else {
          await expect(instance.bulkWrite(rows(note('late')), 'ctx')).rejects.toBe(file.failed);
        }
        file.close();
        const { file: again, key } = openWithOneOf({ path, driver }, [newKey, testKey]);
        const reader = await createInstance(asStorage(again), { databaseName: 'db' });
        expect((await reader.findDocumentsById(['a', 'b', 'c', 'late'], true)).map(({ id }) => id)).toEqual(
          acknowledged,
        );
        expect(again.quickCheck()).toEqual({ ok: true });
        again.close();
        if (!file.failed) expect(key).toBe(outcome === 'done' ? newKey : testKey);
        return { outcome, calls };
      };
      const clean = await run(0);
      expect(clean.outcome).toBe('done');
      expect(clean.calls).toBeGreaterThan(10);
      const outcomes: string[] = [];
      for (let nth = 1; nth <= clean.calls; nth++) outcomes.push((await run(nth)).outcome);
      const codes: Record<string, string> = { SQLITE_IOERR: 'io', SQLITE_FULL: 'full', SQLITE_CORRUPT: 'corrupt' };
      expect(new Set(outcomes)).toEqual(new Set([codes[fault.result]]));
    },
  );
});
