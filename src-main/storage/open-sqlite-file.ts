/**
 * Opens (or creates) one station file and leaves it locked, checked and tuned: WAL, `synchronous=FULL`, exclusive
 * lock held until close, temporary tables in memory (they would be written to disk unencrypted). What is wrong with
 * the file is told apart by the code of the `StorageError` thrown; a refused file is not changed.
 */
import { accessSync, chmodSync, closeSync, constants, openSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Connection, Driver } from './driver.ts';
import { type FileKind, fileKind, hasLeftoverLog, hasRollbackJournal } from './file-header.ts';
import { SqliteFile } from './sqlite-file.ts';
import { codeForResult, StorageError, type StorageErrorCode } from './storage-error.ts';

/** The engine's own file format, in `PRAGMA user_version`; what the collections hold is versioned by their schemas. */
export const FORMAT_VERSION = 1;
/** `PRAGMA application_id` of our files: "RxSQ". */
export const APPLICATION_ID = 0x52785351;
/** Older SQLite versions can corrupt a file when the WAL is reset. */
const OLDEST_SQLITE = [3, 51, 3] as const;
const PAGE_CACHE_KIB = 32 * 1024;
const LOG_SIZE_LIMIT_BYTES = 64 * 1024 * 1024;
const KEY_BYTES = 32;
const IN_MEMORY = ':memory:';

export type OpenSqliteFileOptions = {
  /** The file's path, in an existing directory; or `:memory:` (tests). */
  path: string;
  driver: Driver;
  /** 32 random bytes. Absent: the file is plain. */
  key?: Uint8Array;
  /** How long another process's lock is waited for, blocking. Default 1000 ms. */
  busyTimeoutMs?: number;
  /** Told once, when the file stops after an I/O, full-disk or corruption error. */
  onFailed?: (error: StorageError) => void;
};

export function openSqliteFile(options: OpenSqliteFileOptions): SqliteFile {
  const { path, driver, key, busyTimeoutMs = 1000, onFailed } = options;
  const kind = checkBefore(options);
  const recovered = path !== IN_MEMORY && hasLeftoverLog(path);
  let connection: Connection | undefined;
  try {
    if (kind === 'new' && path !== IN_MEMORY) createPrivately(path);
    connection = driver.open(path, key ? { key, busyTimeoutMs } : { busyTimeoutMs });
    // Before the first read: the log's index then lives in memory, not in a shared file that needs disk space.
    connection.pragma('locking_mode = EXCLUSIVE');
    connection.pragma('temp_store = MEMORY');
    requireFitEngine(connection, path);
    prepareConnection(connection, path);
    return new SqliteFile({ path, key, driver, connection, recovered, onFailed });
  } catch (error) {
    connection?.close();
    throw named(error, { path, driver, kind });
  }
}

function checkBefore({ path, driver, key }: OpenSqliteFileOptions): FileKind {
  const refuse = (code: StorageErrorCode, detail?: string): never => {
    throw new StorageError(code, { path, detail });
  };
  if (key && key.length !== KEY_BYTES) refuse('misuse', `a key has ${KEY_BYTES} bytes`);
  if (key && !driver.encrypts) refuse('misuse', `${driver.name} cannot encrypt`);
  if (path === IN_MEMORY) return 'new';
  let kind: FileKind;
  try {
    kind = fileKind(path);
  } catch (error) {
    throw new StorageError('cannot-open', { path, cause: error });
  }
  if (hasRollbackJournal(path)) return kind;
  if (kind === 'other') refuse('not-a-database');
  if (kind === 'plain' && key) refuse('not-encrypted');
  if (kind === 'encrypted' && !key) refuse('key-required');
  if (kind !== 'new' && !isWritable(path)) refuse('read-only');
  return kind;
}

/** SQLite would open such a file without a word and fail at the first save. */
function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    accessSync(dirname(path), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Readable by its owner only, from the first byte on; SQLite gives the log the same mode. */
function createPrivately(path: string): void {
  try {
    closeSync(openSync(path, 'a', 0o600));
    chmodSync(path, 0o600);
  } catch (error) {
    throw new StorageError('cannot-open', { path, cause: error });
  }
}

function requireFitEngine(connection: Connection, path: string): void {
  const version = String(connection.prepare('SELECT sqlite_version()', { pluck: true }).get([]));
  const parts = version.split('.').map(Number);
  const difference = OLDEST_SQLITE.map((wanted, index) => (parts[index] ?? 0) - wanted).find((part) => part !== 0) ?? 0;
  if (difference < 0) {
    throw new StorageError('engine-unfit', { path, detail: `SQLite ${version}, at least ${OLDEST_SQLITE.join('.')}` });
  }
  try {
    connection.prepare('SELECT fts5_source_id()', { pluck: true }).get([]);
  } catch (error) {
    throw new StorageError('engine-unfit', { path, detail: 'FTS5 is missing', cause: error });
  }
}

function prepareConnection(connection: Connection, path: string): void {
  // The first page read: a wrong key, a lock and a damaged file show here, before anything is written.
  const application = connection.pragma('application_id');
  const version = Number(connection.pragma('user_version'));
  const tables = Number(connection.prepare('SELECT count(*) FROM sqlite_schema', { pluck: true }).get([]));
  if (application !== APPLICATION_ID && tables > 0) throw new StorageError('foreign-file', { path });
  if (version > FORMAT_VERSION) {
    throw new StorageError('newer-version', { path, detail: `format ${version}, this engine reads ${FORMAT_VERSION}` });
  }
  const mode = connection.pragma('journal_mode = WAL');
  if (mode !== 'wal' && path !== IN_MEMORY) throw new StorageError('io', { path, detail: `journal mode is ${mode}` });
  connection.pragma('synchronous = FULL');
  connection.pragma('fullfsync = ON');
  connection.pragma('checkpoint_fullfsync = ON');
  connection.pragma(`cache_size = -${PAGE_CACHE_KIB}`);
  connection.pragma(`journal_size_limit = ${LOG_SIZE_LIMIT_BYTES}`);
  connection.pragma('cell_size_check = ON');
  connection.pragma('foreign_keys = ON');
  if (application !== APPLICATION_ID) initialise(connection);
}

/** One transaction: a crash leaves either an empty file, which is new again, or a whole one. */
function initialise(connection: Connection): void {
  connection.exec('BEGIN IMMEDIATE');
  connection.exec('CREATE TABLE _file_meta(key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID');
  connection.pragma(`application_id = ${APPLICATION_ID}`);
  connection.pragma(`user_version = ${FORMAT_VERSION}`);
  connection.exec('COMMIT');
}

function named(error: unknown, { path, driver, kind }: { path: string; driver: Driver; kind: FileKind }): unknown {
  const result = driver.resultOf(error);
  if (result === undefined) return error;
  const detail = error instanceof Error ? error.message : result;
  const code = result === 'SQLITE_NOTADB' && kind === 'encrypted' ? 'wrong-key' : codeForResult(result);
  return new StorageError(code, { path, detail, cause: error });
}
