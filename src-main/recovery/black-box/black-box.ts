/**
 * The black box: a second place, beside the database, that keeps whatever was accepted. Append-only, encrypted, forced to
 * disk before anybody is told that something is saved. What it does *not* do is decide: see write-through.ts for the
 * order of the two writes, and docs/decisions for what a crash between them leaves.
 *
 *   usable ──a write or a sync fails──▶ failed ──close()──▶ closed
 *
 * Like the database it fails stop: after the first error nothing more is accepted until it is opened again, for nobody
 * knows what of the failed write has reached the disk. A new opening writes into a new file and leaves the torn one.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fdatasyncSync, ftruncateSync, openSync, renameSync, writeSync } from 'node:fs';
import { StorageError } from '../../storage/storage-error.ts';
import { makeDirectory, syncDirectory } from '../files.ts';
import { frameKey, SALT_BYTES, sealFrame } from './frame.ts';
import { lastCounter } from './read-black-box.ts';
import { type BoxRecord, encodeRecord } from './record.ts';
import { segmentPath } from './segment.ts';

/** A new file is begun past this size. */
const SEGMENT_BYTES = 4 * 1024 * 1024;
/**
 * Space is taken in steps and filled with zeroes: a sync then writes data only, not the file's length (a third less
 * time here), and a full disk still has room for what is typed until the step is used up.
 */
const RESERVE_BYTES = 256 * 1024;

/** The calls on the disk, so that tests can make them fail. */
export interface BoxDisk {
  write(descriptor: number, bytes: Uint8Array, position: number): void;
  sync(descriptor: number): void;
}

export const realDisk: BoxDisk = {
  write(descriptor, bytes, position) {
    for (let done = 0; done < bytes.length; ) {
      done += writeSync(descriptor, bytes, done, bytes.length - done, position + done);
    }
  },
  sync: (descriptor) => fdatasyncSync(descriptor),
};

export interface BlackBoxOptions {
  /** Made when missing. */
  directory: string;
  /** 32 bytes: the key of the station's data. */
  dataKey: Uint8Array;
  /** The local day of now, `YYYY-MM-DD`. */
  today: () => string;
  /** Counters go on above this one and above whatever is in the directory. */
  after: number;
  /** Told once, when it stops. */
  onFailed?: ((error: StorageError) => void) | undefined;
  disk?: BoxDisk;
}

interface OpenSegment {
  descriptor: number;
  path: string;
  day: string;
  salt: Uint8Array;
  key: Uint8Array;
  /** Where the next frame goes. */
  position: number;
  /** Up to where the file is filled. */
  reserved: number;
}

export class BlackBox {
  readonly #options: BlackBoxOptions;
  readonly #disk: BoxDisk;
  #segment: OpenSegment | null = null;
  #next: number;
  #failed: StorageError | undefined;
  #closed = false;

  /** @throws {StorageError} when the directory cannot be made or read */
  constructor(options: BlackBoxOptions) {
    this.#options = options;
    this.#disk = options.disk ?? realDisk;
    try {
      makeDirectory(options.directory);
      this.#next = Math.max(options.after, lastCounter(options.directory)) + 1;
    } catch (error) {
      throw storageError(error, options.directory);
    }
  }

  /** The error that stopped it, if any. */
  get failed(): StorageError | undefined {
    return this.#failed;
  }

  /** The counter that the next record gets. */
  get next(): number {
    return this.#next;
  }

  /**
   * Appends a record and forces it to disk. @returns its counter
   * @throws {StorageError} `full` or `io`; the record may or may not be found by a later reading
   */
  append(record: BoxRecord): number {
    if (this.#failed) throw this.#failed;
    if (this.#closed) throw new StorageError('closed', { path: this.#options.directory });
    try {
      const counter = this.#next;
      const body = encodeRecord(record);
      const segment = this.#segmentFor(body.length);
      const frame = sealFrame({ key: segment.key, salt: segment.salt, counter, body });
      this.#reserve(segment, frame.length);
      this.#disk.write(segment.descriptor, frame, segment.position);
      this.#disk.sync(segment.descriptor);
      segment.position += frame.length;
      this.#next = counter + 1;
      return counter;
    } catch (error) {
      this.#failed = storageError(error, this.#segment?.path ?? this.#options.directory);
      this.#options.onFailed?.(this.#failed);
      throw this.#failed;
    }
  }

  /** The next record begins a new file. */
  turnOver(): void {
    if (!this.#closed && !this.#failed) this.#closeSegment();
  }

  /** Gives back reserved space. Idempotent; works on a failed one, which is left as it is. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#closeSegment();
  }

  #segmentFor(bytes: number): OpenSegment {
    const day = this.#options.today();
    const open = this.#segment;
    if (open && open.day === day && open.position + bytes <= SEGMENT_BYTES) return open;
    if (open) this.#closeSegment();
    const path = segmentPath(this.#options.directory, { day, first: this.#next });
    const salt = new Uint8Array(randomBytes(SALT_BYTES));
    const key = frameKey(this.#options.dataKey, salt);
    // A file of this name holds nothing whole: its only frame was torn, or never came (crash, full disk). It is kept.
    if (existsSync(path)) renameSync(path, `${path}.torn-${Date.now()}`);
    const descriptor = openSync(path, 'wx', 0o600);
    this.#segment = { descriptor, path, day, salt, key, position: 0, reserved: 0 };
    syncDirectory(this.#options.directory);
    return this.#segment;
  }

  #reserve(segment: OpenSegment, bytes: number): void {
    const needed = segment.position + bytes;
    if (needed <= segment.reserved) return;
    const until = Math.ceil(needed / RESERVE_BYTES) * RESERVE_BYTES;
    this.#disk.write(segment.descriptor, new Uint8Array(until - segment.reserved), segment.reserved);
    this.#disk.sync(segment.descriptor);
    segment.reserved = until;
  }

  #closeSegment(): void {
    const segment = this.#segment;
    this.#segment = null;
    if (!segment) return;
    try {
      if (!this.#failed) ftruncateSync(segment.descriptor, segment.position);
    } finally {
      closeSync(segment.descriptor);
    }
  }
}

const CODES: Record<string, 'full' | 'read-only' | 'cannot-open'> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EROFS: 'read-only',
  EACCES: 'cannot-open',
  EPERM: 'cannot-open',
};

function storageError(error: unknown, path: string): StorageError {
  const { code = '' } = error as NodeJS.ErrnoException;
  return new StorageError(CODES[code] ?? 'io', { path, detail: `black box: ${code || 'failed'}`, cause: error });
}
