import { copyFileSync, existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openSqliteFile } from '#main/storage/open-sqlite-file.ts';
import type { SqliteFile } from '#main/storage/sqlite-file.ts';
import { faultDriver } from './fault-driver.ts';
import { driverCases, newDirectory } from './storages.ts';

describe.each(driverCases)('SqliteFile on $name', ({ driver, key }) => {
  let directory: string;
  let path: string;
  let file: SqliteFile;
  const open = () => openSqliteFile({ path, driver, key });
  const count = () => file.pluck<number>('SELECT count(*) FROM item').get();
  const add = (name: string) => file.prepare('INSERT INTO item VALUES (?)').run(name);

  beforeEach(() => {
    directory = newDirectory();
    path = join(directory, 'station.db');
    file = open();
    file.exec('CREATE TABLE item(name TEXT UNIQUE)');
  });

  afterEach(() => {
    file.close();
    rmSync(directory, { recursive: true, force: true });
  });

  it('is tuned as promised: WAL, every commit synced, exclusive, temporary tables in memory', () => {
    const pragma = (name: string) => file.pluck<string | number>(`PRAGMA ${name}`).get();
    expect(pragma('journal_mode')).toBe('wal');
    expect(pragma('synchronous')).toBe(2);
    expect(pragma('locking_mode')).toBe('exclusive');
    expect(pragma('temp_store')).toBe(2);
    expect(pragma('cache_size')).toBeLessThanOrEqual(-16 * 1024);
  });

  it('never makes a shared-memory file, not when it opens an existing one either', () => {
    add('a');
    expect(existsSync(`${path}-shm`)).toBe(false);
    file.close();
    file = open();
    expect(count()).toBe(1);
    expect(existsSync(`${path}-shm`)).toBe(false);
  });

  it.skipIf(process.platform === 'win32')('makes files that only their owner can read', () => {
    add('a');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(`${path}-wal`).mode & 0o777).toBe(0o600);
  });

  describe('the log', () => {
    const log = () => (file.prepare('PRAGMA wal_checkpoint(NOOP)').get() as { log: number }).log;
    const grow = () => file.transaction(() => add(`${'x'.repeat(2_300_000)}${Math.random()}`));

    it('is moved into the file when it has grown, and is invalid from then on', () => {
      grow();
      const grown = log();
      expect(grown).toBeGreaterThan(1000);
      const header = () => readFileSync(`${path}-wal`).subarray(0, 32);
      const before = header();
      file.transaction(() => {
        // Not only from this transaction's commit on.
        expect(header().equals(before)).toBe(false);
        add('a');
      });
      expect(log()).toBeLessThan(20);
      // A crash now replays the new, short log over the moved pages.
      const crashed = join(directory, 'crashed.db');
      for (const suffix of ['', '-wal']) copyFileSync(path + suffix, crashed + suffix);
      const again = openSqliteFile({ path: crashed, driver, key, checkAfterUncleanStop: true });
      expect([again.logDamage, again.pluck('SELECT count(*) FROM item').get()]).toEqual([undefined, 2]);
      again.close();
    });

    it('that a full disk keeps from being moved goes on growing; nothing is refused for it', () => {
      const faulty = faultDriver(driver);
      file.close();
      file = openSqliteFile({ path, driver: faulty, key });
      faulty.failOn(/RESTART/, 'SQLITE_FULL');
      grow();
      file.transaction(() => add('a'));
      grow();
      file.transaction(() => add('b'));
      expect([count(), file.failed]).toEqual([4, undefined]);
      expect(log()).toBeGreaterThan(2000);
      faulty.disarm();
      grow();
      file.transaction(() => add('c'));
      expect(log()).toBeLessThan(20);
    });

    it('that cannot be moved for an I/O error stops the file before the next write', () => {
      const faulty = faultDriver(driver);
      file.close();
      file = openSqliteFile({ path, driver: faulty, key });
      faulty.failOn(/RESTART/, 'SQLITE_IOERR');
      grow();
      expect(() => file.transaction(() => add('a'))).toThrow(expect.objectContaining({ code: 'io' }));
      expect(file.failed?.code).toBe('io');
      faulty.disarm();
      file.close();
      file = open();
      expect(count()).toBe(1);
    });
  });

  it('stores and returns text, numbers, bytes and null', () => {
    const row = file.prepare('SELECT ? AS text, ? AS number, ? AS bytes, ? AS absent');
    const got = row.get('a\u0000é😀', 1.5, new Uint8Array([0, 255]), null) as Record<string, unknown>;
    expect({ ...got, bytes: [...(got.bytes as Uint8Array)] }).toEqual({
      text: 'a\u0000é😀',
      number: 1.5,
      bytes: [0, 255],
      absent: null,
    });
  });

  it('has full-text search that ignores accents', () => {
    file.exec(`CREATE VIRTUAL TABLE words USING fts5(body, tokenize = "unicode61 remove_diacritics 2")`);
    file.prepare('INSERT INTO words VALUES (?)').run('ligação concluída');
    expect(file.pluck('SELECT count(*) FROM words WHERE words MATCH ?').get('ligacao')).toBe(1);
  });

  describe('transaction', () => {
    it('commits all or nothing', () => {
      file.transaction(() => [add('a'), add('b')]);
      expect(() =>
        file.transaction(() => {
          add('c');
          throw new Error('no');
        }),
      ).toThrow('no');
      expect(count()).toBe(2);
    });

    it('nests: an inner one can fail alone', () => {
      file.transaction(() => {
        add('a');
        expect(() =>
          file.transaction(() => {
            add('b');
            add('b');
          }),
        ).toThrow(expect.objectContaining({ code: 'sql' }));
        add('c');
      });
      expect(file.pluck('SELECT name FROM item ORDER BY name').all()).toEqual(['a', 'c']);
    });

    it('refuses asynchronous work and rolls it back', () => {
      expect(() => file.transaction(async () => add('a'))).toThrow(expect.objectContaining({ code: 'misuse' }));
      expect(count()).toBe(0);
    });

    it('runs callbacks after the outermost commit, in order, and not those of what was rolled back', () => {
      const calls: string[] = [];
      file.transaction(() => {
        file.afterCommit(() => calls.push(`first, in transaction: ${file.inTransaction}`));
        file.transaction(() => file.afterCommit(() => calls.push('inner')));
        try {
          file.transaction(() => {
            file.afterCommit(() => calls.push('never'));
            throw new Error('no');
          });
        } catch {
          calls.push('still inside');
        }
      });
      file.afterCommit(() => calls.push('at once'));
      expect(calls).toEqual(['still inside', 'first, in transaction: false', 'inner', 'at once']);
    });
  });

  it('numbers on over reopening and rollbacks, never the same number again', () => {
    const numbers = [file.nextSequence(), file.nextSequence()];
    try {
      file.transaction(() => {
        for (let index = 0; index < 3000; index++) numbers.push(file.nextSequence());
        throw new Error('no');
      });
    } catch {
      numbers.push(file.nextSequence());
    }
    file.close();
    file = open();
    numbers.push(file.nextSequence());
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
  });

  it('keeps small values by name', () => {
    expect(file.getMeta('projection')).toBeUndefined();
    file.setMeta('projection', '1');
    file.setMeta('projection', '2');
    file.close();
    file = open();
    expect(file.getMeta('projection')).toBe('2');
  });

  it('leaves one file behind when closed, and says afterwards that it is closed', () => {
    add('a');
    file.close();
    file.close();
    expect(existsSync(`${path}-wal`)).toBe(false);
    expect(() => count()).toThrow(expect.objectContaining({ code: 'closed' }));
    file = open();
    expect(file.recovered).toBe(false);
    expect(count()).toBe(1);
  });

  it('reports a defect in SQL without stopping', () => {
    expect(() => file.prepare('SELECT nonsense FROM nowhere')).toThrow(expect.objectContaining({ code: 'sql' }));
    add('a');
    expect(() => add('a')).toThrow(expect.objectContaining({ code: 'sql' }));
    expect(file.failed).toBeUndefined();
    expect(count()).toBe(1);
  });

  it('backs up to a verified copy that opens with the same key, and never over another file', () => {
    const target = join(directory, 'copy.db');
    add('a');
    file.backupTo(target);
    add('b');
    expect(() => file.backupTo(target)).toThrow(expect.objectContaining({ code: 'misuse' }));
    const copy = openSqliteFile({ path: target, driver, key });
    expect(copy.pluck('SELECT name FROM item').all()).toEqual(['a']);
    expect(copy.quickCheck()).toEqual({ ok: true });
    expect(copy.encrypted).toBe(key !== undefined);
    copy.close();
    expect(existsSync(`${target}.part`)).toBe(false);
  });

  it.runIf(key)('writes nothing readable to the disk: file, log and backup', () => {
    const secret = 'CPF 123.456.789-09';
    file.transaction(() => {
      for (let index = 0; index < 500; index++) add(`${secret} ${index}`);
    });
    const target = join(directory, 'copy.db');
    file.backupTo(target);
    for (const written of [path, `${path}-wal`, target]) {
      expect(readFileSync(written).includes(secret.slice(0, 8))).toBe(false);
    }
    file.close();
    expect(readFileSync(path).includes(secret.slice(0, 8))).toBe(false);
  });

  it('shows an error of an after-commit callback as uncaught, with the write kept', async () => {
    const uncaught = vi.fn();
    const listeners = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException');
    process.on('uncaughtException', uncaught);
    try {
      file.transaction(() => {
        add('a');
        file.afterCommit(() => {
          throw new Error('callback');
        });
      });
      await vi.waitFor(() => expect(uncaught).toHaveBeenCalledOnce());
    } finally {
      process.removeAllListeners('uncaughtException');
      for (const listener of listeners) process.on('uncaughtException', listener);
    }
    expect(count()).toBe(1);
  });
});
