/**
 * After a change of key: backups and segments of the black box are put under the new one, file by file, each in one step.
 * Until a file's turn comes a former key opens it; those stay recorded. What cannot be read is left as it is.
 */
import { statfsSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Driver } from '../storage/driver.ts';
import { openWithOneOf } from '../storage/open-sqlite-file.ts';
import { StorageError, type StorageErrorCode } from '../storage/storage-error.ts';
import { listBackups } from './backups/backup-file.ts';
import { rewrapSegment } from './black-box/rewrap-segment.ts';
import { listSegments } from './black-box/segment.ts';

export interface FollowOptions {
  blackBox: string;
  backups: string;
  /** The wanted one first. */
  keys: readonly Uint8Array[];
  /** Segments that begin with a lower counter: those that nobody writes to. */
  before: number;
  driver: Driver;
  tell: (done: number, total: number) => void;
}

export interface Followed {
  /** How many files were put under the new key. */
  files: number;
  /** Names of those that could not be: damaged, or under a key that is not recorded. */
  left: string[];
}

/** What says nothing about the file. */
const MISFORTUNES = new Set<StorageErrorCode>(['full', 'io', 'memory', 'read-only', 'engine-unfit']);
const SPARE_BYTES = 64 * 1024 * 1024;

/** @throws {StorageError} full, io, …: the rest is for another time */
export function followKey({ blackBox, backups, keys, before, driver, tell }: FollowOptions): Followed {
  const segments = listSegments(blackBox).filter(({ first }) => first < before);
  const copies = listBackups(backups);
  const followed: Followed = { files: 0, left: [] };
  const paths = [...segments.map(({ path }) => path), ...copies.map(({ path }) => path)];
  const sizes = paths.map((path) => statSync(path, { throwIfNoEntry: false })?.size ?? 0);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  let done = 0;
  for (const [index, path] of paths.entries()) {
    const outcome = index < segments.length ? rewrapSegment(path, keys) : rekeyCopy(path, { keys, driver });
    if (outcome === 'changed') followed.files++;
    if (outcome === 'left') followed.left.push(basename(path));
    done += sizes[index]!;
    tell(done, total);
  }
  return followed;
}

function rekeyCopy(
  path: string,
  { keys, driver }: { keys: readonly Uint8Array[]; driver: Driver },
): 'changed' | 'already' | 'left' {
  // Deleted in its turn since the list was made.
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  if (size === undefined) return 'already';
  try {
    const { file, key } = openWithOneOf({ path, driver, busyTimeoutMs: 0 }, keys);
    try {
      if (key === keys[0]) return 'already';
      requireSpace(path, size);
      file.rekey(keys[0]!);
      return 'changed';
    } finally {
      file.close();
    }
  } catch (error) {
    if (!(error instanceof StorageError) || MISFORTUNES.has(error.code)) throw error;
    return 'left';
  }
}

function requireSpace(path: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(path);
  if (bavail * bsize < bytes + SPARE_BYTES) throw new StorageError('full', { path, detail: 'no room to change a key' });
}
