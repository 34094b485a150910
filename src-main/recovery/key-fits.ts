import { readFileSync } from 'node:fs';
import type { Driver } from '../storage/driver.ts';
import { StorageError } from '../storage/storage-error.ts';
import { keyOf } from './aside/tasks.ts';
import { listBackups } from './backups/backup-file.ts';
import { findFrames } from './black-box/frame.ts';
import { FrameKeys } from './black-box/frame-keys.ts';
import { listSegments } from './black-box/segment.ts';
import { recoveryFiles } from './files.ts';

/**
 * Whether one of the keys is of a profile, told from the black box and the backups, newest first. A database whose first
 * page is damaged looks like one with another key; this tells them apart. `unknown`: there is nothing to tell it by.
 */
export function keyFits(dataDir: string, parts: { keys: readonly Uint8Array[]; driver: Driver }): Fits {
  const files = recoveryFiles(dataDir);
  const frameKeys = new FrameKeys(parts.keys);
  for (const { path } of listSegments(files.blackBox).reverse()) {
    for (const found of findFrames(readFileSync(path))) {
      if (found.kind === 'frame') return frameKeys.open(found) ? 'yes' : 'no';
    }
  }
  let refused = false;
  for (const { path } of listBackups(files.backups)) {
    const answer = opens(path, parts);
    if (answer === 'yes') return 'yes';
    refused ||= answer === 'no';
  }
  return refused ? 'no' : 'unknown';
}

type Fits = 'yes' | 'no' | 'unknown';

function opens(path: string, parts: { keys: readonly Uint8Array[]; driver: Driver }): Fits {
  try {
    keyOf(path, parts);
    return 'yes';
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    return error.code === 'wrong-key' ? 'no' : 'unknown';
  }
}
