/**
 * The data key under lock in `station.key.json`: by a passphrase (Argon2id, then AES-256-GCM) or by the keychain of
 * the system. The file says by which, so that every host can say what it takes to open it.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { ARGON2ID_COST, argon2id } from '../../secrets/argon2id.ts';

const bytes = (length: number) =>
  z.base64().refine((text) => Buffer.from(text, 'base64').length === length, `not ${length} bytes`);

const passphraseSchema = z.object({
  version: z.literal(1),
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
  wrapped: bytes(32),
  tag: bytes(16),
});
const keychainSchema = z.object({
  version: z.literal(1),
  protection: z.literal('keychain'),
  wrapped: z.base64().min(1),
});

export const wrappedKeySchema = z.discriminatedUnion('protection', [passphraseSchema, keychainSchema]);
export type WrappedKey = z.infer<typeof wrappedKeySchema>;
export type PassphraseKey = z.infer<typeof passphraseSchema>;

export async function wrapWithPassphrase(key: Uint8Array, passphrase: string): Promise<PassphraseKey> {
  const salt = randomBytes(16);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', await derive(passphrase, salt, ARGON2ID_COST), nonce);
  cipher.setAAD(ASSOCIATED);
  const wrapped = Buffer.concat([cipher.update(key), cipher.final()]);
  return {
    version: 1,
    protection: 'passphrase',
    kdf: { name: 'argon2id', ...ARGON2ID_COST, salt: salt.toString('base64') },
    cipher: 'aes-256-gcm',
    nonce: nonce.toString('base64'),
    wrapped: wrapped.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  };
}

/** @returns the data key, or `null` for a wrong passphrase (a changed file cannot be told from that) */
export async function unwrapWithPassphrase(kept: PassphraseKey, passphrase: string): Promise<Uint8Array | null> {
  const { memory, passes, parallelism, salt } = kept.kdf;
  const key = await derive(passphrase, Buffer.from(salt, 'base64'), { memory, passes, parallelism });
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(kept.nonce, 'base64'));
  decipher.setAAD(ASSOCIATED);
  decipher.setAuthTag(Buffer.from(kept.tag, 'base64'));
  try {
    return new Uint8Array(Buffer.concat([decipher.update(Buffer.from(kept.wrapped, 'base64')), decipher.final()]));
  } catch {
    // The authentication tag does not fit: the only thing `final` can refuse here.
    return null;
  }
}

/** Binds the wrapping to its purpose: these bytes open nothing else. */
const ASSOCIATED = Buffer.from('prumo station data key v1');

function derive(passphrase: string, salt: Uint8Array, cost: typeof ARGON2ID_COST): Promise<Uint8Array> {
  return argon2id({ password: passphrase, salt, cost });
}
