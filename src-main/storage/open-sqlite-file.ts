/**
 * Opens (or creates) one station file and leaves it locked, checked and tuned: WAL, `synchronous=FULL`, exclusive
 * lock held until close, temporary tables in memory (they would be written to disk unencrypted). What is wrong with
 * the file is told apart by the code of the `StorageError` thrown; a refused file is not changed.
 */
import { accessSync, chmodSync, closeSync, constants, existsSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Connection, Driver } from './driver.ts';
import { type FileKind, fileKind, hasRollbackJournal, wasLeftOpen } from './file-header.ts';
import { FALLBACK_PAGES } from './log-checkpoints.ts';
import { closeKeepingLog, keepDamagedLog, type LeftLog, lostCommits, readLeftLog } from './log-file.ts';
import { rekeyDraftOf } from './rekey.ts';
import { ReserveFile, type ReserveOptions } from './reserve-file.ts';
import { type LogDamage, SqliteFile } from './sqlite-file.ts';
import { codeForResult, StorageError, type StorageErrorCode } from './storage-error.ts';
import { quickCheck, removeDraft } from './whole-file.ts';

/** The engine's own file format, in `PRAGMA user_version`; what the collections hold is versioned by their schemas. */
export const FORMAT_VERSION = 1;
/** `PRAGMA application_id` of our files: "RxSQ". */
export const APPLICATION_ID = 0x52785351;
/** Older SQLite versions can corrupt a file when the WAL is reset. */
const OLDEST_SQLITE = [3, 51, 3] as const;
const PAGE_CACHE_KIB = 32 * 1024;
const LOG_SIZE_LIMIT_BYTES = 64 * 1024 * 1024;
const KEY_BYTES = 32;
/** A kill or a power cut can tear the transaction that was being committed: nobody was told that it is there. */
const MOST_TORN_COMMITS = 1;
const LOCK_RETRY_MS = 50;
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
  /**
   * Checks the whole file when the last user did not close it (about a second per gigabyte in the page cache, else the
   * disk's reading speed). Damage is refused as `corrupt` with the `problems` found; what is no damage keeps its code.
   */
  checkAfterUncleanStop?: boolean;
  /** Disk space held back for the moment when the disk is full. Absent: none. */
  reserve?: ReserveOptions;
  /** Told when the disk was full and the reserve made room: the write was tried again, and little room is left. */
  onReserveReleased?: () => void;
};

export function openSqliteFile(options: OpenSqliteFileOptions): SqliteFile {
  const { path, driver, key, checkAfterUncleanStop = false, onFailed, onReserveReleased } = options;
  const inMemory = path === IN_MEMORY;
  const kind = checkBefore(options);
  const recovered = !inMemory && (wasLeftOpen(path) || existsSync(rekeyDraftOf(path)));
  const leftLog = recovered ? readLeftLog(path) : undefined;
  const connection = connect(options, kind);
  try {
    const logDamage = leftLog ? logDamageOf(connection, { path, leftLog }) : undefined;
    if (recovered && checkAfterUncleanStop) requireIntact(connection, options);
    // The lock is ours now: nobody is making these.
    if (!inMemory) removeDraft(rekeyDraftOf(path));
    return new SqliteFile({
      path,
      key,
      driver,
      connection,
      connect: (newKey) => connect({ ...options, key: newKey }, 'encrypted'),
      recovered,
      logDamage,
      reserve: inMemory ? undefined : reserveOf(options),
      onFailed,
      onReserveReleased,
    });
  } catch (error) {
    closeKeepingLog(connection, path);
    throw named(error, { path, driver, kind: 'plain' });
  }
}

/**
 * Opens with the first of `keys` that fits: after a key rotation that was cut off, the new key and the old one.
 * Throws `wrong-key` when none does.
 */
export function openWithOneOf(
  options: Omit<OpenSqliteFileOptions, 'key'>,
  keys: readonly Uint8Array[],
): { file: SqliteFile; key: Uint8Array } {
  let refusal: unknown = new StorageError('misuse', { path: options.path, detail: 'no key to try' });
  for (const key of keys) {
    try {
      return { file: openSqliteFile({ ...options, key }), key };
    } catch (error) {
      if (!(error instanceof StorageError && error.code === 'wrong-key')) throw error;
      refusal = error;
    }
  }
  throw refusal;
}

type ConnectOptions = Pick<OpenSqliteFileOptions, 'path' | 'driver' | 'key' | 'busyTimeoutMs'>;

/** An exclusive, checked and tuned connection. A lock is waited for by opening anew: see `openOnce`. */
function connect(options: ConnectOptions, kind: FileKind): Connection {
  const { path, driver, busyTimeoutMs = 1000 } = options;
  const tries = Math.max(1, Math.ceil(busyTimeoutMs / LOCK_RETRY_MS));
  for (let left = tries; ; left--) {
    try {
      return openOnce(options, kind);
    } catch (error) {
      const refusal = named(error, { path, driver, kind });
      if (left <= 1 || !(refusal instanceof StorageError && refusal.code === 'locked')) throw refusal;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOCK_RETRY_MS);
    }
  }
}

