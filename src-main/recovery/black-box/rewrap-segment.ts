import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { syncDirectory } from '../files.ts';
import { type Found, findFrames, frameKey, SALT_BYTES, sealFrame } from './frame.ts';
import { FrameKeys } from './frame-keys.ts';

/**
 * Writes a segment anew with every frame under the first key, and puts it in the place of the former in one step.
 * Counters stay; damaged stretches, and frames that no key opens, are kept byte by byte.
 * @returns `left` when a frame could not be opened @throws the file system's own error; the former file stands then
 */
export function rewrapSegment(path: string, keys: readonly Uint8Array[]): 'changed' | 'already' | 'left' {
  const bytes = readIfThere(path);
  if (bytes === null) return 'already';
  const frameKeys = new FrameKeys(keys);
  const salt = new Uint8Array(randomBytes(SALT_BYTES));
  const key = frameKey(keys[0]!, salt);
  const counters = new Set<number>();
  let [older, closed] = [false, false];
  const pieces: Uint8Array[] = [];
  const anew = (found: Found): Uint8Array => {
    const asItIs = bytes.subarray(found.at, found.end);
    if (found.kind === 'damage') return asItIs;
    const opened = frameKeys.open(found);
    if (!opened || counters.has(found.counter)) {
      closed = true;
      return asItIs;
    }
    // A counter is the nonce: never twice under one salt.
    counters.add(found.counter);
    older ||= opened.key !== keys[0];
    return sealFrame({ key, salt, counter: found.counter, body: opened.body });
  };
  for (const found of findFrames(bytes)) pieces.push(anew(found));
  if (older) replaceWith(path, pieces);
  if (closed) return 'left';
  return older ? 'changed' : 'already';
}

function readIfThere(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch (error) {
    // Its turn to be removed came first.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function replaceWith(path: string, pieces: readonly Uint8Array[]): void {
  const part = `${path}.part`;
  rmSync(part, { force: true });
  const descriptor = openSync(part, 'wx', 0o600);
  try {
    for (const piece of pieces) {
      for (let done = 0; done < piece.length; ) done += writeSync(descriptor, piece, done);
    }
    fsyncSync(descriptor);
  } catch (error) {
    closeSync(descriptor);
    rmSync(part, { force: true });
    throw error;
  }
  closeSync(descriptor);
  renameSync(part, path);
  syncDirectory(dirname(path));
}
