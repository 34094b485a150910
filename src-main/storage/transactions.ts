/**
 * Transactions, savepoints, callbacks after the commit, and the second try after the reserve made room. Also a transaction in
 * parts, which stays open over turns of the event loop:
 *
 *   none ──part──▶ open ──part──▶ open ──commitParts, or anybody else's write──▶ none, and then it is told
 *                   └──a part throws, or the commit does: all parts are taken back──▶ none
 */
import type { Connection } from './driver.ts';
import type { FailStop } from './fail-stop.ts';
import { StorageError } from './storage-error.ts';

/** The connection in use (a key rotation replaces it), and about how many pages were written through it. */
export type Live = { connection: Connection; pagesWritten: number };

/** A script is not looked into: as if it had written much. */
const PAGES_OF_A_SCRIPT = 1000;

export type TransactionsOptions = {
  live: Live;
  failStop: FailStop;
  /** Called before a transaction begins. */
  beforeBegin: () => void;
  /** Called after a commit and what it calls. */
  afterEnd: () => void;
  /** Told when something that was written is no longer there. */
  onRollback: () => void;
  /** Told outside any transaction, when the write that needed the reserve is over. */
  onReserveReleased: (() => void) | undefined;
};

/** Work that waits for the next transaction; `undone` is told when that one was rolled back: it waits again. */
export type Postponed = { work: () => void; undone: () => void };

export class Transactions {
  readonly #options: TransactionsOptions;
  readonly #postponed = new Set<Postponed>();
  #depth = 0;
  #afterCommit: (() => void)[] = [];
  /** The postponed work that the open transaction in parts began with; `undefined`: none is open. */
  #parts: Postponed[] | undefined;
  #partsLost = 0;

  constructor(options: TransactionsOptions) {
    this.#options = options;
  }

  get depth(): number {
    return this.#depth;
  }

