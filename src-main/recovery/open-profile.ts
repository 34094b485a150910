/**
 * Opens the station's file, or puts one in its place when it is gone or damaged:
 *
 *   opens, was closed in order ─────────────────────────────▶ as it is
 *   opens, was not closed (or a check is wanted) ─ check ─ ok ▶ as it is
 *   opens under a former key ───────────────────────────────▶ put under the present one (in a thread), then as above
 *   damaged · gone · asked for ─▶ newest backup that holds, checked beside its place
 *                                 ─▶ what was there moves aside ─▶ the backup takes the place (or an empty file)
 *
 * What came after the backup is in the black box; `replay.ts` brings it back once the collections are open.
 * FULL, I/O errors, locks, permissions and a wrong key are no damage: they are thrown on, and nothing is touched.
 */

import { existsSync, statSync, writeFileSync } from 'node:fs';
import { copyFile, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, relative } from 'node:path';
import type { RecoveryCause } from '#shared/contract/recovery.ts';
import type { Driver } from '../storage/driver.ts';
import { openSqliteFile, openWithOneOf } from '../storage/open-sqlite-file.ts';
import type { SqliteFile } from '../storage/sqlite-file.ts';
import { StorageError, type StorageErrorCode } from '../storage/storage-error.ts';
import { runAside } from './aside/run-aside.ts';
import { type BackupFile, listBackups } from './backups/backup-file.ts';
import { listSegments } from './black-box/segment.ts';
import { BESIDE, makeDirectory, recoveryFiles, syncDirectory } from './files.ts';
import { keyFits } from './key-fits.ts';
import { moveAside } from './move-aside.ts';

export interface OpenProfileOptions {
  dataDir: string;
  driver: Driver;
  /** True for the product's own driver: copies are then checked in a thread of their own. */
  aside: boolean;
  /** 32 bytes each, the present one first. Absent only with a driver that cannot encrypt (tests). */
  keys?: readonly Uint8Array[] | undefined;
  /** ISO instant of the station's clock. */
  now: () => string;
  onFailed: (error: StorageError) => void;
  /** Told when the space held back for a full disk was given up. */
  onReserveReleased?: (() => void) | undefined;
  /** Bytes held back for a full disk; 0 for none. */
  reserveBytes?: number | undefined;
  /** Name of a backup that takes the place of whatever is there, or `NEWEST_THAT_HOLDS`. */
  restore?: string | undefined;
  /** Told what is being done, where it takes long. */
  onPhase?: ((what: 'backup' | 'key') => void) | undefined;
}

export interface OpenedProfile {
  file: SqliteFile;
  /** The key that the file is under: a former one, where there was no room to change it. */
  key: Uint8Array | undefined;
  /** What had to be put in place, or is known to be missing; `null` when the file was as it should be. */
  replaced: Replaced | null;
}

export interface Replaced {
  cause: RecoveryCause;
  problems: string[];
  /** Where the former file is now, absolute; `null` when there was none. */
  aside: string | null;
  backup: { name: string; at: string } | null;
  skipped: { name: string; code: string }[];
}

/** In place of a backup's name: what is there counts as damaged, whatever it is; without a backup the black box is all. */
export const NEWEST_THAT_HOLDS = '*';

const MOST_PROBLEMS = 5;

/** @throws {StorageError} whatever is no damage; the file system's own error while copying */
export async function openProfile(options: OpenProfileOptions): Promise<OpenedProfile> {
  const files = recoveryFiles(options.dataDir);
  makeDirectory(options.dataDir);
  await rm(`${files.database}.part`, { force: true });
  const { file, replaced } = await found(options);
  const under = await underPresentKey(file, options);
  return { ...under, replaced };
}

async function found(options: OpenProfileOptions): Promise<Opened> {
  const files = recoveryFiles(options.dataDir);
  if (options.restore === NEWEST_THAT_HOLDS) return replace(options, { cause: 'damaged', problems: [] });
  if (options.restore !== undefined) return replace(options, { cause: 'asked', problems: [] });
  if (isMissing(files.database)) {
    if (!hasPast(options)) return { file: openFile(options), replaced: null };
    return replace(options, { cause: 'missing', problems: [] });
  }
  const opened = openChecked(options);
  if ('file' in opened) return { file: opened.file, replaced: logDamage(opened.file.file) };
  return replace(options, { cause: 'damaged', problems: opened.problems });
}

interface Opened {
  file: OpenFile;
  replaced: Replaced | null;
}

interface OpenFile {
  file: SqliteFile;
  key: Uint8Array | undefined;
}

/**
 * A file under a former key is put under the present one. It takes reading and writing all of it, in a thread; where
 * there is no room for that the former key goes on, and the next opening tries again.
 */
async function underPresentKey({ file, key }: OpenFile, options: OpenProfileOptions): Promise<OpenFile> {
  const { keys, driver, aside, onPhase } = options;
  if (!keys || key === keys[0]) return { file, key };
  onPhase?.('key');
  file.close();
  try {
    await runAside('rekey', { path: file.path, keys }, { driver: aside ? undefined : driver });
  } catch (error) {
    if (!(error instanceof StorageError && error.code === 'full')) throw error;
  }
  return openFile(options);
}

/** Has the file checked at the next opening, however it was closed. As good as can be: the disk may be what failed. */
export function wantCheck(dataDir: string): void {
  try {
    writeFileSync(recoveryFiles(dataDir).checkWanted, '');
  } catch {
    // The check then waits until the damage is met again, or for the daily backup.
  }
}

