import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteFile } from '#main/storage/open-sqlite-file.ts';
import type { SqliteFile } from '#main/storage/sqlite-file.ts';
import { faultDriver } from './fault-driver.ts';
import { driverCases, newDirectory } from './storages.ts';

describe.each(driverCases)('a transaction in parts on $name', ({ driver, key }) => {
  let directory: string;
  let path: string;
  let file: SqliteFile;
  const add = (name: string) => file.prepare('INSERT INTO item VALUES (?)').run(name);
  const names = () => file.pluck<string>('SELECT name FROM item ORDER BY name').all();
  /** What another process would find after a crash at this moment. */
  const afterCrash = () => {
    const copy = join(directory, 'copy.db');
    for (const end of ['', '-wal']) copyFileSync(`${path}${end}`, `${copy}${end}`);
    const found = openSqliteFile({ path: copy, driver, key });
    const there = found.pluck<string>('SELECT name FROM item ORDER BY name').all();
    found.close();
    return there;
  };

  beforeEach(() => {
    directory = newDirectory();
    path = join(directory, 'station.db');
    file = openSqliteFile({ path, driver, key });
    file.exec('CREATE TABLE item(name TEXT UNIQUE)');
  });
  afterEach(() => {
    file.close();
    rmSync(directory, { recursive: true, force: true });
  });

  it('is read at once, told and durable after its commit, and gone after a crash before it', () => {
    const told: string[] = [];
    file.part(() => {
      add('a');
      file.afterCommit(() => told.push('a'));
    });
    file.part(() => add('b'));
    expect([names(), told, file.inTransaction, afterCrash()]).toEqual([['a', 'b'], [], false, []]);
    file.commitParts();
    expect([told, afterCrash(), file.partsLost]).toEqual([['a'], ['a', 'b'], 0]);
    file.commitParts();
    expect(told).toEqual(['a']);
  });

  it('is committed before anybody else writes, who can fail alone', () => {
    file.part(() => add('a'));
    expect(() =>
      file.transaction(() => {
        add('mine');
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(afterCrash()).toEqual(['a']);
    file.part(() => add('b'));
    add('by itself');
    expect(afterCrash()).toEqual(['a', 'b', 'by itself']);
    file.part(() => add('c'));
    file.setMeta('name', 'value');
    file.part(() => add('d'));
    file.backupTo(join(directory, 'backup.db'));
    file.part(() => add('e'));
    file.close();
    file = openSqliteFile({ path, driver, key });
    expect(names()).toEqual(['a', 'b', 'by itself', 'c', 'd', 'e']);
  });

  it('takes all parts back when one throws; an inner transaction can fail alone', () => {
    const told: string[] = [];
    file.part(() => {
      add('a');
      file.afterCommit(() => told.push('a'));
    });
    file.part(() => {
      expect(() =>
        file.transaction(() => {
          add('inner');
          throw new Error('inner');
        }),
      ).toThrow('inner');
    });
    expect(names()).toEqual(['a']);
    expect(() =>
      file.part(() => {
        add('b');
        throw new Error('part');
      }),
    ).toThrow('part');
    expect([names(), file.partsLost]).toEqual([[], 1]);
    file.part(() => add('c'));
    file.commitParts();
    expect([afterCrash(), told, file.partsLost]).toEqual([['c'], [], 1]);
  });

  it('is lost, and says so, when it cannot be committed', () => {
    file.close();
    const fault = faultDriver(driver);
    file = openSqliteFile({ path, driver: fault, key });
    file.part(() => add('a'));
    fault.arm({ nth: 1, result: 'SQLITE_IOERR', when: 'before' });
    expect(() => file.commitParts()).toThrow(expect.objectContaining({ code: 'io' }));
    expect([file.partsLost, file.failed?.code]).toEqual([1, 'io']);
    fault.disarm();
    file.close();
    file = openSqliteFile({ path, driver, key });
    expect(names()).toEqual([]);
  });
});