  run<T>(work: () => T): T {
    if (this.#depth > 0) return this.#savepoint(work);
    this.beforeWrite();
    return this.#twiceIfFull(() => this.#outermost(work));
  }

  /** Runs `work` as a part of a transaction that stays open. What it throws takes back all parts. */
  part<T>(work: () => T): T {
    if (this.#depth > 0) return this.within(work);
    this.#parts ??= this.#begin();
    this.#depth = 1;
    try {
      return this.#work(work);
    } catch (error) {
      this.#abandonParts();
      throw error;
    } finally {
      this.#depth = 0;
    }
  }

  /** Runs `work` in the transaction under way, else in one of its own. */
  within<T>(work: () => T): T {
    return this.#depth > 0 ? this.#work(work) : this.run(work);
  }

  /** Commits the parts there are. Whoever was not told of them is told now. */
  commitParts(): void {
    const postponed = this.#parts;
    if (!postponed || this.#depth > 0) return;
    try {
      this.#commit(postponed);
    } catch (error) {
      this.#abandonParts();
      throw error;
    }
    this.#parts = undefined;
    this.#told();
  }

  /** How often parts that had been written were taken back, all of them. */
  get partsLost(): number {
    return this.#partsLost;
  }

  /** Somebody is about to write outside of the parts: they are committed first, so that order and durability are theirs. */
  beforeWrite(): void {
    if (!this.#parts) return;
    try {
      this.commitParts();
    } catch (error) {
      // With room made by the reserve only the parts are lost, and whoever wrote them sees it.
      if (this.#options.failStop.obstacle) throw error;
    }
  }

  /** Several statements at once: outside a transaction some may be done, so they are not tried again by themselves. */
  script(operation: () => void): void {
    this.beforeWrite();
    const { failStop, live } = this.#options;
    live.pagesWritten += PAGES_OF_A_SCRIPT;
    try {
      failStop.attempt(operation);
    } catch (error) {
      if (this.#depth === 0 && failStop.makeRoom()) this.#tellReleased();
      throw error;
    }
  }

  assertUsable(): void {
    this.#options.failStop.assertUsable();
  }

  /**
   * After one operation of the driver threw: the typed error is thrown. Outside a transaction, where it is one by
   * itself, it is done once more in the room that the reserve gave back.
   */
  recover<T>(error: unknown, operation: () => T): T {
    const { failStop } = this.#options;
    const failure = failStop.translated(error);
    if (this.#depth > 0 || !failStop.makeRoom()) throw failure;
    try {
      return failStop.attempt(operation);
    } finally {
      this.#tellReleased();
    }
  }

  afterCommit(callback: () => void): void {
    if (this.#depth === 0) runCallback(callback);
    else this.#afterCommit.push(callback);
  }

  /** @returns takes it back, unless it is done */
  postpone(work: Postponed): () => void {
    this.#postponed.add(work);
    return () => void this.#postponed.delete(work);
  }

  #twiceIfFull<T>(write: () => T): T {
    const { failStop } = this.#options;
    try {
      return write();
    } catch (error) {
      if (!failStop.makeRoom()) throw error;
    }
    try {
      return write();
    } finally {
      this.#tellReleased();
    }
  }

  #tellReleased(): void {
    const { onReserveReleased } = this.#options;
    if (onReserveReleased) runCallback(onReserveReleased);
  }

  #outermost<T>(work: () => T): T {
    const postponed = this.#begin();
    this.#depth = 1;
    let result: T;
    try {
      result = this.#work(work);
      this.#commit(postponed);
    } catch (error) {
      this.#takeBack(postponed);
      throw error;
    } finally {
      this.#depth = 0;
    }
    this.#told();
    return result;
  }

  /** @returns the postponed work that was done at the beginning */
  #begin(): Postponed[] {
    const { live, failStop, beforeBegin } = this.#options;
    failStop.assertUsable();
    beforeBegin();
    failStop.attempt(() => live.connection.exec('BEGIN IMMEDIATE'));
    const postponed = this.#postponed.size > 0 ? [...this.#postponed] : [];
    this.#depth = 1;
    try {
      for (const part of postponed) part.work();
    } catch (error) {
      this.#takeBack(postponed);
      throw error;
    } finally {
      this.#depth = 0;
    }
    return postponed;
  }

  #commit(postponed: readonly Postponed[]): void {
    const { live, failStop } = this.#options;
    failStop.attempt(() => live.connection.exec('COMMIT'));
    for (const part of postponed) this.#postponed.delete(part);
  }

  #told(): void {
    const callbacks = this.#afterCommit;
    this.#afterCommit = [];
    for (const callback of callbacks) runCallback(callback);
    this.#options.afterEnd();
  }

  #takeBack(postponed: readonly Postponed[]): void {
    this.#rollBack();
    for (const part of postponed) part.undone();
  }

  #abandonParts(): void {
    const postponed = this.#parts ?? [];
    this.#parts = undefined;
    this.#partsLost++;
    this.#takeBack(postponed);
    if (this.#options.failStop.makeRoom()) this.#tellReleased();
  }

  #savepoint<T>(work: () => T): T {
    const { live, failStop, onRollback } = this.#options;
    const exec = (sql: string) => failStop.attempt(() => live.connection.exec(sql));
    const name = `s${this.#depth}`;
    const callbacksBefore = this.#afterCommit.length;
    exec(`SAVEPOINT ${name}`);
    this.#depth++;
    try {
      const result = this.#work(work);
      exec(`RELEASE ${name}`);
      return result;
    } catch (error) {
      this.#afterCommit.length = callbacksBefore;
      onRollback();
      if (!failStop.obstacle) exec(`ROLLBACK TO ${name}; RELEASE ${name}`);
      throw error;
    } finally {
      this.#depth--;
    }
  }

  #work<T>(work: () => T): T {
    const { failStop } = this.#options;
    const result = work();
    if (result instanceof Promise) throw failStop.error('misuse', 'a transaction is synchronous');
    // A caller that swallowed the error of one statement must not commit the rest.
    if (failStop.obstacle) throw failStop.obstacle;
    return result;
  }

  #rollBack(): void {
    const { live, failStop, onRollback } = this.#options;
    this.#afterCommit = [];
    onRollback();
    try {
      if (live.connection.inTransaction) live.connection.exec('ROLLBACK');
    } catch (error) {
      // What is half done must not be built upon; SQLite discards it when the file is opened again.
      const failure = failStop.translated(error);
      failStop.stop(
        failure instanceof StorageError && failure.stops ? failure : failStop.error('io', 'rollback failed', error),
      );
    }
  }
}

function runCallback(callback: () => void): void {
  try {
    callback();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
