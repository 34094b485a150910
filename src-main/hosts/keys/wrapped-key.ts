/**
 * The data keys under lock in `station.key.json`: by a passphrase (Argon2id, then AES-256-GCM) or by the keychain of
 * the system. The file says by which, so that every host can say what it takes to open it.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { ARGON2ID_COST, argon2id } from '../../secrets/argon2id.ts';
import { KEY_BYTES } from '../../secrets/key-source.ts';

const bytes = (length: number) =>
  z.base64().refine((text) => Buffer.from(text, 'base64').length === length, `not ${length} bytes`);

const keyBytes = z.base64().refine((text) => {
  const { length } = Buffer.from(text, 'base64');
  return length > 0 && length % KEY_BYTES === 0;
}, 'not whole keys');

/** Version 1 holds one key; 2 the wanted one and then the former ones. */
const version = z.literal([1, 2]);
const passphraseSchema = z.object({
  version,
  protection: z.literal('passphrase'),
  kdf: z.object({
    name: z.literal('argon2id'),
    // Bounds keep a damaged file from asking for all the memory of the machine.
    memory: z.int().min(8_192).max(1_048_576),
    passes: z.int().min(1).max(64),
    parallelism: z.int().min(1).max(64),
    salt: bytes(16),
  }),
  cipher: z.literal('aes-256-gcm'),
  nonce: bytes(12),
  wrapped: keyBytes,
  tag: bytes(16),
});
const keychainSchema = z.object({
  version,
  protection: z.literal('keychain'),
  wrapped: z.base64().min(1),
});

export const wrappedKeySchema = z.discriminatedUnion('protection', [passphraseSchema, keychainSchema]);
export type WrappedKey = z.infer<typeof wrappedKeySchema>;
export type PassphraseKey = z.infer<typeof passphraseSchema>;

/** A passphrase that was typed, as the key that it makes; kept while the station runs, so that it is asked once. */
export interface PassphraseLock {
  kdf: PassphraseKey['kdf'];
  key: Uint8Array;
}

export function versionOf(keys: readonly Uint8Array[]): 1 | 2 {
  return keys.length > 1 ? 2 : 1;
}

export async function newLock(passphrase: string): Promise<PassphraseLock> {
  const kdf = { name: 'argon2id' as const, ...ARGON2ID_COST, salt: randomBytes(16).toString('base64') };
  return { kdf, key: await derive(passphrase, kdf) };
}

/** The lock that a passphrase makes with a known salt and cost; it need not be the right one. */
export async function lockOf({ kdf }: Pick<PassphraseKey, 'kdf'>, passphrase: string): Promise<PassphraseLock> {
  return { kdf, key: await derive(passphrase, kdf) };
}

export function wrap(keys: readonly Uint8Array[], { kdf, key }: PassphraseLock): PassphraseKey {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(ASSOCIATED);
  const wrapped = Buffer.concat([cipher.update(Buffer.concat(keys)), cipher.final()]);
  return {
    version: versionOf(keys),
    protection: 'passphrase',
    kdf,
    cipher: 'aes-256-gcm',
    nonce: nonce.toString('base64'),
    wrapped: wrapped.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  };
}

/** @returns the keys, or `null` for a wrong passphrase (a changed file cannot be told from that) */
export function unwrap(kept: PassphraseKey, { key }: PassphraseLock): Uint8Array[] | null {
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(kept.nonce, 'base64'));
  decipher.setAAD(ASSOCIATED);
  decipher.setAuthTag(Buffer.from(kept.tag, 'base64'));
  try {
    const bytes = Buffer.concat([decipher.update(Buffer.from(kept.wrapped, 'base64')), decipher.final()]);
    return Array.from(
      { length: bytes.length / KEY_BYTES },
      (_, number) => new Uint8Array(bytes.subarray(number * KEY_BYTES, (number + 1) * KEY_BYTES)),
    );
  } catch {
    // The authentication tag does not fit: the only thing `final` can refuse here.
    return null;
  }
}

/** Binds the wrapping to its purpose: these bytes open nothing else. */
const ASSOCIATED = Buffer.from('prumo station data key v1');

function derive(password: string, { salt, memory, passes, parallelism }: PassphraseKey['kdf']): Promise<Uint8Array> {
  return argon2id({ password, salt: Buffer.from(salt, 'base64'), cost: { memory, passes, parallelism } });
}
