/**
 * One open station file: statements, transactions, fail-stop, a local sequence and a small key–value table.
 * Everything is synchronous; a call either happened or threw a `StorageError` (or the caller's own error). After an
 * error that stops the file (`fail-stop.ts`) every operation throws that error; only `close` works. Open it again to
 * go on.
 */
import type { Connection, Driver, SqlValue } from './driver.ts';
import { FailStop } from './fail-stop.ts';
import { LocalSequence, SEQUENCE_KEY } from './local-sequence.ts';
import { FALLBACK_PAGES, LogCheckpoints } from './log-checkpoints.ts';
import { closeKeepingLog } from './log-file.ts';
import { rekey } from './rekey.ts';
import type { ReserveFile, ReserveState } from './reserve-file.ts';
import { type Statement, StatementCache } from './statement-cache.ts';
import { StorageError } from './storage-error.ts';
import { type Live, type Postponed, Transactions } from './transactions.ts';
import { backUp, type CheckResult, quickCheck } from './whole-file.ts';

export type { Statement } from './statement-cache.ts';

/**
 * The last transaction in the log that an unclean stop left does not check. Either that stop tore it while it was being
 * committed (nobody was told that it is there), or it was damaged afterwards. The file is whole, as before it.
 */
export type LogDamage = {
  /** How many transactions are missing. A log with more than one of them is refused as `corrupt`. */
  commits: number;
  /** A copy of the log as it was found, unless the disk was full. */
  keptAs: string | undefined;
};

export type SqliteFileOptions = {
  path: string;
  key: Uint8Array | undefined;
  driver: Driver;
  connection: Connection;
  /** Opens, checks and tunes the same file under another key. */
  connect: (key: Uint8Array) => Connection;
  /** The last user did not close the file; its log was replayed. */
  recovered: boolean;
  logDamage: LogDamage | undefined;
  reserve: ReserveFile | undefined;
  onFailed: ((error: StorageError) => void) | undefined;
  onReserveReleased: (() => void) | undefined;
};

export class SqliteFile {
  readonly path: string;
  readonly encrypted: boolean;
  /** The last user did not close the file: it was killed, or stopped after an error. */
  readonly recovered: boolean;
  /** What the log that was replayed lacks, as far as it shows it: one cut off at its end looks like a shorter one. */
  readonly logDamage: LogDamage | undefined;
  readonly #options: SqliteFileOptions;
  readonly #live: Live;
  readonly #failStop: FailStop;
  readonly #transactions: Transactions;
  readonly #checkpoints: LogCheckpoints;
  readonly #statements: StatementCache;
  readonly #sequence: LocalSequence;
  readonly #claims = new Set<string>();
  #key: Uint8Array | undefined;

