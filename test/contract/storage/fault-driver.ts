/**
 * A driver around another that fails on purpose: the Nth call that reaches the database throws what SQLite would
 * throw, either instead of being done or after having been done (an fsync that fails after the bytes are written).
 */
import type { Connection, Driver, DriverStatement, SqlValue } from '#main/storage/driver.ts';

export class InjectedFault extends Error {
  readonly result: string;
  constructor(result: string) {
    super(`injected ${result}`);
    this.result = result;
  }
}

export type Fault = { result: string; when: 'before' | 'after' };

export type FaultDriver = Driver & {
  /** Calls since `arm`. */
  readonly calls: number;
  /** From now on: the `nth` call (from 1) fails; with `sticky` every later one too, as on a dead disk. */
  arm(plan: Fault & { nth: number; sticky?: boolean }): void;
  /** Every call of a statement whose text matches fails. */
  failOn(text: RegExp, result: string): void;
  /** Statements whose text matches answer these rows. */
  answer(text: RegExp, rows: unknown[]): void;
  disarm(): void;
};

export function faultDriver(inner: Driver): FaultDriver {
  let plan: (Fault & { nth: number; sticky?: boolean }) | undefined;
  let calls = 0;
  let failing: { text: RegExp; result: string } | undefined;
  let answering: { text: RegExp; rows: unknown[] } | undefined;

  function reach<T>(operation: () => T): T {
    calls++;
    const hit = plan && (calls === plan.nth || (plan.sticky && calls > plan.nth));
    if (!plan || !hit) return operation();
    if (plan.when === 'after') operation();
    throw new InjectedFault(plan.result);
  }

  const statement = (native: DriverStatement, sql: string): DriverStatement => {
    const all = (params: readonly SqlValue[]) => {
      if (failing?.text.test(sql)) throw new InjectedFault(failing.result);
      return answering?.text.test(sql) ? answering.rows : native.all(params);
    };
    return {
      run: (params) => reach(() => native.run(params)),
      get: (params) => reach(() => (failing?.text.test(sql) ? all(params)[0] : native.get(params))),
      all: (params) => reach(() => all(params)),
      iterate: (params) => reach(() => all(params)),
    };
  };

  const connection = (native: Connection): Connection => ({
    exec: (sql) => reach(() => native.exec(sql)),
    prepare: (sql, options) => statement(native.prepare(sql, options), sql),
    pragma: (source) => reach(() => native.pragma(source)),
    get inTransaction() {
      return native.inTransaction;
    },
    rekey: (key) => reach(() => native.rekey(key)),
    close: () => native.close(),
  });

  return {
    name: `${inner.name} with faults`,
    encrypts: inner.encrypts,
    open: (path, options) => connection(inner.open(path, options)),
    resultOf: (error) => (error instanceof InjectedFault ? error.result : inner.resultOf(error)),
    get calls() {
      return calls;
    },
    arm(next) {
      plan = next;
      calls = 0;
    },
    failOn(text, result) {
      failing = { text, result };
    },
    answer(text, rows) {
      answering = { text, rows };
    },
    disarm() {
      plan = undefined;
      failing = undefined;
      answering = undefined;
    },
  };
}
