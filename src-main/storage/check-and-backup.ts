/** The whole-file operations of `SqliteFile`: structural check, verified copy. */
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Driver } from './driver.ts';
import { StorageError } from './storage-error.ts';

const MOST_PROBLEMS = 20;

export type CheckResult = { ok: true } | { ok: false; problems: string[] };

/** @param ask runs a query and answers its first column */
export function quickCheck(ask: (sql: string) => string[]): CheckResult {
  try {
    const problems = ask(`PRAGMA quick_check(${MOST_PROBLEMS})`);
    return problems.length === 1 && problems[0] === 'ok' ? { ok: true } : { ok: false, problems };
  } catch (error) {
    if (error instanceof StorageError && error.code === 'corrupt') return { ok: false, problems: [error.message] };
    throw error;
  }
}

/**
 * A copy, verified and synced before it gets its name.
 * @param copyTo writes the file to a path that does not exist yet
 */
export function backUp(
  copyTo: (path: string) => void,
  { target, driver, key }: { target: string; driver: Driver; key: Uint8Array | undefined },
): void {
  if (existsSync(target)) throw new StorageError('misuse', { path: target, detail: 'the backup target exists' });
  const draft = `${target}.part`;
  rmSync(draft, { force: true });
  try {
    copyTo(draft);
    verify(draft, { driver, key });
    syncPath(draft);
    renameSync(draft, target);
    syncPath(dirname(target));
  } finally {
    rmSync(draft, { force: true });
  }
}

function verify(path: string, { driver, key }: { driver: Driver; key: Uint8Array | undefined }): void {
  const connection = driver.open(path, key ? { key, busyTimeoutMs: 0 } : { busyTimeoutMs: 0 });
  try {
    const answer = connection.pragma('quick_check(1)');
    if (answer !== 'ok') throw new StorageError('corrupt', { path, detail: 'the copy does not verify' });
  } finally {
    connection.close();
  }
}

/** Forces a file's content, or a directory's names, to disk. Windows cannot open directories and does not need it. */
function syncPath(path: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