  /** Use `openSqliteFile`; the connection must be keyed and hold the `_file_meta` table. */
  constructor(options: SqliteFileOptions) {
    const { path, key, driver, connection, recovered, logDamage, reserve, onFailed, onReserveReleased } = options;
    this.#options = options;
    this.path = path;
    this.encrypted = key !== undefined;
    this.recovered = recovered;
    this.logDamage = logDamage;
    this.#key = key;
    this.#live = { connection, pagesWritten: 0 };
    this.#failStop = new FailStop({ path, driver, reserve, onFailed });
    this.#checkpoints = new LogCheckpoints({ live: this.#live, failStop: this.#failStop, driver });
    this.#transactions = new Transactions({
      live: this.#live,
      failStop: this.#failStop,
      beforeBegin: () => this.#checkpoints.whenDue(),
      afterEnd: () => this.#checkpoints.whenIdle(),
      onRollback: () => this.#sequence.forgetReservation(),
      onReserveReleased,
    });
    this.#statements = new StatementCache(this.#live, this.#transactions);
    this.#sequence = new LocalSequence({
      read: () => this.getMeta(SEQUENCE_KEY),
      write: (value) => this.setMeta(SEQUENCE_KEY, value),
    });
  }

  /** The error that stopped this file, if any. */
  get failed(): StorageError | undefined {
    return this.#failStop.failed;
  }

  get closed(): boolean {
    return this.#failStop.closed;
  }

  get inTransaction(): boolean {
    return this.#transactions.depth > 0;
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
    this.#transactions.script(() => this.#live.connection.exec(sql));
  }

  /**
   * Runs `work` (synchronous) in one transaction: all of it is committed and durable on return, or none and it throws.
   * Inside another transaction it is a savepoint: it can fail alone, and is durable when the outermost one is.
   * With a reserve file `work` may run twice: when the disk was full it is rolled back and tried again in the room
   * that the reserve gave back. So what `work` changes outside the file must bear that.
   */
  transaction<T>(work: () => T): T {
    return this.#transactions.run(work);
  }

  /**
   * Runs `work` (synchronous) as one part of a transaction that stays open, for large work that must leave the event loop
   * free: further parts follow in later turns, until `commitParts` or until anybody else writes, which commits the parts
   * there are first. Whoever reads through this file sees a part at once; a crash takes back all parts since the last commit.
   * What a part throws takes back all of them, and so does a commit that fails: `partsLost` has grown then.
   */
  part<T>(work: () => T): T {
    return this.#transactions.part(work);
  }

  /** Commits the parts there are: they are durable on return, and what was left for after the commit is done. */
  commitParts(): void {
    this.#transactions.commitParts();
  }

  /**
   * Runs `work` in the transaction under way, or in one of its own if there is none. Cheaper than `transaction`, since it cannot
   * fail alone: whoever is in a transaction lets what it throws go through.
   */
  within<T>(work: () => T): T {
    return this.#transactions.within(work);
  }

  /** How often parts were taken back: whoever wrote them begins anew. */
  get partsLost(): number {
    return this.#transactions.partsLost;
  }

  /**
   * Has `callback` run right after the outermost commit, in the same synchronous turn and in order of registration;
   * never when the transaction (or the savepoint it was registered in) rolls back. Outside a transaction: at once.
   * A callback must not throw: what was committed stays committed. One that does surfaces as an uncaught exception.
   */
  afterCommit(callback: () => void): void {
    this.#transactions.afterCommit(callback);
  }

  /**
   * Has something done at the beginning of the next transaction, as a part of it: what nobody needs before that costs
   * no commit of its own. The returned function takes it back.
   */
  withNextTransaction(postponed: Postponed): () => void {
    return this.#transactions.postpone(postponed);
  }

  /**
   * The next number of the file's local sequence: strictly increasing over the file's life, over crashes and
   * rollbacks, with gaps. Never the clock.
   */
  nextSequence(): number {
    return this.#sequence.next();
  }

  /** Makes every later number greater than `above`: for a file that takes the place of a damaged one. */
  raiseSequence(above: number): void {
    this.#sequence.raise(above);
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
    if (this.#claims.has(owner)) throw this.#failStop.error('misuse', `${owner} is already in use on this file`);
    this.#claims.add(owner);
  }

  /**
   * Moves the log into the file and then lets it grow until `release`: meanwhile the bytes of the file are the state of
   * this moment, for whoever copies them. Throws `locked` when the log cannot be moved whole.
   */
  holdLog(): { release: () => void } {
    this.#assertIdle('holdLog');
    this.exec('PRAGMA wal_autocheckpoint = 0');
    this.#checkpoints.hold(true);
    const release = () => {
      this.#checkpoints.hold(false);
      if (!this.closed && !this.failed) this.exec(`PRAGMA wal_autocheckpoint = ${FALLBACK_PAGES}`);
    };
    try {
      const [state] = this.prepare<{ busy: number }>('PRAGMA wal_checkpoint(TRUNCATE)').all();
      if (state?.busy !== 0) throw this.#failStop.error('locked', 'the log is in use');
      return { release };
    } catch (error) {
      release();
      throw error;
    }
  }

  /** SQLite's structural check of the whole file; with encryption every page's authentication tag is checked too. */
  quickCheck(): CheckResult {
    return quickCheck((sql) => this.pluck<string>(sql).all(), this.path);
  }

  /** Whether there is disk space held back for a full disk, and whether it is still there. */
  get reserve(): ReserveState {
    return this.#options.reserve?.state ?? 'none';
  }

  /** Makes the reserve again when it was released and the disk has room; cheap when it is whole. Call it now and then. */
  ensureReserve(): ReserveState {
    return this.#options.reserve?.ensure() ?? 'none';
  }

  /**
   * Writes a compact copy of the file to `target` (same key), verifies it by opening it, and only then gives it the
   * final name. Blocks for the time of reading and writing the whole file. The target must not exist. A target that
   * cannot be written (`full`, `io`, `read-only`, `cannot-open`, with the target's path) does not stop this file.
   */
  backupTo(target: string): void {
    this.#assertIdle('backupTo');
    const { driver } = this.#options;
    // VACUUM INTO keeps the key; SQLite's backup API refuses encrypted targets.
    const copy = (path: string) => void this.#live.connection.prepare('VACUUM INTO ?').run([path]);
    this.#stopIfDamaged(() => backUp(copy, target, { driver, key: this.#key }));
  }

  /**
   * Gives the file another key (32 bytes); see `rekey.ts` for what a crash leaves. Blocks for the time of reading the
   * file twice and writing it twice, and needs its size free on the disk. Statements and storages on this file go on.
   */
  rekey(newKey: Uint8Array): void {
    this.#assertIdle('rekey');
    const { path, driver, connect } = this.#options;
    const key = this.#key;
    if (!key) throw this.#failStop.error('misuse', 'a plain file has no key to change');
    if (newKey.length !== key.length) throw this.#failStop.error('misuse', `a key has ${key.length} bytes`);
    const [live, failStop] = [this.#live, this.#failStop];
    this.#stopIfDamaged(() => rekey({ path, driver, key, newKey, live, failStop, connect }));
    this.#key = newKey;
  }

  /**
   * Moves the log into the file and releases the lock. Idempotent. Works, without moving the log, on a failed file.
   * Where the log cannot be moved (full disk) nothing is lost: `onFailed` is told, and the next opening replays it.
   */
  close(): void {
    if (this.closed) return;
    if (this.inTransaction) throw this.#failStop.error('misuse', 'close inside a transaction');
    this.#commitPartsBeforeClosing();
    this.#failStop.close();
    this.#statements.clear();
    const { connection } = this.#live;
    try {
      if (!this.failed) connection.pragma('wal_checkpoint(TRUNCATE)');
    } catch (error) {
      const failure = this.#failStop.translated(error);
      if (!(failure instanceof StorageError && failure.stops)) throw failure;
      this.#failStop.stop(failure);
    } finally {
      // A damaged file is for salvage, with its log.
      if (this.failed?.code === 'corrupt') closeKeepingLog(connection, this.path);
      else connection.close();
    }
  }

  /** Throws the typed error when the file has failed or is closed. */
  assertUsable(): void {
    this.#failStop.assertUsable();
  }

  /** What cannot be committed has stopped the file, and is told as that. */
  #commitPartsBeforeClosing(): void {
    if (this.failed) return;
    try {
      this.#transactions.commitParts();
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
    }
  }

  #assertIdle(operation: string): void {
    this.assertUsable();
    this.#transactions.beforeWrite();
    if (this.inTransaction) throw this.#failStop.error('misuse', `${operation} inside a transaction`);
    if (this.path === ':memory:') throw this.#failStop.error('misuse', `${operation} of a file in memory`);
  }

  /** Copying reads every page: damage it meets is this file's. What the copy's disk refuses is not. */
  #stopIfDamaged(operation: () => void): void {
    try {
      operation();
    } catch (error) {
      if (error instanceof StorageError && (error.code === 'corrupt' || error.code === 'memory')) {
        this.#failStop.stop(this.#failStop.error(error.code, error.message, error));
      }
      throw error;
    }
  }
}
