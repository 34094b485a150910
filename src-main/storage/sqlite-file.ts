/**
 * One open station file: statements, transactions, fail-stop, a local sequence and a small key–value table.
 * Everything is synchronous; a call either happened or threw a `StorageError` (or the caller's own error).
 *
 *   usable ──IOERR, FULL, CORRUPT, READONLY, NOMEM──▶ failed ──close()──▶ closed
 *      └──────────────────────close()────────────────────────────────────▶ closed
 *
 * In `failed` every operation throws the first error; only `close` works. Open the file again to go on.
 */
import { backUp, type CheckResult, quickCheck } from './check-and-backup.ts';
import type { Connection, Driver, SqlValue } from './driver.ts';
import { type Statement, StatementCache } from './statement-cache.ts';
import { codeForResult, StorageError } from './storage-error.ts';

export type { Statement } from './statement-cache.ts';

export type SqliteFileOptions = {
  path: string;
  key: Uint8Array | undefined;
  driver: Driver;
  connection: Connection;
  /** The last user did not close the file; its log was replayed. */
  recovered: boolean;
  onFailed?: ((error: StorageError) => void) | undefined;
};

/** How many sequence numbers one write of the meta table reserves; a crash skips the rest of them. */
const SEQUENCE_BLOCK = 1024;
const SEQUENCE_KEY = 'sequence';

export class SqliteFile {
  readonly path: string;
  readonly encrypted: boolean;
  readonly recovered: boolean;
  readonly #options: SqliteFileOptions;
  readonly #connection: Connection;
  readonly #statements: StatementCache;
  readonly #claims = new Set<string>();
  #failed: StorageError | undefined;
  #closed = false;
  #depth = 0;
  #afterCommit: (() => void)[] = [];
  #nextSequence: number;
  #reservedUntil: number;

  /** Use `openSqliteFile`; the connection must be keyed and hold the `_file_meta` table. */
  constructor(options: SqliteFileOptions) {
    this.#options = options;
    this.path = options.path;
    this.encrypted = options.key !== undefined;
    this.recovered = options.recovered;
    this.#connection = options.connection;
    this.#statements = new StatementCache(options.connection, this.#attempt);
    this.#nextSequence = Number(this.getMeta(SEQUENCE_KEY) ?? '1');
    this.#reservedUntil = this.#nextSequence;
  }

  /** The error that stopped this file, if any. */
  get failed(): StorageError | undefined {
    return this.#failed;
  }

  get closed(): boolean {
    return this.#closed;
  }

  get inTransaction(): boolean {
    return this.#depth > 0;
  }

  /** Rows as objects by column name. The statement is cached by its text: build texts from few shapes, bind values. */
  prepare<Row = unknown>(sql: string): Statement<Row> {
    return this.#statements.get(sql, { pluck: false }) as Statement<Row>;
  }

  /** Like `prepare`, with the first column as the row: half the cost where one column is enough. */
  pluck<Value extends SqlValue>(sql: string): Statement<Value> {
    return this.#statements.get(sql, { pluck: true }) as Statement<Value>;
  }

  /** Runs statements without parameters, for schema work. Transactions only through `transaction`. */
  exec(sql: string): void {
    this.#attempt(() => this.#connection.exec(sql));
  }

  /**
   * Runs `work` (synchronous) in one transaction: all of it is committed and durable on return, or none and it throws.
   * Inside another transaction it is a savepoint: it can fail alone, and is durable when the outermost one is.
   */
  transaction<T>(work: () => T): T {
    return this.#depth === 0 ? this.#outermost(work) : this.#savepoint(work);
  }

