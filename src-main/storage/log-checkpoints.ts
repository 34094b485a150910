/**
 * Moves the log into the file when it has grown, and then makes the moved log invalid at once.
 *
 * SQLite by itself leaves the moved log on disk, valid, until the next write. If that log were damaged then, a crash
 * would replay its intact beginning over the newer pages of the file: a mixture of two moments that no check can see.
 * So the next write follows immediately: one small transaction, which gives the log a new header.
 */
import type { Connection, Driver } from './driver.ts';
import type { FailStop } from './fail-stop.ts';
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

  /** Called outside transactions, before one begins. Throws what would stop the file. */
  whenDue(): void {
    if (this.#held) return;
    const { connection } = this.#live;
    if (this.#connection !== connection) {
      const ask = this.#failStop.attempt(() => connection.prepare('PRAGMA wal_checkpoint(NOOP)'));
      this.#connection = connection;
      this.#askState = () => ask.get([]) as LogState | undefined;
    }
    const { pagesWritten } = this.#live;
    if (pagesWritten - this.#measuredAt < PAGES_BETWEEN) return;
    this.#measuredAt = pagesWritten;
    const log = this.#failStop.attempt(this.#askState)?.log ?? 0;
    if (log >= this.#due) this.#move(connection, log);
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
