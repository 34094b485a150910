import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import {
  BlobDamaged,
  fileKey,
  HEADER_BYTES,
  MAGIC,
  openPiece,
  openTrailer,
  PIECE_BYTES,
  SEALED_PIECE_BYTES,
  SEALED_TRAILER_BYTES,
  sealedSize,
  TAG_BYTES,
} from './cipher.ts';

/** A file of the store, open for reading. What it gives was checked piece by piece. */
export class BlobReader {
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  readonly #handle: FileHandle;
  readonly #key: Uint8Array;

  private constructor(
    { sha256, size }: { sha256: string; size: number },
    { handle, key }: { handle: FileHandle; key: Uint8Array },
  ) {
    this.sha256 = sha256;
    this.size = size;
    this.#handle = handle;
    this.#key = key;
  }

  /** @throws {BlobDamaged} it is not whole, or not what was kept under `label`; what the system says where it is not there */
  static async open(path: string, { key, label }: { key: Uint8Array; label: string }): Promise<BlobReader> {
    const handle = await open(path, 'r');
    try {
      const { size: onDisk } = await handle.stat();
      if (onDisk < HEADER_BYTES + SEALED_TRAILER_BYTES) throw new BlobDamaged('cut off');
      const header = await take(handle, 0, HEADER_BYTES);
      if (!header.subarray(0, MAGIC.length).equals(MAGIC)) throw new BlobDamaged('no header');
      const own = fileKey(key, header.subarray(MAGIC.length));
      const trailer = openTrailer(own, await take(handle, onDisk - SEALED_TRAILER_BYTES, SEALED_TRAILER_BYTES), label);
      if (onDisk !== sealedSize(trailer.size)) throw new BlobDamaged('not as long as it should be');
      return new BlobReader(trailer, { handle, key: own });
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** Bytes from `offset` on, at most `length`, fewer at the end. @throws {BlobDamaged} */
  async read(offset: number, length: number): Promise<Buffer> {
    const until = Math.min(offset + length, this.size);
    if (offset >= until) return Buffer.alloc(0);
    const first = Math.floor(offset / PIECE_BYTES);
    const last = Math.floor((until - 1) / PIECE_BYTES);
    const from = HEADER_BYTES + first * SEALED_PIECE_BYTES;
    const plainEnd = Math.min((last + 1) * PIECE_BYTES, this.size);
    const sealedEnd = HEADER_BYTES + last * SEALED_PIECE_BYTES + (plainEnd - last * PIECE_BYTES) + TAG_BYTES;
    const sealed = await take(this.#handle, from, sealedEnd - from);
    const pieces: Buffer[] = [];
    for (let index = first; index <= last; index++) {
      const start = (index - first) * SEALED_PIECE_BYTES;
      pieces.push(openPiece(this.#key, index, sealed.subarray(start, start + SEALED_PIECE_BYTES)));
    }
    const skipped = offset - first * PIECE_BYTES;
    return Buffer.concat(pieces).subarray(skipped, skipped + until - offset);
  }

  /** Reads all of it. @throws {BlobDamaged} when it is not what its hash says */
  async verify(): Promise<void> {
    const hash = createHash('sha256');
    for (let offset = 0; offset < this.size; offset += STRIDE) hash.update(await this.read(offset, STRIDE));
    if (hash.digest('hex') !== this.sha256) throw new BlobDamaged('its hash does not match');
  }

  close(): Promise<void> {
    return this.#handle.close();
  }
}

const STRIDE = 16 * PIECE_BYTES;

async function take(handle: FileHandle, from: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await handle.read(bytes, done, length - done, from + done);
    if (bytesRead === 0) throw new BlobDamaged('cut off');
    done += bytesRead;
  }
  return bytes;
}
