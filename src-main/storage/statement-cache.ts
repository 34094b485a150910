/** Prepared statements by their text, each call guarded by the file that owns them. */
import type { Connection, DriverStatement, RunResult, SqlValue } from './driver.ts';

/** A cached statement. Parameters are positional; `undefined` is not a SQL value. */
export interface Statement<Row> {
  run(...params: SqlValue[]): RunResult;
  get(...params: SqlValue[]): Row | undefined;
  all(...params: SqlValue[]): Row[];
  /** Consume it in one synchronous turn, without writing meanwhile; leaving the loop early is fine. */
  iterate(...params: SqlValue[]): Iterable<Row>;
}

/** Runs an operation of the driver, or refuses it; translates what it throws. */
export type Attempt = <T>(operation: () => T) => T;

const MOST_STATEMENTS = 500;

export class StatementCache {
  readonly #connection: Connection;
  readonly #attempt: Attempt;
  readonly #statements = new Map<string, Statement<unknown>>();

  constructor(connection: Connection, attempt: Attempt) {
    this.#connection = connection;
    this.#attempt = attempt;
  }

  /** With `pluck` a row is its first column. The oldest statement makes room for a new one. */
  get(sql: string, { pluck }: { pluck: boolean }): Statement<unknown> {
    const key = pluck ? `\0${sql}` : sql;
    const known = this.#statements.get(key);
    if (known) return known;
    const native = this.#attempt(() => this.#connection.prepare(sql, { pluck }));
    const statement = this.#guarded(native);
    if (this.#statements.size >= MOST_STATEMENTS) {
      const [oldest] = this.#statements.keys();
      if (oldest !== undefined) this.#statements.delete(oldest);
    }
    this.#statements.set(key, statement);
    return statement;
  }

  clear(): void {
    this.#statements.clear();
  }

  #guarded(native: DriverStatement): Statement<unknown> {
    const attempt = this.#attempt;
    return {
      run: (...params) => attempt(() => native.run(params)),
      get: (...params) => attempt(() => native.get(params)),
      all: (...params) => attempt(() => native.all(params)),
      iterate: (...params) => iterate(attempt, () => native.iterate(params)),
    };
  }
}

function* iterate(attempt: Attempt, start: () => Iterable<unknown>): Iterable<unknown> {
  const iterator = attempt(start)[Symbol.iterator]();
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
