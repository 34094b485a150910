/**
 * The write-ahead log that an unclean stop left behind, as a file. SQLite replays it up to the first frame that does
 * not check and drops the rest without a word: right for the torn end of a write that nobody was told about, but a
 * damaged place in the middle costs acknowledged writes. Here the two are told apart by what lies behind that frame.
 *
 * Format (https://sqlite.org/walformat.html): a header of 32 bytes with two salts, then frames of 24 bytes and a page.
 * A frame of the current run carries the header's salts; one that ends a transaction has a page count at byte 4.
 * Both headers stay readable in encrypted files.
 */
import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fstatSync,
  linkSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
} from 'node:fs';
import type { Connection } from './driver.ts';

const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
const MAGICS = [0x377f0682, 0x377f0683];
const LARGEST_PAGE = 65536;

export type LeftLog = {
  /**
   * Numbers, from 1, of the frames of the current run that end a transaction. The first of empty frames counts as one:
   * SQLite writes none, so something was there.
   */
  commits: number[];
  /** The header does not check: SQLite takes the log for empty. */
  headerDamaged: boolean;
};

/** What a log says about itself; undefined without a log or with nothing in it. Throws the file system's errors. */
export function readLeftLog(path: string): LeftLog | undefined {
  const log = logOf(path);
  if (!existsSync(log)) return undefined;
  const descriptor = openSync(log, 'r');
  try {
    const { size } = fstatSync(descriptor);
    const header = Buffer.alloc(HEADER_BYTES);
    if (readSync(descriptor, header, 0, HEADER_BYTES, 0) < HEADER_BYTES) return undefined;
    if (!headerChecks(header)) return { commits: [], headerDamaged: size > HEADER_BYTES };
    const frameBytes = FRAME_HEADER_BYTES + (header.readUInt32BE(8) || LARGEST_PAGE);
    const frames = Math.floor((size - HEADER_BYTES) / frameBytes);
    const commits: number[] = [];
    let someEmpty = false;
    const frame = Buffer.alloc(FRAME_HEADER_BYTES);
    for (let number = 1; number <= frames; number++) {
      readSync(descriptor, frame, 0, FRAME_HEADER_BYTES, HEADER_BYTES + (number - 1) * frameBytes);
      // One of the two salts suffices: the other may be what is damaged. Frames of an earlier run have neither.
      const current = [8, 12].some((at) => frame.readUInt32BE(at) === header.readUInt32BE(at + 8));
      const isEmpty = frame.readUInt32BE(0) === 0;
      if (isEmpty ? !someEmpty : current && frame.readUInt32BE(4) !== 0) commits.push(number);
      someEmpty ||= isEmpty;
    }
    return { commits, headerDamaged: false };
  } finally {
    closeSync(descriptor);
  }
}

function headerChecks(header: Buffer): boolean {
  const magic = header.readUInt32BE(0);
  if (!MAGICS.includes(magic)) return false;
  const word = (at: number) => (magic & 1 ? header.readUInt32BE(at) : header.readUInt32LE(at));
  let [first, second] = [0, 0];
  for (let at = 0; at < 24; at += 8) {
    first = (first + word(at) + second) >>> 0;
    second = (second + word(at + 4) + first) >>> 0;
  }
  return first === header.readUInt32BE(24) && second === header.readUInt32BE(28);
}

/** How many committed transactions of the log SQLite could not replay; 0 when nothing shows that any were lost. */
export function lostCommits(connection: Connection, log: LeftLog): number {
  const row = connection.prepare('PRAGMA wal_checkpoint(NOOP)').get([]) as { log?: number } | undefined;
  const replayed = row?.log ?? 0;
  if (log.headerDamaged) return replayed > 0 ? 0 : Number.POSITIVE_INFINITY;
  return log.commits.filter((number) => number > replayed).length;
}

/** Puts a damaged log aside, as a copy: the next checkpoint writes over it. Answers where, if the disk had room. */
export function keepDamagedLog(path: string): string | undefined {
  for (let number = 1; ; number++) {
    const target = `${path}.damaged-log-${number}`;
    try {
      copyFileSync(logOf(path), target, constants.COPYFILE_EXCL);
      return target;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return undefined;
    }
  }
}

/**
 * Closes a connection whose log must stay for whoever looks into what went wrong. SQLite moves the log into the file
 * and deletes it; here it is still there afterwards, and the next user knows that this one did not finish.
 */
export function closeKeepingLog(connection: Connection, path: string): void {
  const log = logOf(path);
  const kept = `${log}.kept`;
  const linked = existsSync(log) && holdsOnTo(log, kept);
  connection.close();
  if (!linked) return;
  if (existsSync(log)) rmSync(kept);
  else renameSync(kept, log);
}

function holdsOnTo(log: string, kept: string): boolean {
  rmSync(kept, { force: true });
  for (const hold of [linkSync, copyFileSync]) {
    try {
      hold(log, kept);
      return true;
    } catch {
      // No hard links on this file system, or no room for a copy: nothing that closing may fail for.
    }
  }
  return false;
}

function logOf(path: string): string {
  return `${path}-wal`;
}
