import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, open, rm } from 'node:fs/promises';
import {
  BlobDamaged,
  fileKey,
  HEADER_BYTES,
  MAGIC,
  openPiece,
  PIECE_BYTES,
  SALT_BYTES,
  SEALED_PIECE_BYTES,
  sealPiece,
  sealTrailer,
  type Trailer,
} from './cipher.ts';

/**
 * Writes a file into the store, encrypted, from its beginning to its end and never holding more than a piece of it. One
 * call at a time. Until `seal` it is not whole, and nobody reads it.
 */
export class BlobWriter {
  readonly path: string;
  readonly #handle: FileHandle;
  readonly #key: Uint8Array;
  readonly #hash: Hash;
  #piece = Buffer.alloc(0);
  #pieces: number;

  private constructor(
    path: string,
    { handle, key, hash, pieces }: { handle: FileHandle; key: Uint8Array; hash: Hash; pieces: number },
  ) {
    this.path = path;
    this.#handle = handle;
    this.#key = key;
    this.#hash = hash;
    this.#pieces = pieces;
  }

  /** @param salt `SALT_BYTES` random bytes */
  static async create(path: string, { key, salt }: { key: Uint8Array; salt: Uint8Array }): Promise<BlobWriter> {
    const handle = await open(path, 'wx+', 0o600);
    await handle.write(Buffer.concat([MAGIC, salt]), 0, HEADER_BYTES, 0);
    return new BlobWriter(path, { handle, key: fileKey(key, salt), hash: createHash('sha256'), pieces: 0 });
  }

  /** Goes on where an earlier one was cut off: with the whole pieces that are on the disk. @throws {BlobDamaged} nothing of it can be used */
  static async resume(path: string, key: Uint8Array): Promise<BlobWriter> {
    const handle = await open(path, 'r+');
    try {
      const header = Buffer.alloc(HEADER_BYTES);
      const { bytesRead } = await handle.read(header, 0, HEADER_BYTES, 0);
      if (bytesRead < HEADER_BYTES || !header.subarray(0, MAGIC.length).equals(MAGIC))
        throw new BlobDamaged('no header');
      const own = fileKey(key, header.subarray(MAGIC.length, MAGIC.length + SALT_BYTES));
      const hash = createHash('sha256');
      const { size } = await handle.stat();
      let pieces = Math.floor((size - HEADER_BYTES) / SEALED_PIECE_BYTES);
      const sealed = Buffer.alloc(SEALED_PIECE_BYTES);
      for (let index = 0; index < pieces; index++) {
        await handle.read(sealed, 0, SEALED_PIECE_BYTES, placeOf(index));
        const piece = opened(own, index, sealed);
        // The system may have lost the end of what was never forced to the disk.
        if (piece === null) pieces = index;
        else hash.update(piece);
      }
      await handle.truncate(placeOf(pieces));
      return new BlobWriter(path, { handle, key: own, hash, pieces });
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** Bytes taken so far. */
  get size(): number {
    return this.#pieces * PIECE_BYTES + this.#piece.length;
  }

  async append(bytes: Uint8Array): Promise<void> {
    this.#hash.update(bytes);
    let rest = this.#piece.length === 0 ? bytes : Buffer.concat([this.#piece, bytes]);
    while (rest.length >= PIECE_BYTES) {
      await this.#write(sealPiece(this.#key, this.#pieces, rest.subarray(0, PIECE_BYTES)));
      this.#pieces++;
      rest = rest.subarray(PIECE_BYTES);
    }
    this.#piece = Buffer.from(rest);
  }

  /** SHA-256 of what was taken so far, in hexadecimal digits. */
  digest(): string {
    return this.#hash.copy().digest('hex');
  }

  /** Ends the file and forces it to the disk. @param label the one it will be read under */
  async seal(label: string): Promise<Trailer> {
    const trailer = { sha256: this.digest(), size: this.size };
    const last = this.#piece.length === 0 ? [] : [sealPiece(this.#key, this.#pieces, this.#piece)];
    await this.#write(Buffer.concat([...last, sealTrailer(this.#key, trailer, label)]));
    await this.#handle.sync();
    await this.#handle.close();
    return trailer;
  }

  /** Leaves what is on the disk for `resume`. */
  async pause(): Promise<void> {
    await this.#handle.close();
  }

  async discard(): Promise<void> {
    await this.#handle.close();
    await rm(this.path, { force: true });
  }

  async #write(sealed: Buffer): Promise<void> {
    const place = placeOf(this.#pieces);
    let done = 0;
    while (done < sealed.length) {
      const { bytesWritten } = await this.#handle.write(sealed, done, sealed.length - done, place + done);
      done += bytesWritten;
    }
  }
}

function placeOf(index: number): number {
  return HEADER_BYTES + index * SEALED_PIECE_BYTES;
}

function opened(key: Uint8Array, index: number, sealed: Buffer): Buffer | null {
  try {
    return openPiece(key, index, sealed);
  } catch (error) {
    if (error instanceof BlobDamaged) return null;
    throw error;
  }
}
