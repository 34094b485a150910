/** Prepared statements by their text, each call guarded by the file that owns them. */
import type { DriverStatement, RunResult, SqlValue } from './driver.ts';
import type { Live } from './transactions.ts';

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

/** Of each kind. */
const MOST_STATEMENTS = 250;

export class StatementCache {
  readonly #live: Live;
  readonly #attempt: Attempt;
  /** One map each for whole rows and first columns: a text is looked up as it is, its hash computed once. */
  readonly #rows = new Map<string, Statement<unknown>>();
  readonly #plucked = new Map<string, Statement<unknown>>();

  constructor(live: Live, attempt: Attempt) {
    this.#live = live;
    this.#attempt = attempt;
  }

  /** With `pluck` a row is its first column. The oldest statement makes room for a new one. */
  get(sql: string, { pluck }: { pluck: boolean }): Statement<unknown> {
    const statements = pluck ? this.#plucked : this.#rows;
    const known = statements.get(sql);
    if (known) return known;
    const statement = this.#guarded(sql, pluck);
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

  #guarded(sql: string, pluck: boolean): Statement<unknown> {
    const attempt = this.#attempt;
    const live = this.#live;
    const prepare = () => attempt(() => live.connection.prepare(sql, { pluck }));
    let connection = live.connection;
    let native = prepare();
    /** Callers may keep a statement over a change of the connection. */
    const current = (): DriverStatement => {
      if (connection !== live.connection) {
        connection = live.connection;
        native = prepare();
      }
      return native;
    };
    return {
      run: (...params) => attempt(() => current().run(params)),
      get: (...params) => attempt(() => current().get(params)),
      all: (...params) => attempt(() => current().all(params)),
      iterate: (...params) => iterate(attempt, () => current().iterate(params)),
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
