/** What of a profile's directory belongs to recovery. Nothing here is ever deleted but backups past their turn. */
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const recoveryFiles = (dataDir: string) => ({
  database: join(dataDir, 'station.db'),
  blackBox: join(dataDir, 'blackbox'),
  backups: join(dataDir, 'backups'),
  /** Files that were moved aside, one directory for each time. */
  aside: join(dataDir, 'damaged'),
  /** The last report. Counts and file names: nothing personal. */
  report: join(dataDir, 'recovery.json'),
  /** There while a restoration is under way. */
  unfinished: join(dataDir, 'recovery-unfinished.json'),
  /** There while the database must be checked at the next opening, however it was closed. */
  checkWanted: join(dataDir, 'check-wanted'),
});

/** SQLite's files beside the database. */
export const BESIDE = ['-wal', '-shm', '-journal'] as const;

/** Whole or absent after a crash at any moment. */
export function replaceFileSync(path: string, content: string): void {
  const temporary = `${path}.part`;
  rmSync(temporary, { force: true });
  const descriptor = openSync(temporary, 'wx', 0o600);
  try {
    writeFileSync(descriptor, content);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(temporary, path);
  syncDirectory(dirname(path));
}

/** Makes the names in a directory durable. Windows opens no directories and orders renames itself. */
export function syncDirectory(path: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** A directory for its owner only. */
export function makeDirectory(path: string): void {
  if (mkdirSync(path, { recursive: true, mode: 0o700 })) syncDirectory(dirname(path));
}