  /**
   * Has `callback` run right after the outermost commit, in the same synchronous turn and in order of registration;
   * never when the transaction (or the savepoint it was registered in) rolls back. Outside a transaction: at once.
   * A callback must not throw: what was committed stays committed. One that does surfaces as an uncaught exception.
   */
  afterCommit(callback: () => void): void {
    if (this.#depth === 0) this.#runCallback(callback);
    else this.#afterCommit.push(callback);
  }

  /**
   * The next number of the file's local sequence: strictly increasing over the file's life, over crashes and
   * rollbacks, with gaps. Never the clock.
   */
  nextSequence(): number {
    if (this.#nextSequence >= this.#reservedUntil) {
      const until = this.#nextSequence + SEQUENCE_BLOCK;
      this.setMeta(SEQUENCE_KEY, String(until));
      this.#reservedUntil = until;
    }
    return this.#nextSequence++;
  }

  getMeta(key: string): string | undefined {
    return this.pluck<string>('SELECT value FROM _file_meta WHERE key = ?').get(key);
  }

  setMeta(key: string, value: string): void {
    this.prepare(
      'INSERT INTO _file_meta(key, value) VALUES (?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value',
    ).run(key, value);
  }

  /** Marks a part of the file as owned; a second owner is refused (`misuse`). */
  claim(owner: string): void {
    if (this.#claims.has(owner)) throw this.#error('misuse', `${owner} is already in use on this file`);
    this.#claims.add(owner);
  }

  /** SQLite's structural check of the whole file; with encryption every page's authentication tag is checked too. */
  quickCheck(): CheckResult {
    return quickCheck((sql) => this.pluck<string>(sql).all());
  }

  /**
   * Writes a compact copy of the file to `target` (same key), verifies it by opening it, and only then gives it the
   * final name. Blocks for the time of reading and writing the whole file. The target must not exist.
   */
  backupTo(target: string): void {
    this.assertUsable();
    const { driver, key } = this.#options;
    // VACUUM INTO keeps the key; SQLite's backup API refuses encrypted targets.
    backUp((path) => void this.prepare('VACUUM INTO ?').run(path), { target, driver, key });
  }

  /**
   * Moves the log into the file and releases the lock. Idempotent. Works, without moving the log, on a failed file.
   * Where the log cannot be moved (full disk) nothing is lost: `onFailed` is told, and the next opening replays it.
   */
  close(): void {
    if (this.#closed) return;
    if (this.#depth > 0) throw this.#error('misuse', 'close inside a transaction');
    this.#closed = true;
    this.#statements.clear();
    try {
      if (!this.#failed) this.#connection.pragma('wal_checkpoint(TRUNCATE)');
    } catch (error) {
      const failure = this.#translated(error);
      if (!(failure instanceof StorageError && failure.stops)) throw failure;
    } finally {
      this.#connection.close();
    }
  }

  /** Throws the typed error when the file has failed or is closed. */
  assertUsable(): void {
    if (this.#failed) throw this.#failed;
    if (this.#closed) throw this.#error('closed');
  }

  #outermost<T>(work: () => T): T {
    this.#attempt(() => this.#connection.exec('BEGIN IMMEDIATE'));
    this.#depth = 1;
    let result: T;
    try {
      result = this.#work(work);
      this.#attempt(() => this.#connection.exec('COMMIT'));
    } catch (error) {
      this.#rollBack();
      throw error;
    } finally {
      this.#depth = 0;
    }
    const callbacks = this.#afterCommit;
    this.#afterCommit = [];
    for (const callback of callbacks) this.#runCallback(callback);
    return result;
  }

  #savepoint<T>(work: () => T): T {
    const name = `s${this.#depth}`;
    const callbacksBefore = this.#afterCommit.length;
    this.exec(`SAVEPOINT ${name}`);
    this.#depth++;
    try {
      const result = this.#work(work);
      this.exec(`RELEASE ${name}`);
      return result;
    } catch (error) {
      this.#afterCommit.length = callbacksBefore;
      this.#reservedUntil = this.#nextSequence;
      if (!this.#failed) this.exec(`ROLLBACK TO ${name}; RELEASE ${name}`);
      throw error;
    } finally {
      this.#depth--;
    }
  }

  #work<T>(work: () => T): T {
    const result = work();
    if (result instanceof Promise) throw this.#error('misuse', 'a transaction is synchronous');
    // A caller that swallowed the error of one statement must not commit the rest.
    if (this.#failed) throw this.#failed;
    return result;
  }

  #rollBack(): void {
    this.#afterCommit = [];
    this.#reservedUntil = this.#nextSequence;
    try {
      if (this.#connection.inTransaction) this.#connection.exec('ROLLBACK');
    } catch (error) {
      // What is half done must not be built upon; SQLite discards it when the file is opened again.
      const failure = this.#translated(error);
      this.#stop(
        failure instanceof StorageError && failure.stops ? failure : this.#error('io', 'rollback failed', error),
      );
    }
  }

  #runCallback(callback: () => void): void {
    try {
      callback();
    } catch (error) {
      queueMicrotask(() => {
        throw error;
      });
    }
  }

  readonly #attempt = <T>(operation: () => T): T => {
    this.assertUsable();
    try {
      return operation();
    } catch (error) {
      throw this.#translated(error);
    }
  };

  #translated(error: unknown): unknown {
    const result = this.#options.driver.resultOf(error);
    if (result === undefined) return error;
    const failure = this.#error(codeForResult(result), error instanceof Error ? error.message : result, error);
    if (failure.stops) this.#stop(failure);
    return failure;
  }

  #stop(error: StorageError): void {
    if (this.#failed) return;
    this.#failed = error;
    this.#options.onFailed?.(error);
  }

  #error(code: ConstructorParameters<typeof StorageError>[0], detail?: string, cause?: unknown): StorageError {
    return new StorageError(code, { path: this.path, detail: detail ?? '', cause });
  }
}
