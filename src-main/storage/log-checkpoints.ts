/**
 * Moves the log into the file when it has grown, and then makes the moved log invalid at once.
 *
 * SQLite by itself leaves the moved log on disk, valid, until the next write. If that log were damaged then, a crash
 * would replay its intact beginning over the newer pages of the file: a mixture of two moments that no check can see.
 * So the next write follows immediately: one small transaction, which gives the log a new header.
 */
import type { Connection, Driver } from './driver.ts';
import type { FailStop } from './fail-stop.ts';
import { StorageError } from './storage-error.ts';
import type { Live } from './transactions.ts';

/** Pages in the log after which it is moved: 4 MB. */
const PAGES = 1000;
/** SQLite's own, for what is written outside transactions; far enough not to come first. */
export const FALLBACK_PAGES = 4 * PAGES;
const MARK = `INSERT INTO _file_meta(key, value) VALUES ('checkpoints', '1')
  ON CONFLICT(key) DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT)`;
/** What keeps a log from being moved but costs nothing: it goes on growing. */
const HARMLESS = ['SQLITE_FULL', 'SQLITE_BUSY'];

/** The log is measured when it may have grown by so many pages. */
const PAGES_BETWEEN = 250;

type LogState = { busy: number; log: number; checkpointed: number };

export class LogCheckpoints {
  readonly #live: Live;
  readonly #failStop: FailStop;
  readonly #driver: Driver;
  readonly #pages: number;
  #due: number;
  #connection: Connection | undefined;
  #isPlanned = false;
  #measuredAt = Number.NEGATIVE_INFINITY;
  #held = false;
  #askState: () => LogState | undefined = () => undefined;

  constructor({ live, failStop, driver }: { live: Live; failStop: FailStop; driver: Driver }, pages = PAGES) {
    this.#live = live;
    this.#failStop = failStop;
    this.#driver = driver;
    this.#pages = pages;
    this.#due = pages;
  }

  /** While held the log only grows, and the bytes of the file stay those of the moment. */
  hold(held: boolean): void {
    this.#held = held;
  }

  /** Called outside transactions. Throws what stops the file. */
  whenDue(): void {
    if (this.#held) return;
    const { connection } = this.#live;
    if (this.#connection !== connection) {
      const ask = this.#failStop.attempt(() => connection.prepare('PRAGMA wal_checkpoint(NOOP)'));
      this.#connection = connection;
      this.#askState = () => ask.get([]) as LogState | undefined;
    }
    if (!this.#mayBeDue) return;
    this.#measuredAt = this.#live.pagesWritten;
    const log = this.#failStop.attempt(this.#askState)?.log ?? 0;
    if (log >= this.#due) this.#move(connection, log);
  }

  /**
   * Called after a commit: does it in a later turn, so that nobody's write waits for it. What would stop the file stops it
   * then, before the next write.
   */
  whenIdle(): void {
    if (this.#isPlanned || !this.#mayBeDue) return;
    this.#isPlanned = true;
    setImmediate(() => {
      this.#isPlanned = false;
      if (this.#failStop.closed || this.#failStop.obstacle || this.#live.connection.inTransaction) return;
      try {
        this.whenDue();
      } catch (error) {
        if (!(error instanceof StorageError && error.stops)) throw error;
      }
    });
  }

  get #mayBeDue(): boolean {
    return this.#live.pagesWritten - this.#measuredAt >= PAGES_BETWEEN;
  }

  #move(connection: Connection, log: number): void {
    // Not again with every write, if it fails.
    this.#due = log + this.#pages;
    try {
      const state = connection.prepare('PRAGMA wal_checkpoint(RESTART)').get([]) as LogState | undefined;
      if (state?.busy !== 0 || state.checkpointed !== state.log) return;
      connection.exec(`BEGIN IMMEDIATE; ${MARK}; COMMIT`);
      this.#due = this.#pages;
    } catch (error) {
      if (!HARMLESS.includes(this.#driver.resultOf(error) ?? '')) throw this.#failStop.translated(error);
      if (connection.inTransaction) connection.exec('ROLLBACK');
    }
  }
}
