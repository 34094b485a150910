/** Transactions, savepoints, callbacks after the commit, and the second try after the reserve made room. */
import type { Connection } from './driver.ts';
import type { FailStop } from './fail-stop.ts';
import { StorageError } from './storage-error.ts';

/** The connection in use; a key rotation replaces it. */
export type Live = { connection: Connection };

export type TransactionsOptions = {
  live: Live;
  failStop: FailStop;
  /** Called before a transaction begins. */
  beforeBegin: () => void;
  /** Told when something that was written is no longer there. */
  onRollback: () => void;
  /** Told outside any transaction, when the write that needed the reserve is over. */
  onReserveReleased: (() => void) | undefined;
};

export class Transactions {
  readonly #options: TransactionsOptions;
  #depth = 0;
  #afterCommit: (() => void)[] = [];

  constructor(options: TransactionsOptions) {
    this.#options = options;
  }

  get depth(): number {
    return this.#depth;
  }

  run<T>(work: () => T): T {
    if (this.#depth > 0) return this.#savepoint(work);
    return this.#twiceIfFull(() => this.#outermost(work));
  }

  /** Several statements at once: outside a transaction some may be done, so they are not tried again by themselves. */
  script(operation: () => void): void {
    const { failStop } = this.#options;
    try {
      failStop.attempt(operation);
    } catch (error) {
      if (this.#depth === 0 && failStop.makeRoom()) this.#tellReleased();
      throw error;
    }
  }

  /** One operation of the driver: inside a transaction a part of it, outside a transaction of its own. */
  readonly attempt = <T>(operation: () => T): T => {
    const { failStop } = this.#options;
    if (this.#depth > 0) return failStop.attempt(operation);
    return this.#twiceIfFull(() => failStop.attempt(operation));
  };

  afterCommit(callback: () => void): void {
    if (this.#depth === 0) runCallback(callback);
    else this.#afterCommit.push(callback);
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
    const { live, failStop, beforeBegin } = this.#options;
    failStop.assertUsable();
    beforeBegin();
    failStop.attempt(() => live.connection.exec('BEGIN IMMEDIATE'));
    this.#depth = 1;
    let result: T;
    try {
      result = this.#work(work);
      failStop.attempt(() => live.connection.exec('COMMIT'));
    } catch (error) {
      this.#rollBack();
      throw error;
    } finally {
      this.#depth = 0;
    }
    const callbacks = this.#afterCommit;
    this.#afterCommit = [];
    for (const callback of callbacks) runCallback(callback);
    return result;
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
