/**
 * What lies at a path, read from its first bytes before SQLite touches it. SQLite itself answers "file is not a
 * database" to a wrong key, to a plain file opened with a key, and to a text file alike.
 *
 * An encrypted file (SQLite3 Multiple Ciphers) has 16 bytes of salt where SQLite's magic string would be, and keeps
 * bytes 16–23 readable: page size, versions, reserved bytes per page, and the constants 64, 32, 32.
 */
import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';

export type FileKind = 'new' | 'plain' | 'encrypted' | 'other';

const MAGIC = Buffer.from('SQLite format 3\0', 'latin1');
const HEADER_BYTES = 24;

/** Throws the file system's own error when the file exists but cannot be read. */
export function fileKind(path: string): FileKind {
  if (!statSync(path, { throwIfNoEntry: false })) return 'new';
  const descriptor = openSync(path, 'r');
  try {
    if (fstatSync(descriptor).size === 0) return 'new';
    const header = Buffer.alloc(HEADER_BYTES);
    if (readSync(descriptor, header, 0, HEADER_BYTES, 0) < HEADER_BYTES) return 'other';
    if (!isDatabaseHeader(header)) return 'other';
    return header.subarray(0, MAGIC.length).equals(MAGIC) ? 'plain' : 'encrypted';
  } finally {
    closeSync(descriptor);
  }
}

function isDatabaseHeader(header: Buffer): boolean {
  const pageSize = header.readUInt16BE(16);
  const powerOfTwo = pageSize === 1 || (pageSize >= 512 && (pageSize & (pageSize - 1)) === 0);
  return powerOfTwo && header[21] === 64 && header[22] === 32 && header[23] === 32;
}

/** True when the last user of the file did not close it: its write-ahead log, even an empty one, is still there. */
export function wasLeftOpen(path: string): boolean {
  return statSync(`${path}-wal`, { throwIfNoEntry: false }) !== undefined || hasRollbackJournal(path);
}

/** True while SQLite has an unfinished rollback journal, which it replays before the header can be trusted. */
export function hasRollbackJournal(path: string): boolean {
  return (statSync(`${path}-journal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
}
