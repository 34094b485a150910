/** Prepared statements by their text, each call guarded by the file that owns them. */
import type { Connection, DriverStatement, RunResult, SqlValue } from './driver.ts';
import type { Live } from './transactions.ts';

/** A cached statement. Parameters are positional; `undefined` is not a SQL value. */
export interface Statement<Row> {
  run(...params: SqlValue[]): RunResult;
  get(...params: SqlValue[]): Row | undefined;
  all(...params: SqlValue[]): Row[];
  /** Consume it in one synchronous turn, without writing meanwhile; leaving the loop early is fine. */
  iterate(...params: SqlValue[]): Iterable<Row>;
}

/** Who may use the connection, and what an error of the driver means. */
export type Guard = {
  /** Throws when the file refuses everything. */
  assertUsable(): void;
  /** Called before each statement that writes. */
  beforeWrite(): void;
  /** After `operation` threw `error`: throws what it means, or does it once more. */
  recover<T>(error: unknown, operation: () => T): T;
};

/** Of each kind. */
const MOST_STATEMENTS = 250;

export class StatementCache {
  readonly #live: Live;
  readonly #guard: Guard;
  /** One map each for whole rows and first columns: a text is looked up as it is, its hash computed once. */
  readonly #rows = new Map<string, Statement<unknown>>();
  readonly #plucked = new Map<string, Statement<unknown>>();

  constructor(live: Live, guard: Guard) {
    this.#live = live;
    this.#guard = guard;
  }

  /** With `pluck` a row is its first column. The oldest statement makes room for a new one. */
  get(sql: string, { pluck }: { pluck: boolean }): Statement<unknown> {
    const statements = pluck ? this.#plucked : this.#rows;
    const known = statements.get(sql);
    if (known) return known;
    const statement = new GuardedStatement(sql, { pluck, live: this.#live, guard: this.#guard });
    if (statements.size >= MOST_STATEMENTS) {
      const [oldest] = statements.keys();
      if (oldest !== undefined) statements.delete(oldest);
    }
    statements.set(sql, statement);
    return statement;
  }

  clear(): void {
    this.#rows.clear();
    this.#plucked.clear();
  }
}

/** A row's table and its indexes. */
const PAGES_OF_A_ROW = 8;
const PAGE_BYTES = 4096;

/** A guess at the pages that a statement with these parameters writes. */
function pagesOf(params: readonly SqlValue[]): number {
  let bytes = 0;
  for (const value of params) {
    if (typeof value === 'string' || value instanceof Uint8Array) bytes += value.length;
  }
  return PAGES_OF_A_ROW + bytes / PAGE_BYTES;
}

/** Each call is one step above the driver's: small reads consist of such steps. */
class GuardedStatement implements Statement<unknown> {
  readonly #sql: string;
  readonly #pluck: boolean;
  readonly #live: Live;
  readonly #guard: Guard;
  #connection: Connection;
  #native: DriverStatement;

  constructor(sql: string, { pluck, live, guard }: { pluck: boolean; live: Live; guard: Guard }) {
    this.#sql = sql;
    this.#pluck = pluck;
    this.#live = live;
    this.#guard = guard;
    guard.assertUsable();
    this.#connection = live.connection;
    this.#native = this.#prepared();
  }

  run(...params: SqlValue[]): RunResult {
    this.#guard.beforeWrite();
    const native = this.#usable();
    this.#live.pagesWritten += pagesOf(params);
    try {
      return native.run(params);
    } catch (error) {
      return this.#guard.recover(error, () => this.#usable().run(params));
    }
  }

  get(...params: SqlValue[]): unknown {
    const native = this.#usable();
    try {
      return native.get(params);
    } catch (error) {
      return this.#guard.recover(error, () => this.#usable().get(params));
    }
  }

  all(...params: SqlValue[]): unknown[] {
    const native = this.#usable();
    try {
      return native.all(params);
    } catch (error) {
      return this.#guard.recover(error, () => this.#usable().all(params));
    }
  }

  *iterate(...params: SqlValue[]): Iterable<unknown> {
    const attempt = <T>(operation: () => T): T => {
      this.#guard.assertUsable();
      try {
        return operation();
      } catch (error) {
        return this.#guard.recover(error, operation);
      }
    };
    const iterator = attempt(() => this.#usable().iterate(params))[Symbol.iterator]();
    try {
      for (;;) {
        const next = attempt(() => iterator.next());
        if (next.done) return;
        yield next.value;
      }
    } finally {
      iterator.return?.();
    }
  }

  /** Callers may keep a statement over a change of the connection. */
  #usable(): DriverStatement {
    this.#guard.assertUsable();
    if (this.#connection !== this.#live.connection) {
      this.#connection = this.#live.connection;
      this.#native = this.#prepared();
    }
    return this.#native;
  }

  #prepared(): DriverStatement {
    const prepare = () => this.#live.connection.prepare(this.#sql, { pluck: this.#pluck });
    try {
      return prepare();
    } catch (error) {
      return this.#guard.recover(error, prepare);
    }
  }
}
