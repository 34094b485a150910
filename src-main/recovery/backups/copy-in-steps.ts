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

const readAt = promisify(read);
const STEP_BYTES = 1024 * 1024;
/** SQLite locks from this byte on and keeps its page empty; Windows refuses to read what another handle has locked. */
const LOCK_BYTE = 0x40000000;

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
    const log = file.holdLog();
    let out: FileHandle | null = null;
    try {
      const bytes = fstatSync(this.#descriptor).size;
      const pageBytes = file.pluck<number>('PRAGMA page_size').get() ?? 0;
      const seen = atThatMoment();
      out = await open(target, 'wx', 0o600);
      const step = Buffer.alloc(Math.min(STEP_BYTES, bytes));
      for (const { from, length } of steps(bytes, { stepBytes: STEP_BYTES, lockByte: LOCK_BYTE, pageBytes })) {
        signal.throwIfAborted();
        await readWhole(this.#descriptor, step.subarray(0, length), from);
        await writeWhole(out, step.subarray(0, length), from);
        onProgress(from + length, bytes);
      }
      await out.truncate(bytes);
      await out.sync();
      return { bytes, seen };
    } catch (error) {
      await rm(target, { force: true });
      throw error;
    } finally {
      await out?.close();
      log.release();
    }
  }

  /** After the station file was closed. */
  close(): void {
    if (this.#descriptor !== null) closeSync(this.#descriptor);
    this.#descriptor = null;
  }
}

export interface StepOptions {
  stepBytes: number;
  lockByte: number;
  pageBytes: number;
}

/** All of a file but the page of the lock byte, in pieces of `stepBytes` at most. */
export function* steps(
  bytes: number,
  { stepBytes, lockByte, pageBytes }: StepOptions,
): Generator<{ from: number; length: number }> {
  const stretches = [
    { from: 0, until: Math.min(bytes, lockByte) },
    { from: lockByte + pageBytes, until: bytes },
  ];
  for (const { from: first, until } of stretches) {
    for (let from = first; from < until; from += stepBytes) yield { from, length: Math.min(stepBytes, until - from) };
  }
}

async function readWhole(descriptor: number, into: Buffer, from: number): Promise<void> {
  for (let done = 0; done < into.length; ) {
    const { bytesRead } = await readAt(descriptor, into, done, into.length - done, from + done);
    if (bytesRead === 0) throw Object.assign(new Error('the file became shorter'), { code: 'EIO' });
    done += bytesRead;
  }
}

async function writeWhole(out: FileHandle, bytes: Buffer, from: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    done += (await out.write(bytes, done, bytes.length - done, from + done)).bytesWritten;
  }
}
