import { readFileSync } from 'node:fs';
import type { Driver } from '../storage/driver.ts';
import { openSqliteFile } from '../storage/open-sqlite-file.ts';
import { StorageError } from '../storage/storage-error.ts';
import { listBackups } from './backups/backup-file.ts';
import { findFrames, frameKey, openFrame } from './black-box/frame.ts';
import { listSegments } from './black-box/segment.ts';
import { recoveryFiles } from './files.ts';

/**
 * Whether a key is the one of a profile, told from the black box and the backups, newest first. A database whose first
 * page is damaged looks like one with another key; this tells them apart. `unknown`: there is nothing to tell it by.
 */
export function keyFits(
  dataDir: string,
  { key, driver }: { key: Uint8Array; driver: Driver },
): 'yes' | 'no' | 'unknown' {
  const files = recoveryFiles(dataDir);
  for (const { path } of listSegments(files.blackBox).reverse()) {
    for (const found of findFrames(readFileSync(path))) {
      if (found.kind === 'frame') return openFrame(found.sealed, frameKey(key, found.salt)) ? 'yes' : 'no';
    }
  }
  let refused = false;
  for (const { path } of listBackups(files.backups)) {
    const answer = opens(path, { key, driver });
    if (answer === 'yes') return 'yes';
    refused ||= answer === 'no';
  }
  return refused ? 'no' : 'unknown';
}

function opens(path: string, { key, driver }: { key: Uint8Array; driver: Driver }): 'yes' | 'no' | 'unknown' {
  try {
    openSqliteFile({ path, driver, ...(driver.encrypts ? { key } : {}) }).close();
    return 'yes';
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    return error.code === 'wrong-key' ? 'no' : 'unknown';
  }
}
