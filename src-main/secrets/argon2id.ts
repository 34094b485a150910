/**
 * Argon2id (RFC 9106) wherever the station runs. Node's own is used where it exists; Electron's crypto library
 * (BoringSSL) has none and its `argon2` only throws, so there the same function is computed in JavaScript: equal
 * results, some twenty times slower, once per sign-in.
 */
import { argon2 } from 'node:crypto';
import { promisify } from 'node:util';

export interface Argon2idCost {
  /** KiB */
  memory: number;
  passes: number;
  parallelism: number;
}

/** RFC 9106, second recommended choice: about 0.15 s with Node's own. */
export const ARGON2ID_COST: Argon2idCost = { memory: 64 * 1024, passes: 3, parallelism: 4 };

export interface Argon2idInput {
  /** Compared in Unicode form NFKC, so that the same password typed on another keyboard is the same. */
  password: string;
  /** At least 16 random bytes. */
  salt: Uint8Array;
  cost: Argon2idCost;
}

/** @returns 32 bytes */
export async function argon2id(input: Argon2idInput): Promise<Uint8Array> {
  return process.versions.electron ? inJavaScript(input) : native(input);
}

async function native({ password, salt, cost }: Argon2idInput): Promise<Uint8Array> {
  const derive = promisify(argon2);
  return derive('argon2id', { message: password.normalize('NFKC'), nonce: salt, tagLength: 32, ...cost });
}

/** Exported for the test that holds both to the same results. */
export async function inJavaScript({ password, salt, cost }: Argon2idInput): Promise<Uint8Array> {
  const { argon2idAsync } = await import('@noble/hashes/argon2.js');
  return argon2idAsync(new TextEncoder().encode(password.normalize('NFKC')), salt, {
    t: cost.passes,
    m: cost.memory,
    p: cost.parallelism,
    dkLen: 32,
  });
}
