/** The three places in which a profile's keys are recorded; each replaces its one small file in one step. */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { KeySource } from '../../secrets/key-source.ts';
import { createFile, replaceFile } from '../durable-file.ts';
import { lockOf, newLock, type PassphraseLock, versionOf, type WrappedKey, wrap } from './wrapped-key.ts';

/** The keychain of the system, where it really protects. */
export interface Keychain {
  encrypt(text: string): Promise<Uint8Array>;
  /** `stale` asks for the text to be encrypted and kept anew. Throws when the keychain does not know it. */
  decrypt(encrypted: Uint8Array): Promise<{ text: string; stale: boolean }>;
}

export interface FileKeySource extends Omit<KeySource, 'others' | 'protectBy'> {
  readonly path: string;
  /** Records the keys of a new profile. @returns `false` when another process was first: its keys stand */
  create(): Promise<boolean>;
}

export function inPlainFile(path: string, keys: readonly Uint8Array[]): FileKeySource {
  return sourceIn(path, { protection: 'key-file', keys, content: async (next) => keyTexts(next) });
}

export function inKeychain(
  path: string,
  { keys, keychain }: { keys: readonly Uint8Array[]; keychain: Keychain },
): FileKeySource {
  return sourceIn(path, {
    protection: 'keychain',
    keys,
    content: async (next) => {
      const wrapped = Buffer.from(await keychain.encrypt(keyTexts(next).trim())).toString('base64');
      return json({ version: versionOf(next), protection: 'keychain', wrapped });
    },
  });
}

/** @param lock of the passphrase that was typed */
export function underPassphrase(
  path: string,
  { keys, lock: first }: { keys: readonly Uint8Array[]; lock: PassphraseLock },
): FileKeySource {
  let lock = first;
  return sourceIn(path, {
    protection: 'passphrase',
    keys,
    content: async (next) => json(wrap(next, lock)),
    opensWith: async (passphrase) => timingSafeEqual((await lockOf(lock, passphrase)).key, lock.key),
    changePassphrase: async (next, present) => {
      const changed = await newLock(next);
      await replaceFile(path, json(wrap(present, changed)));
      lock = changed;
    },
  });
}

/** A line each, the wanted one first. */
function keyTexts(keys: readonly Uint8Array[]): string {
  return keys.map((key) => `${Buffer.from(key).toString('base64')}\n`).join('');
}

/** `null` when it is not a list of keys. */
export function keysFrom(text: string): Uint8Array[] | null {
  const lines = text.trim().split('\n');
  if (!lines.every((line) => /^[A-Za-z0-9+/]{43}=$/.test(line))) return null;
  return lines.map((line) => new Uint8Array(Buffer.from(line, 'base64')));
}

interface SourceOptions {
  protection: KeySource['protection'];
  keys: readonly Uint8Array[];
  /** What the file holds for these keys. */
  content: (keys: readonly Uint8Array[]) => Promise<string>;
  opensWith?: KeySource['opensWith'];
  changePassphrase?: (next: string, keys: readonly Uint8Array[]) => Promise<void>;
}

function sourceIn(path: string, { protection, keys: first, content, ...by }: SourceOptions): FileKeySource {
  let keys = [...first];
  return {
    path,
    protection,
    get keys() {
      return keys;
    },
    async record(next) {
      await replaceFile(path, await content(next));
      keys = [...next];
    },
    create: async () => createFile(path, await content(keys)),
    opensWith: by.opensWith ?? (async () => false),
    async changePassphrase(next) {
      if (!by.changePassphrase) throw new Error('no passphrase protects these keys');
      await by.changePassphrase(next, keys);
    },
    async destroy() {
      // First why, then the key: a crash in between leaves a station that is cut off again at its next contact.
      await replaceFile(cutOffMark(path), json({ version: 1, at: new Date().toISOString() }));
      await overwrite(path);
      await rm(path, { force: true });
      for (const key of keys) key.fill(0);
      keys = [];
    },
  };
}

/** Stands where a key was that the centre had destroyed. */
export function cutOffMark(keyPath: string): string {
  return join(dirname(keyPath), 'station.revoked.json');
}

/** What the file held is not left in its blocks, where the file system writes in place. */
export async function overwrite(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const { size } = await file.stat();
    await file.write(randomBytes(size), 0, size, 0);
    await file.sync();
  } finally {
    await file.close();
  }
}

function json(kept: WrappedKey | { version: 1; at: string }): string {
  return `${JSON.stringify(kept, null, 2)}\n`;
}
