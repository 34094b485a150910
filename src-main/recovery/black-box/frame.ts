/**
 * One frame of the black box: a record, encrypted, with what is needed to find and judge it alone.
 *
 *   magic 4 · body length 4 · salt 16 · counter 8 · CRC-32 of the 32 bytes before 4 · body · tag 16 · CRC-32 of all before 4
 *
 * Every frame carries its writer's salt, so no damage elsewhere can make it unreadable; the key is derived from the data
 * key and the salt, the nonce is the counter. A salt is drawn anew for every file, and a counter is used once: no nonce
 * repeats under one key, even after a torn write. The header is authenticated along with the body.
 *
 * The two checksums tell damage from a wrong key without any key. Zeroes are space that was reserved and not used yet.
 */
import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import { crc32 } from 'node:zlib';

const MAGIC = Buffer.from('PBX1', 'latin1');
const HEADER_BYTES = 36;
const TAG_BYTES = 16;
const CHECKSUM_BYTES = 4;
export const SALT_BYTES = 16;
const FRAME_OVERHEAD = HEADER_BYTES + TAG_BYTES + CHECKSUM_BYTES;
/** A longer body is a damaged length. */
export const LONGEST_BODY = 64 * 1024 * 1024;
const CIPHER = 'aes-256-gcm';

export type FrameInput = { key: Uint8Array; salt: Uint8Array; counter: number; body: Uint8Array };

/** The key of the frames with this salt. @param dataKey 32 bytes: the key of the station's data */
export function frameKey(dataKey: Uint8Array, salt: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', dataKey, salt, 'prumo black box v1', 32));
}

export function sealFrame({ key, salt, counter, body }: FrameInput): Buffer {
  const frame = Buffer.alloc(FRAME_OVERHEAD + body.length);
  MAGIC.copy(frame, 0);
  frame.writeUInt32BE(body.length, 4);
  frame.set(salt, 8);
  frame.writeBigUInt64BE(BigInt(counter), 24);
  frame.writeUInt32BE(crc32(frame.subarray(0, 32)), 32);
  const cipher = createCipheriv(CIPHER, key, nonceOf(counter));
  cipher.setAAD(frame.subarray(0, HEADER_BYTES));
  const end = HEADER_BYTES + body.length;
  frame.set(cipher.update(body), HEADER_BYTES);
  cipher.final();
  frame.set(cipher.getAuthTag(), end);
  frame.writeUInt32BE(crc32(frame.subarray(0, end + TAG_BYTES)), end + TAG_BYTES);
  return frame;
}

export type Found =
  /** A whole frame, not decrypted yet. */
  | { kind: 'frame'; at: number; end: number; counter: number; salt: Uint8Array; sealed: Buffer }
  /** Bytes that are no whole frame. `last`: nothing whole comes after them, so they may be a write that was cut off. */
  | { kind: 'damage'; at: number; end: number; last: boolean };

/**
 * Everything in the bytes of a file, in order. Damage is passed over up to the next whole header. Reserved zeroes at
 * the end are nothing.
 */
export function* findFrames(bytes: Buffer): Generator<Found> {
  let at = 0;
  const end = endOfContent(bytes);
  while (at < end) {
    const header = headerAt(bytes, at);
    if (header && isWhole(bytes, header)) {
      const { salt, counter, end: next } = header;
      yield { kind: 'frame', at, end: next, counter, salt, sealed: bytes.subarray(at, next) };
      at = next;
      continue;
    }
    const next = nextHeader(bytes, at + 1, end);
    yield { kind: 'damage', at, end: next, last: next >= end };
    at = next;
  }
}

/** The body, or `null` when the key is another one (or somebody forged the checksums). */
export function openFrame(sealed: Buffer, key: Uint8Array): Buffer | null {
  const counter = Number(sealed.readBigUInt64BE(24));
  const end = sealed.length - TAG_BYTES - CHECKSUM_BYTES;
  const decipher = createDecipheriv(CIPHER, key, nonceOf(counter));
  decipher.setAAD(sealed.subarray(0, HEADER_BYTES));
  decipher.setAuthTag(sealed.subarray(end, end + TAG_BYTES));
  const body = decipher.update(sealed.subarray(HEADER_BYTES, end));
  try {
    decipher.final();
    return body;
  } catch {
    // The authentication tag does not fit: the only thing `final` can refuse here.
    return null;
  }
}

type Header = { at: number; end: number; salt: Uint8Array; counter: number };

function headerAt(bytes: Buffer, at: number): Header | null {
  if (at + HEADER_BYTES > bytes.length || bytes.compare(MAGIC, 0, 4, at, at + 4) !== 0) return null;
  if (crc32(bytes.subarray(at, at + 32)) !== bytes.readUInt32BE(at + 32)) return null;
  const length = bytes.readUInt32BE(at + 4);
  const counter = bytes.readBigUInt64BE(at + 24);
  if (length > LONGEST_BODY || counter > BigInt(Number.MAX_SAFE_INTEGER)) return null;
  return {
    at,
    end: at + FRAME_OVERHEAD + length,
    salt: bytes.subarray(at + 8, at + 8 + SALT_BYTES),
    counter: Number(counter),
  };
}

function isWhole(bytes: Buffer, { at, end }: Header): boolean {
  if (end > bytes.length) return false;
  return crc32(bytes.subarray(at, end - CHECKSUM_BYTES)) === bytes.readUInt32BE(end - CHECKSUM_BYTES);
}

function nextHeader(bytes: Buffer, from: number, end: number): number {
  for (let at = bytes.indexOf(MAGIC, from); at !== -1 && at < end; at = bytes.indexOf(MAGIC, at + 1)) {
    if (headerAt(bytes, at)) return at;
  }
  return end;
}

/** Where the reserved zeroes at the end begin. A frame may end in zeroes of its own: its length says so. */
function endOfContent(bytes: Buffer): number {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end--;
  return end;
}

function nonceOf(counter: number): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(BigInt(counter), 4);
  return nonce;
}
