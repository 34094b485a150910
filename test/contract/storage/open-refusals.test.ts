import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { betterSqlite3Driver } from '#main/storage/drivers/better-sqlite3.ts';
import { nodeSqliteDriver } from '#main/storage/drivers/node-sqlite.ts';
import { FORMAT_VERSION, openSqliteFile } from '#main/storage/open-sqlite-file.ts';
import { StorageError } from '#main/storage/storage-error.ts';
import { driverCases, newDirectory, testKey } from './storages.ts';

const otherKey = new Uint8Array(32).fill(9);
const refusal = (code: string) => expect.objectContaining({ name: 'StorageError', code });

let directory: string;
let path: string;

beforeEach(() => {
  // On a real disk: an immutable file cannot be had everywhere in memory.
  directory = newDirectory({ real: true });
  path = join(directory, 'station.db');
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe.each(driverCases)('opening on $name', ({ driver, key }) => {
  const open = () => openSqliteFile({ path, driver, key, busyTimeoutMs: 0 });

  it.each([
    ['a text', 'isto não é um banco de dados\n'.repeat(500)],
    ['a short text', 'oi'],
    ['zeros', '\0'.repeat(8192)],
  ])('refuses %s as not a database and leaves it alone', (_what, content) => {
    writeFileSync(path, content);
    expect(open).toThrow(refusal('not-a-database'));
    expect(readFileSync(path, 'utf8')).toBe(content);
  });

  it('refuses a file of a newer engine', () => {
    const file = open();
    file.exec(`PRAGMA user_version = ${FORMAT_VERSION + 1}`);
    file.close();
    expect(open).toThrow(refusal('newer-version'));
  });

  it('refuses a directory and a missing directory', () => {
    mkdirSync(path);
    expect(open).toThrow(refusal('cannot-open'));
    expect(() => openSqliteFile({ path: join(directory, 'none', 'x.db'), driver, key })).toThrow(
      refusal('cannot-open'),
    );
  });

  it('refuses a file that another process has open, and takes it when that process is killed', async () => {
    const holder = spawn(process.execPath, [
      join(import.meta.dirname, 'hold-file.ts'),
      path,
      key ? 'encrypted' : 'plain',
    ]);
    try {
      await new Promise((resolve, reject) => {
        holder.stdout.once('data', resolve);
        holder.once('exit', reject);
      });
      expect(open).toThrow(refusal('locked'));
      const gone = new Promise((resolve) => holder.once('exit', resolve));
      holder.kill('SIGKILL');
      await gone;
      const file = open();
      expect(file.pluck('SELECT count(*) FROM held').get()).toBe(1);
      expect(file.recovered).toBe(true);
      file.close();
    } finally {
      holder.kill('SIGKILL');
    }
  });
});

describe('opening with and without a key', () => {
  const driver = betterSqlite3Driver();
  const make = (key?: Uint8Array) => {
    const file = openSqliteFile({ path, driver, key });
    file.exec('CREATE TABLE t(x)');
    file.close();
  };

  it('tells a wrong key, and the right one still opens afterwards', () => {
    make(testKey);
    expect(() => openSqliteFile({ path, driver, key: otherKey })).toThrow(refusal('wrong-key'));
    openSqliteFile({ path, driver, key: testKey }).close();
  });

  it('does not touch the log of a killed process when the key is wrong', () => {
    const file = openSqliteFile({ path, driver, key: testKey });
    file.exec('CREATE TABLE t(x)');
    for (let index = 0; index < 50; index++) file.prepare('INSERT INTO t VALUES (?)').run(index);
    const crashed = join(directory, 'crashed.db');
    for (const suffix of ['', '-wal']) copyFileSync(path + suffix, crashed + suffix);
    file.close();
    const before = ['', '-wal'].map((suffix) => readFileSync(crashed + suffix));
    expect(() => openSqliteFile({ path: crashed, driver, key: otherKey })).toThrow(refusal('wrong-key'));
    expect(
      ['', '-wal'].map((suffix) => readFileSync(crashed + suffix).equals(before.shift() ?? Buffer.alloc(0))),
    ).toEqual([true, true]);
    const again = openSqliteFile({ path: crashed, driver, key: testKey });
    expect(again.recovered).toBe(true);
    expect(again.pluck('SELECT count(*) FROM t').get()).toBe(50);
    again.close();
  });

  it('tells a plain file from an encrypted one in both directions', () => {
    make();
    expect(() => openSqliteFile({ path, driver, key: testKey })).toThrow(refusal('not-encrypted'));
    rmSync(path);
    make(testKey);
    expect(() => openSqliteFile({ path, driver })).toThrow(refusal('key-required'));
    expect(() => openSqliteFile({ path, driver: nodeSqliteDriver() })).toThrow(refusal('key-required'));
  });

  it('refuses a key of another length, and a key for a driver that cannot encrypt', () => {
    expect(() => openSqliteFile({ path, driver, key: new Uint8Array(16) })).toThrow(refusal('misuse'));
    expect(() => openSqliteFile({ path, driver: nodeSqliteDriver(), key: testKey })).toThrow(refusal('misuse'));
  });

  it('refuses the database of another application', () => {
    const foreign = new DatabaseSync(path);
    foreign.exec('CREATE TABLE theirs(x)');
    foreign.close();
    expect(() => openSqliteFile({ path, driver })).toThrow(refusal('foreign-file'));
  });

  it('opens a file that exists but is empty', () => {
    writeFileSync(path, '');
    make(testKey);
  });

  it('names a flipped bit anywhere in an encrypted file, never a silent wrong value', () => {
    const file = openSqliteFile({ path, driver, key: testKey });
    file.exec('CREATE TABLE t(x)');
    file.transaction(() => {
      for (let index = 0; index < 400; index++) file.prepare('INSERT INTO t VALUES (?)').run('á'.repeat(100));
    });
    file.close();
    const good = readFileSync(path);
    for (let round = 0; round < 40; round++) {
      const bad = Buffer.from(good);
      // Spread over the pages; byte 4097 on, since the first page is the wrong-key case.
      const position = 4097 + ((round * 7919 * 4099) % (good.length - 4097));
      bad[position] = (bad[position] ?? 0) ^ (1 << (round % 8));
      writeFileSync(path, bad);
      expect(verdict(path), `byte ${position}`).toMatch(/corrupt|unable to get the page/);
    }
  });

  it('refuses what it cannot write', ({ skip }) => {
    make(testKey);
    // A user who may write everything (root) still cannot write an immutable file; where that flag is not to be had
    // the ordinary permission shows it.
    const immutable = tryToFreeze(path);
    skip(!immutable && process.getuid?.() === 0, 'root may write everything here');
    try {
      expect(() => openSqliteFile({ path, driver, key: testKey })).toThrow(refusal('read-only'));
    } finally {
      if (immutable) execFileSync('chattr', ['-i', path]);
      else execFileSync('chmod', ['600', path]);
    }
  });
});

/** What opening and checking a file says about it. */
function verdict(path: string): string {
  try {
    const file = openSqliteFile({ path, driver: betterSqlite3Driver(), key: testKey });
    const check = file.quickCheck();
    file.close();
    return check.ok ? 'ok' : check.problems.join('; ');
  } catch (error) {
    return error instanceof StorageError ? error.code : String(error);
  }
}

function tryToFreeze(path: string): boolean {
  try {
    execFileSync('chattr', ['+i', path], { stdio: 'ignore' });
    return true;
  } catch {
    execFileSync('chmod', ['400', path]);
    return false;
  }
}