/**
 * Never waits with the file open: a key rotation by the process that holds the lock replaces the file under this name,
 * and the log of the new file must not be taken for the old one's.
 */
function openOnce({ path, driver, key }: ConnectOptions, kind: FileKind): Connection {
  const inMemory = path === IN_MEMORY;
  if (kind === 'new' && !inMemory) createPrivately(path);
  const identity = inMemory ? '' : identityOf(path);
  const connection = driver.open(path, key ? { key, busyTimeoutMs: 0 } : { busyTimeoutMs: 0 });
  try {
    // Before the first read: the log's index then lives in memory, not in a shared file that needs disk space.
    connection.pragma('locking_mode = EXCLUSIVE');
    connection.pragma('temp_store = MEMORY');
    requireFitEngine(connection, { path, driver });
    const application = requireOurs(connection, path);
    if (!inMemory && identityOf(path) !== identity) {
      throw new StorageError('locked', { path, detail: 'the file was replaced while it was opened' });
    }
    tune(connection, path);
    if (application !== APPLICATION_ID) initialise(connection);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

function identityOf(path: string): string {
  const { dev, ino } = statSync(path, { bigint: true });
  return `${dev}:${ino}`;
}

function reserveOf({ path, reserve }: OpenSqliteFileOptions): ReserveFile | undefined {
  if (!reserve) return undefined;
  const file = new ReserveFile({ path: reserve.path ?? `${path}.reserve`, bytes: reserve.bytes });
  file.ensure();
  return file;
}

function logDamageOf(
  connection: Connection,
  { path, leftLog }: { path: string; leftLog: LeftLog },
): LogDamage | undefined {
  const commits = lostCommits(connection, leftLog);
  if (commits === 0) return undefined;
  if (commits > MOST_TORN_COMMITS) {
    const problem = `log: ${commits} committed transactions behind a damaged place`;
    throw new StorageError('corrupt', { path, detail: problem, problems: [problem] });
  }
  return { commits, keptAs: keepDamagedLog(path) };
}

function requireIntact(connection: Connection, { path, driver }: OpenSqliteFileOptions): void {
  const ask = (sql: string): string[] => {
    try {
      return connection.prepare(sql, { pluck: true }).all([]) as string[];
    } catch (error) {
      throw named(error, { path, driver, kind: 'plain' });
    }
  };
  const result = quickCheck(ask, path);
  if (!result.ok) throw new StorageError('corrupt', { path, detail: 'check after an unclean stop', ...result });
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

function requireFitEngine(connection: Connection, { path, driver }: { path: string; driver: Driver }): void {
  const version = String(connection.prepare('SELECT sqlite_version()', { pluck: true }).get([]));
  const parts = version.split('.').map(Number);
  const difference = OLDEST_SQLITE.map((wanted, index) => (parts[index] ?? 0) - wanted).find((part) => part !== 0) ?? 0;
  if (difference < 0) {
    throw new StorageError('engine-unfit', { path, detail: `SQLite ${version}, at least ${OLDEST_SQLITE.join('.')}` });
  }
  try {
    connection.prepare('SELECT fts5_source_id()', { pluck: true }).get([]);
  } catch (error) {
    if (driver.resultOf(error) !== 'SQLITE_ERROR') throw error;
    throw new StorageError('engine-unfit', { path, detail: 'FTS5 is missing', cause: error });
  }
}

/** The first page read: a wrong key, a lock and a damaged file show here, before anything is written. */
function requireOurs(connection: Connection, path: string): unknown {
  const application = connection.pragma('application_id');
  const version = Number(connection.pragma('user_version'));
  const tables = Number(connection.prepare('SELECT count(*) FROM sqlite_schema', { pluck: true }).get([]));
  if (application !== APPLICATION_ID && tables > 0) throw new StorageError('foreign-file', { path });
  if (version > FORMAT_VERSION) {
    throw new StorageError('newer-version', { path, detail: `format ${version}, this engine reads ${FORMAT_VERSION}` });
  }
  return application;
}

function tune(connection: Connection, path: string): void {
  const mode = connection.pragma('journal_mode = WAL');
  if (mode !== 'wal' && path !== IN_MEMORY) throw new StorageError('io', { path, detail: `journal mode is ${mode}` });
  connection.pragma('synchronous = FULL');
  connection.pragma(`wal_autocheckpoint = ${FALLBACK_PAGES}`);
  connection.pragma('fullfsync = ON');
  connection.pragma('checkpoint_fullfsync = ON');
  connection.pragma(`cache_size = -${PAGE_CACHE_KIB}`);
  connection.pragma(`journal_size_limit = ${LOG_SIZE_LIMIT_BYTES}`);
  connection.pragma('cell_size_check = ON');
  connection.pragma('foreign_keys = ON');
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