function openFile({
  dataDir,
  driver,
  keys,
  onFailed,
  onReserveReleased = () => {},
  reserveBytes = 0,
}: OpenProfileOptions): OpenFile {
  const options = {
    path: recoveryFiles(dataDir).database,
    driver,
    onFailed,
    onReserveReleased,
    ...(reserveBytes > 0 ? { reserve: { bytes: reserveBytes } } : {}),
  };
  return keys ? openWithOneOf(options, keys) : { file: openSqliteFile(options), key: undefined };
}

function openChecked(options: OpenProfileOptions): { file: OpenFile } | { problems: string[] } {
  const { checkWanted } = recoveryFiles(options.dataDir);
  let opened: OpenFile;
  try {
    opened = openFile(options);
  } catch (error) {
    if (error instanceof StorageError && isDamage(error, options)) return { problems: [error.message] };
    throw error;
  }
  const { file } = opened;
  const wanted = existsSync(checkWanted);
  if (!file.recovered && !wanted) return { file: opened };
  try {
    const check = file.quickCheck();
    if (check.ok) {
      void rm(checkWanted, { force: true });
      return { file: opened };
    }
    file.close();
    return { problems: check.problems.slice(0, MOST_PROBLEMS) };
  } catch (error) {
    file.close();
    throw error;
  }
}

/** Acknowledged commits that were in a damaged log are not in the file; the black box has them. */
function logDamage({ logDamage: damage }: SqliteFile): Replaced | null {
  if (!damage) return null;
  const problems = [`write-ahead log: ${damage.commits} commits behind a damaged frame`];
  return { cause: 'log-damaged', problems, aside: damage.keptAs ?? null, backup: null, skipped: [] };
}

/** A damaged first page and a wrong key look the same to SQLite. */
function isDamage({ code }: StorageError, { dataDir, driver, keys }: OpenProfileOptions): boolean {
  if (code === 'corrupt') return true;
  if (code !== 'wrong-key' && code !== 'not-a-database') return false;
  return keys !== undefined && keyFits(dataDir, { keys, driver }) === 'yes';
}

function isMissing(database: string): boolean {
  return (statSync(database, { throwIfNoEntry: false })?.size ?? 0) === 0;
}

/** @throws {StorageError} `wrong-key` when there is one and the key is not its */
function hasPast({ dataDir, driver, keys }: OpenProfileOptions): boolean {
  const files = recoveryFiles(dataDir);
  if (listSegments(files.blackBox).length + listBackups(files.backups).length === 0) return false;
  if (keys && keyFits(dataDir, { keys, driver }) === 'no')
    throw new StorageError('wrong-key', { path: files.database });
  return true;
}

async function replace(
  options: OpenProfileOptions,
  { cause, problems }: { cause: RecoveryCause; problems: string[] },
): Promise<Opened> {
  options.onPhase?.('backup');
  const files = recoveryFiles(options.dataDir);
  const part = `${files.database}.part`;
  const skipped: Replaced['skipped'] = [];
  let backup: BackupFile | null = null;
  for (const candidate of candidates(options)) {
    const code = await prepare(candidate, { part, options });
    if (code === null) {
      backup = candidate;
      break;
    }
    if (isNamed(options.restore)) throw new StorageError(code, { path: candidate.path });
    skipped.push({ name: candidate.name, code });
  }
  const aside = moveAside(files.database, { aside: files.aside, at: options.now() });
  if (backup) await rename(part, files.database);
  syncDirectory(dirname(files.database));
  await rm(files.checkWanted, { force: true });
  return {
    file: openFile(options),
    replaced: { cause, problems, aside, backup: backup && { name: backup.name, at: backup.at }, skipped },
  };
}

/** Newest first; those that were never verified after all others. */
function candidates({ dataDir, restore }: OpenProfileOptions): BackupFile[] {
  const { backups } = recoveryFiles(dataDir);
  const all = listBackups(backups);
  if (!isNamed(restore)) return [...all.filter(({ note }) => note), ...all.filter(({ note }) => !note)];
  const asked = all.filter(({ name }) => name === basename(restore));
  if (asked.length === 0) throw new StorageError('cannot-open', { path: restore, detail: 'no such backup' });
  return asked;
}

function isNamed(restore: string | undefined): restore is string {
  return restore !== undefined && restore !== NEWEST_THAT_HOLDS;
}

/** Copies a backup to `part` and checks it there. @returns why it does not hold, or `null` */
async function prepare(
  { path }: BackupFile,
  { part, options: { keys, driver, aside } }: { part: string; options: OpenProfileOptions },
): Promise<StorageErrorCode | null> {
  await removePart(part);
  try {
    await copyFile(path, part);
    const handle = await open(part, 'r+');
    await handle.chmod(0o600);
    await handle.sync();
    await handle.close();
    await runAside('verify', { path: part, keys }, { driver: aside ? undefined : driver });
    return null;
  } catch (error) {
    await removePart(part);
    if (error instanceof StorageError && !MISFORTUNES.has(error.code)) return error.code;
    throw error;
  }
}

/** What says nothing about the backup. */
const MISFORTUNES = new Set<StorageErrorCode>(['full', 'io', 'memory', 'locked', 'read-only', 'engine-unfit']);

async function removePart(part: string): Promise<void> {
  for (const path of [part, ...BESIDE.map((suffix) => part + suffix)]) await rm(path, { force: true });
}

/** For a report: as a person finds it. */
export function insideProfile(dataDir: string, path: string): string {
  return relative(dataDir, path);
}
