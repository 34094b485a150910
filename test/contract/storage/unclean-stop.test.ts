import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteFile } from '#main/storage/open-sqlite-file.ts';
import type { StorageError } from '#main/storage/storage-error.ts';
import { faultDriver } from './fault-driver.ts';
import { driverCases, newDirectory } from './storages.ts';

describe.each(driverCases)('after an unclean stop on $name', ({ driver, key }) => {
  let directory: string;
  let path: string;
  let crashed: string;

  beforeEach(() => {
    directory = newDirectory();
    path = join(directory, 'station.db');
    crashed = join(directory, 'crashed.db');
    const file = openSqliteFile({ path, driver, key });
    file.exec('CREATE TABLE t(x, y UNIQUE)');
    file.transaction(() => {
      for (let index = 0; index < 500; index++) file.prepare('INSERT INTO t VALUES (?, ?)').run('á'.repeat(100), index);
    });
    file.pluck('PRAGMA wal_checkpoint(TRUNCATE)').get();
    file.prepare('INSERT INTO t VALUES (?, ?)').run('last', 1000);
    // What a kill at this moment would leave.
    for (const suffix of ['', '-wal']) copyFileSync(path + suffix, crashed + suffix);
    file.close();
  });

  afterEach(() => rmSync(directory, { recursive: true }));

  const open = (place: string, withDriver = driver) =>
    openSqliteFile({ path: place, driver: withDriver, key, checkAfterUncleanStop: true });
  const damage = (place: string) => {
    const bytes = readFileSync(place);
    // A table page; a structural field of it, so that the plain file's check can see it too.
    bytes.fill(0xff, 3 * 4096, 3 * 4096 + 8);
    writeFileSync(place, bytes);
  };
  const refusal = (place: string, withDriver = driver): StorageError => {
    try {
      open(place, withDriver).close();
    } catch (error) {
      return error as StorageError;
    }
    throw new Error('it opened');
  };

  it('opens a whole file and says that it was left open', () => {
    const file = open(crashed);
    expect([file.recovered, file.pluck('SELECT count(*) FROM t').get()]).toEqual([true, 501]);
    file.close();
  });

  it('says so also when the log was still empty', () => {
    writeFileSync(`${path}-wal`, '');
    const file = open(path);
    expect(file.recovered).toBe(true);
    file.close();
    const again = open(path);
    expect(again.recovered).toBe(false);
    again.close();
  });

  it('refuses a damaged file as corrupt, with what was found, and keeps its log', () => {
    damage(crashed);
    const log = readFileSync(`${crashed}-wal`);
    const { code, problems } = refusal(crashed);
    expect(code).toBe('corrupt');
    expect(problems.length).toBeGreaterThan(0);
    expect(readFileSync(`${crashed}-wal`).equals(log)).toBe(true);
    expect(readdirSync(directory).sort()).toEqual(['crashed.db', 'crashed.db-wal', 'station.db']);
    // Still the same answer at the next try.
    expect(refusal(crashed).code).toBe('corrupt');
  });

  it('does not check a file that was closed well, and not unless asked', () => {
    damage(path);
    open(path).close();
    damage(crashed);
    const unchecked = openSqliteFile({ path: crashed, driver, key });
    expect(unchecked.quickCheck()).toMatchObject({ ok: false });
    unchecked.close();
  });

  it.each([
    ['SQLITE_IOERR', 'io'],
    ['SQLITE_FULL', 'full'],
    ['SQLITE_BUSY', 'locked'],
    ['SQLITE_NOMEM', 'memory'],
  ])('tells %s during the check from damage', (result, code) => {
    const faulty = faultDriver(driver);
    faulty.failOn(/quick_check/, result);
    expect(refusal(crashed, faulty)).toMatchObject({ code, problems: [] });
    faulty.disarm();
    open(crashed, faulty).close();
  });

  it('tells a page that the disk refused from a damaged one, which SQLite words alike', () => {
    const faulty = faultDriver(driver);
    faulty.answer(/quick_check/, ['Tree 2 page 3: unable to get the page. error code=266']);
    expect(refusal(crashed, faulty).code).toBe('io');
    faulty.answer(/quick_check/, ['Tree 2 page 3: unable to get the page. error code=11']);
    expect(refusal(crashed, faulty).code).toBe('corrupt');
  });
});
