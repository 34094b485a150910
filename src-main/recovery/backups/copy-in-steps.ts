/**
 * A consistent copy of the open station file, in steps that never hold the station up. `VACUUM INTO` would hold it for
 * seconds at 100,000 tickets, and nobody else can read the file, which the station has locked.
 *
 * The log is moved into the file once, and then left to grow until the copy is done: meanwhile SQLite only appends to the
 * log, so the file itself does not change, and its bytes are the state of that moment. They are copied as they are,
 * encrypted pages and all.
 *
 * The file is read through one descriptor that stays open until the station file is closed: on POSIX systems closing
 * *any* descriptor of a file drops the process's locks on it, and a second station could come in.
 */
import { closeSync, fstatSync, openSync, read } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { SqliteFile } from '../../storage/sqlite-file.ts';
import { StorageError } from '../../storage/storage-error.ts';

const readAt = promisify(read);
const STEP_BYTES = 1024 * 1024;
/** SQLite locks the byte here and keeps its page empty; Windows refuses to read what another handle has locked. */
const LOCK_BYTE = 0x40000000;
const LOCK_PAGE_BYTES = 65_536;
const AUTOCHECKPOINT_PAGES = 1000;

export interface CopyOptions {
  target: string;
  signal: AbortSignal;
  onProgress: (done: number, total: number) => void;
}

/** The station file as its copier sees it. Close it right after the station file. */
export class CopySource {
  readonly #file: SqliteFile;
  #descriptor: number | null = null;

  constructor(file: SqliteFile) {
    this.#file = file;
  }

  /**
   * Copies the state of now to `target`, which must not exist, and forces it to disk.
   * @param atThatMoment asked in the same turn in which the state is taken
   * @throws {StorageError} of the station file; the file system's own error for the target; the signal's reason
   */
  async copy<T>(
    { target, signal, onProgress }: CopyOptions,
    atThatMoment: () => T,
  ): Promise<{ bytes: number; seen: T }> {
    const file = this.#file;
    this.#descriptor ??= openSync(file.path, 'r');
    file.exec('PRAGMA wal_autocheckpoint = 0');
    let out: FileHandle | null = null;
    try {
      moveLogIntoFile(file);
      const bytes = fstatSync(this.#descriptor).size;
      const seen = atThatMoment();
      out = await open(target, 'wx', 0o600);
      const step = Buffer.alloc(Math.min(STEP_BYTES, bytes));
      for (let at = 0; at < bytes; ) {
        signal.throwIfAborted();
        const length = stepFrom(at, Math.min(step.length, bytes - at));
        if (length > 0) {
          const { bytesRead } = await readAt(this.#descriptor, step, 0, length, at);
          if (bytesRead === 0) throw new StorageError('io', { path: file.path, detail: 'the file became shorter' });
          await out.write(step, 0, bytesRead, at);
          at += bytesRead;
        } else at = Math.min(bytes, LOCK_BYTE + LOCK_PAGE_BYTES);
        onProgress(at, bytes);
      }
      await out.truncate(bytes);
      await out.sync();
      return { bytes, seen };
    } catch (error) {
      await rm(target, { force: true });
      throw error;
    } finally {
      await out?.close();
      if (!file.closed && !file.failed) file.exec(`PRAGMA wal_autocheckpoint = ${AUTOCHECKPOINT_PAGES}`);
    }
  }

  /** After the station file was closed. */
  close(): void {
    if (this.#descriptor !== null) closeSync(this.#descriptor);
    this.#descriptor = null;
  }
}

function moveLogIntoFile(file: SqliteFile): void {
  const [state] = file.prepare<{ busy: number }>('PRAGMA wal_checkpoint(TRUNCATE)').all();
  if (state?.busy !== 0) throw new StorageError('locked', { path: file.path, detail: 'the log is in use' });
}

/** How much can be read from `at`: up to the lock byte's page; 0 on it. */
function stepFrom(at: number, wanted: number): number {
  if (at < LOCK_BYTE) return Math.min(wanted, LOCK_BYTE - at);
  return at < LOCK_BYTE + LOCK_PAGE_BYTES ? 0 : wanted;
}
