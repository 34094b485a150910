/** The operations over a whole file: structural check, verified copies. */
import { existsSync, rmSync } from 'node:fs';
import type { Connection, Driver } from './driver.ts';
import { renameDurably, syncPath } from './durable.ts';
import { asStorageError, StorageError } from './storage-error.ts';

const MOST_PROBLEMS = 20;
/** How `quick_check` words a page that it could not read, and SQLite's result code for it. */
const UNREADABLE_PAGE = /unable to get the page\. error code=(\d+)/g;
/** Primary result codes that mean damaged content: CORRUPT and NOTADB (a page that fails its authentication). */
const DAMAGE_CODES = [11, 26];

export type CheckResult = { ok: true } | { ok: false; problems: string[] };

/**
 * Throws what is no damage: `io`, `full`, `locked`, `memory`. SQLite words a page that the disk refused like a damaged
 * one, but for its code.
 * @param ask runs a query and answers its first column
 */
export function quickCheck(ask: (sql: string) => string[], path: string): CheckResult {
  try {
    const problems = ask(`PRAGMA quick_check(${MOST_PROBLEMS})`);
    if (problems.length === 1 && problems[0] === 'ok') return { ok: true };
    const refused = problems.find((problem) =>
      [...problem.matchAll(UNREADABLE_PAGE)].some(([, code]) => !DAMAGE_CODES.includes(Number(code) & 0xff)),
    );
    if (refused !== undefined) throw new StorageError('io', { path, detail: `check: ${refused}` });
    return { ok: false, problems };
  } catch (error) {
    if (error instanceof StorageError && error.code === 'corrupt') return { ok: false, problems: [error.message] };
    throw error;
  }
}

export type CopyOptions = {
  driver: Driver;
  key: Uint8Array | undefined;
  /** The key of the copy; absent: the same. */
  newKey?: Uint8Array;
};

/** A copy, verified and synced before it gets its name; see `writeCopy`. Throws `StorageError` with the target's path. */
export function backUp(copyTo: (path: string) => void, target: string, options: CopyOptions): void {
  if (existsSync(target)) throw new StorageError('misuse', { path: target, detail: 'the backup target exists' });
  const draft = `${target}.part`;
  writeCopy(copyTo, draft, options);
  try {
    renameDurably(draft, target);
  } catch (error) {
    removeDraft(draft);
    throw asStorageError(error, { path: target, resultOf: options.driver.resultOf });
  }
}

/**
 * A verified and synced copy under a name that nobody relies on; nothing of it is left when it fails.
 * @param copyTo writes the file to a path that does not exist yet
 */
export function writeCopy(copyTo: (path: string) => void, draft: string, { driver, key, newKey }: CopyOptions): void {
  try {
    removeDraft(draft);
    copyTo(draft);
    if (newKey) using(open(driver, draft, key), (connection) => connection.rekey(newKey));
    using(open(driver, draft, newKey ?? key), (connection) => {
      if (connection.pragma('quick_check(1)') === 'ok') return;
      throw new StorageError('corrupt', { path: draft, detail: 'the copy does not verify' });
    });
    syncPath(draft);
  } catch (error) {
    removeDraft(draft);
    throw asStorageError(error, { path: draft, resultOf: driver.resultOf });
  }
}

export function removeDraft(draft: string): void {
  for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(draft + suffix, { force: true });
}

function open(driver: Driver, path: string, key: Uint8Array | undefined): Connection {
  return driver.open(path, key ? { key, busyTimeoutMs: 0 } : { busyTimeoutMs: 0 });
}

function using(connection: Connection, work: (connection: Connection) => void): void {
  try {
    work(connection);
  } finally {
    connection.close();
  }
}
