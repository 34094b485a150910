/**
 * Disk space held back beside the database: a file of really written bytes that is deleted when the disk is full, so
 * that the write under way and some more can still be saved, and the user told.
 *
 *   whole ──release()──▶ released ──ensure(), with room again──▶ whole
 *
 * The bytes are random: a file of zeros takes no space on file systems that compress or leave holes.
 */
import { randomFillSync } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync, statfsSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** `none`: not asked for. */
export type ReserveState = 'none' | 'whole' | 'released';

export type ReserveOptions = {
  /** Size in bytes. The write-ahead log may grow to 4 MB between two checkpoints: 16 MB and more make sense. */
  bytes: number;
  /** Must lie on the database's disk. Default: the database's path with `.reserve`. */
  path?: string;
};

const CHUNK_BYTES = 1024 * 1024;
/** It is made anew only when this much more than its size is free, so that it is not made and released in turns. */
const ROOM_FACTOR = 1.25;

export class ReserveFile {
  readonly path: string;
  readonly #bytes: number;
  #state: ReserveState = 'released';

  constructor({ path, bytes }: { path: string; bytes: number }) {
    this.path = path;
    this.#bytes = bytes;
  }

  get state(): ReserveState {
    return this.#state;
  }

  /** Makes the file where it is missing and there is room. A disk without room is an answer (`released`), no error. */
  ensure(): ReserveState {
    if (this.#state === 'whole') return 'whole';
    if (this.#isThere()) this.#state = 'whole';
    else if (this.#hasRoom() && this.#write()) this.#state = 'whole';
    return this.#state;
  }

  /** True when the space was given back just now. */
  release(): boolean {
    if (this.#state !== 'whole') return false;
    this.#state = 'released';
    return isDone(() => rmSync(this.path));
  }

  #isThere(): boolean {
    const found = statSync(this.path, { throwIfNoEntry: false });
    if (found?.size !== this.#bytes) return false;
    // Windows reports no blocks.
    return process.platform === 'win32' || found.blocks * 512 >= this.#bytes;
  }

  #hasRoom(): boolean {
    const { bavail, bsize } = statfsSync(dirname(this.path));
    return bavail * bsize >= this.#bytes * ROOM_FACTOR;
  }

  #write(): boolean {
    const draft = `${this.path}.part`;
    const written = isDone(() => {
      const descriptor = openSync(draft, 'w', 0o600);
      try {
        const chunk = randomFillSync(Buffer.alloc(Math.min(CHUNK_BYTES, this.#bytes)));
        let left = this.#bytes;
        while (left > 0) left -= writeSync(descriptor, chunk, 0, Math.min(left, chunk.length));
        fsyncSync(descriptor);
      } finally {
        closeSync(descriptor);
      }
      renameSync(draft, this.path);
    });
    if (!written) isDone(() => rmSync(draft, { force: true }));
    return written;
  }
}

/** The reserve is a help, never a reason to fail: what the disk refuses here, the next real write will name. */
function isDone(operation: () => void): boolean {
  try {
    operation();
    return true;
  } catch {
    return false;
  }
}
