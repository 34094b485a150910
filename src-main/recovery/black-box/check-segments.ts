/**
 * Reads the segments through that nobody writes to. A damaged one is moved aside, never deleted; what is whole of it takes
 * its place, so that the rest of the black box reads as before and the missing counters still say what is lost.
 */
import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { makeDirectory, syncDirectory } from '../files.ts';
import { type Found, findFrames } from './frame.ts';
import { listSegments } from './segment.ts';

export interface CheckSegmentsOptions {
  blackBox: string;
  /** Where damaged ones go, in a directory of their own. */
  aside: string;
  /** Segments that begin with a lower counter. */
  before: number;
  /** ISO instant: names the directory. */
  at: string;
  tell: (done: number, total: number) => void;
}

export interface CheckedSegments {
  read: number;
  /** Names of those that were moved aside. */
  damaged: string[];
}

export function checkSegments({ blackBox, aside, before, at, tell }: CheckSegmentsOptions): CheckedSegments {
  const segments = listSegments(blackBox).filter(({ first }) => first < before);
  const damaged: string[] = [];
  for (const [index, { path }] of segments.entries()) {
    if (existsSync(path) && isDamaged(path)) {
      moveDamagedAside(path, join(aside, `blackbox-${at.slice(0, 19).replace(/[-:]/g, '')}`));
      damaged.push(basename(path));
    }
    tell(index + 1, segments.length);
  }
  return { read: segments.length, damaged };
}

/** A write that was cut off at the very end was never acknowledged: that is no damage. */
function isDamaged(path: string): boolean {
  for (const found of findFrames(readFileSync(path))) if (found.kind === 'damage' && !found.last) return true;
  return false;
}

/** The copy aside is whole on the disk before the segment is replaced. */
function moveDamagedAside(path: string, directory: string): void {
  makeDirectory(dirname(directory));
  makeDirectory(directory);
  const copy = join(directory, basename(path));
  copyFileSync(path, `${copy}.part`);
  sync(`${copy}.part`);
  renameSync(`${copy}.part`, copy);
  syncDirectory(directory);
  const bytes = readFileSync(path);
  const part = `${path}.part`;
  rmSync(part, { force: true });
  const descriptor = openSync(part, 'wx', 0o600);
  try {
    for (const found of findFrames(bytes))
      if (isWhole(found)) writeSync(descriptor, bytes, found.at, found.end - found.at);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(part, path);
  syncDirectory(dirname(path));
}

function isWhole(found: Found): boolean {
  return found.kind === 'frame';
}

function sync(path: string): void {
  const descriptor = openSync(path, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
