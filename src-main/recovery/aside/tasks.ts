/** What is done aside, with what it needs and answers; everything here can be sent to a thread. */
import type { Driver } from '../../storage/driver.ts';
import { betterSqlite3Driver } from '../../storage/drivers/better-sqlite3.ts';
import { openSqliteFile, openWithOneOf } from '../../storage/open-sqlite-file.ts';
import { type Contents, verifyBackup } from '../backups/verify-backup.ts';
import { type CheckedSegments, checkSegments } from '../black-box/check-segments.ts';
import { type Followed, followKey } from '../follow-key.ts';

export interface TaskKinds {
  /** Opens a copy, reads it through and counts what is in it. */
  verify: { input: { path: string; keys?: readonly Uint8Array[] | undefined }; answer: Contents };
  /** Gives a database that nobody has open another key; crash-safe (storage/rekey.ts). */
  rekey: { input: { path: string; keys: readonly Uint8Array[] }; answer: null };
  /** Puts backups and segments under the first key. */
  follow: {
    input: { blackBox: string; backups: string; keys: readonly Uint8Array[]; before: number };
    answer: Followed;
  };
  /** Reads segments through, and moves damaged ones aside. */
  check: { input: { blackBox: string; aside: string; before: number; at: string }; answer: CheckedSegments };
}

export type Task = { [K in keyof TaskKinds]: { kind: K; input: TaskKinds[K]['input'] } }[keyof TaskKinds];
/** What the thread is given. */
export interface AsideData {
  task: Task;
  /** Shared; 1: somebody gave up, and nobody reads the answer. */
  stop: Int32Array;
}

export type Tell = (done: number, total: number) => void;

/** @throws {StorageError}; the file system's own error */
export async function runTask(task: Task, tell: Tell, driver: Driver = betterSqlite3Driver()): Promise<unknown> {
  switch (task.kind) {
    case 'verify':
      return verifyBackup({ ...task.input, driver });
    case 'rekey':
      return changeKeyOf({ ...task.input, driver });
    case 'follow':
      return followKey({ ...task.input, driver, tell });
    case 'check':
      return checkSegments({ ...task.input, tell });
  }
}

/** Under the first key afterwards, whichever of them it was under. */
export function changeKeyOf({
  path,
  keys,
  driver,
}: {
  path: string;
  keys: readonly Uint8Array[];
  driver: Driver;
}): null {
  const { file, key } = openWithOneOf({ path, driver }, keys);
  try {
    if (key !== keys[0]) file.rekey(keys[0]!);
    return null;
  } finally {
    file.close();
  }
}

/** Which of the keys opens a database; throws what opening it throws. `undefined` for a driver that cannot encrypt. */
export function keyOf(path: string, { keys, driver }: { keys?: readonly Uint8Array[] | undefined; driver: Driver }) {
  if (!keys) {
    openSqliteFile({ path, driver }).close();
    return undefined;
  }
  const { file, key } = openWithOneOf({ path, driver }, keys);
  file.close();
  return key;
}
