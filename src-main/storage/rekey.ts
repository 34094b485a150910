/**
 * Another key for an open file. The new file is made beside the old one and takes its name in one step, so that a
 * process killed at any point leaves a whole file under the old key or under the new one:
 *
 *   copy (VACUUM INTO) → its key changed → verified → synced      killed here: old key; the copy is removed on opening
 *   log moved into the old file and removed, lock still held      killed here: old key
 *   rename over the old file, directory synced                    killed here: old key or new key, same content
 *   old connection closed, new one opened                         killed here: new key
 *
 * The caller stores both keys before, and only the new one after; see `openWithOneOf`.
 */
import type { Connection, Driver } from './driver.ts';
import { renameDurably } from './durable.ts';
import type { FailStop } from './fail-stop.ts';
import { asStorageError, StorageError } from './storage-error.ts';
import type { Live } from './transactions.ts';
import { removeDraft, writeCopy } from './whole-file.ts';

export type RekeyOptions = {
  path: string;
  driver: Driver;
  key: Uint8Array;
  newKey: Uint8Array;
  live: Live;
  failStop: FailStop;
  /** Opens, checks and tunes the file at `path`. */
  connect: (key: Uint8Array) => Connection;
};

/** Where the file under the new key grows. */
export function rekeyDraftOf(path: string): string {
  return `${path}.rekey`;
}

/**
 * On return `live` is a connection to the file under the new key. What fails before the rename throws and leaves the
 * file open under the old key; what fails after it stops the file.
 */
export function rekey({ path, driver, key, newKey, live, failStop, connect }: RekeyOptions): void {
  const draft = rekeyDraftOf(path);
  const old = live.connection;
  writeCopy((target) => void old.prepare('VACUUM INTO ?').run([target]), draft, { driver, key, newKey });
  const stopped = (error: unknown): StorageError => {
    const translated = asStorageError(error, { path, resultOf: driver.resultOf });
    const failure = translated instanceof StorageError ? translated : failStop.error('io', 'rekey', error);
    failStop.stop(failure);
    return failure;
  };
  try {
    // Moves the log into the file and removes it: one that stayed behind would be taken for the new file's.
    const mode = old.pragma('journal_mode = DELETE');
    if (mode !== 'delete') throw failStop.error('io', `the log cannot be removed: journal mode is ${mode}`);
  } catch (error) {
    removeDraft(draft);
    throw stopped(error);
  }
  try {
    // Windows cannot rename over an open file; whoever opens it in between makes the rename fail.
    if (process.platform === 'win32') old.close();
    renameDurably(draft, path);
    if (process.platform !== 'win32') old.close();
    live.connection = connect(newKey);
  } catch (error) {
    throw stopped(error);
  }
}
