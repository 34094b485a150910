/*
 * How a file lies on the disk of a station: encrypted in pieces, so that any part can be read without the rest, and
 * nobody can change, swap, shorten or lengthen it without being noticed.
 *
 *   header    8 bytes "PRUMOAT1", 32 bytes salt
 *   pieces    64 KiB each, the last one shorter: AES-256-GCM, 16 bytes of tag behind each
 *   trailer   SHA-256 of what is in it (32), its length (8), SHA-256 of the label under which it is kept (32); 16 of tag
 *
 * The key of a file is HKDF of the profile's attachments key and the salt, so no two files share one and a piece's number
 * is nonce enough. The first byte of the nonce tells pieces from the trailer; a file without its trailer is not whole.
 */
import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync } from 'node:crypto';

export const MAGIC = Buffer.from('PRUMOAT1', 'ascii');
export const SALT_BYTES = 32;
export const HEADER_BYTES = MAGIC.length + SALT_BYTES;
export const PIECE_BYTES = 64 * 1024;
export const TAG_BYTES = 16;
export const SEALED_PIECE_BYTES = PIECE_BYTES + TAG_BYTES;
const TRAILER_BYTES = 32 + 8 + 32;
export const SEALED_TRAILER_BYTES = TRAILER_BYTES + TAG_BYTES;

/** What lies on the disk is not what was written there. */
export class BlobDamaged extends Error {
  constructor(detail: string, cause?: unknown) {
    super(`an attachment is damaged: ${detail}`, { cause });
    this.name = 'BlobDamaged';
  }
}

export function fileKey(key: Uint8Array, salt: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, salt, 'prumo attachment v1', 32));
}

/** The name on the disk tells nothing of what is in the file to whoever has not the key. */
export function diskName(key: Uint8Array, label: string): string {
  return createHmac('sha256', key).update(`prumo attachment name ${label}`).digest('hex');
}

const PIECE = 0;
const TRAILER = 1;

export function sealPiece(key: Uint8Array, index: number, piece: Uint8Array): Buffer {
  return seal(key, nonce(PIECE, index), piece);
}

/** @throws {BlobDamaged} */
export function openPiece(key: Uint8Array, index: number, sealed: Uint8Array): Buffer {
  return open(key, nonce(PIECE, index), sealed);
}

export interface Trailer {
  sha256: string;
  size: number;
}

export function sealTrailer(key: Uint8Array, { sha256, size }: Trailer, label: string): Buffer {
  const plain = Buffer.alloc(TRAILER_BYTES);
  plain.write(sha256, 0, 'hex');
  plain.writeBigUInt64BE(BigInt(size), 32);
  labelHash(label).copy(plain, 40);
  return seal(key, nonce(TRAILER, 0), plain);
}

/** @throws {BlobDamaged} also when the file was kept under another label */
export function openTrailer(key: Uint8Array, sealed: Uint8Array, label: string): Trailer {
  const plain = open(key, nonce(TRAILER, 0), sealed);
  if (!plain.subarray(40).equals(labelHash(label))) throw new BlobDamaged('another file lies in its place');
  return { sha256: plain.toString('hex', 0, 32), size: Number(plain.readBigUInt64BE(32)) };
}

/** Length on the disk of a file of so many bytes. */
export function sealedSize(size: number): number {
  return HEADER_BYTES + size + Math.ceil(size / PIECE_BYTES) * TAG_BYTES + SEALED_TRAILER_BYTES;
}

function labelHash(label: string): Buffer {
  return createHash('sha256').update(label).digest();
}

function nonce(part: number, index: number): Buffer {
  const bytes = Buffer.alloc(12);
  bytes[0] = part;
  bytes.writeBigUInt64BE(BigInt(index), 4);
  return bytes;
}

function seal(key: Uint8Array, iv: Buffer, plain: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function open(key: Uint8Array, iv: Buffer, sealed: Uint8Array): Buffer {
  if (sealed.length < TAG_BYTES) throw new BlobDamaged('too short');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
    decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES)), decipher.final()]);
  } catch (error) {
    throw new BlobDamaged('a piece does not check', error);
  }
}
