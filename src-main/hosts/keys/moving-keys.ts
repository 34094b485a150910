/**
 * The keys of a profile, which can move from one protection to another. A key in a file and one under lock lie in two
 * files: the move is noted first, then the new file is written whole, then the former is overwritten and removed. An
 * opening that finds the note knows which of the two is wanted, and ends the move.
 */
import { rm } from 'node:fs/promises';
import { z } from 'zod';
import type { KeyProtection } from '#shared/contract/views.ts';
import type { KeySource } from '../../secrets/key-source.ts';
import { readIfThere, replaceFile } from '../durable-file.ts';
import { profileFiles } from '../profile.ts';
import {
  type FileKeySource,
  inKeychain,
  inPlainFile,
  type Keychain,
  overwrite,
  underPassphrase,
} from './key-sources.ts';
import { newLock } from './wrapped-key.ts';

const noteSchema = z.object({ version: z.literal(1), to: z.enum(['key-file', 'passphrase', 'keychain']) });

/** @param keychain `null` where there is none that protects */
export function movingKeys(
  first: FileKeySource,
  { dataDir, keychain }: { dataDir: string; keychain: Keychain | null },
): KeySource {
  let present = first;
  return {
    get protection() {
      return present.protection;
    },
    get keys() {
      return present.keys;
    },
    get others() {
      const all: KeyProtection[] = keychain ? ['keychain', 'passphrase', 'key-file'] : ['passphrase', 'key-file'];
      return all.filter((one) => one !== present.protection);
    },
    record: (keys) => present.record(keys),
    opensWith: (passphrase) => present.opensWith(passphrase),
    changePassphrase: (next) => present.changePassphrase(next),
    destroy: () => present.destroy(),
    async protectBy(protection, passphrase) {
      const next = await sourceOf(protection, { dataDir, keychain, keys: present.keys, passphrase });
      if (next.path === present.path) await next.record(present.keys);
      else {
        await replaceFile(profileFiles(dataDir).keyMove, `${JSON.stringify({ version: 1, to: protection })}\n`);
        await next.record(present.keys);
        await endMove(dataDir, protection);
      }
      present = next;
    },
  };
}

/** Where a move that was cut off was going to; `null` for none. */
export async function moveUnderWay(dataDir: string): Promise<KeyProtection | null> {
  const text = await readIfThere(profileFiles(dataDir).keyMove);
  if (text === null) return null;
  try {
    return noteSchema.parse(JSON.parse(text)).to;
  } catch {
    // It is written in one step: this is not our note, and says nothing of the keys.
    return null;
  }
}

/** With the new file in its place: what the former held is not left in its blocks. */
export async function endMove(dataDir: string, to: KeyProtection): Promise<void> {
  const { plainKey, wrappedKey, keyMove } = profileFiles(dataDir);
  const former = to === 'key-file' ? wrappedKey : plainKey;
  if ((await readIfThere(former)) !== null) {
    await overwrite(former);
    await rm(former, { force: true });
  }
  await rm(keyMove, { force: true });
}

async function sourceOf(
  protection: KeyProtection,
  parts: { dataDir: string; keychain: Keychain | null; keys: readonly Uint8Array[]; passphrase: string | undefined },
): Promise<FileKeySource> {
  const { dataDir, keychain, keys, passphrase } = parts;
  const { plainKey, wrappedKey } = profileFiles(dataDir);
  if (protection === 'key-file') return inPlainFile(plainKey, keys);
  if (protection === 'keychain') {
    if (!keychain) throw new Error('no keychain here');
    return inKeychain(wrappedKey, { keys, keychain });
  }
  if (!passphrase) throw new Error('no passphrase was given');
  return underPassphrase(wrappedKey, { keys, lock: await newLock(passphrase) });
}
