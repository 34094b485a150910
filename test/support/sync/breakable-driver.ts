import type { Connection, Driver } from '#main/storage/driver.ts';

export class BrokenDisk extends Error {
  readonly result = 'SQLITE_IOERR';
}

export type BreakableDriver = Driver & {
  /** The `times`-th run of a statement whose text matches fails as a broken disk does; those after it work again. */
  breakOn(text: RegExp, times: number): void;
};

/** A driver whose disk breaks when the test says so. */
export function breakable(inner: Driver): BreakableDriver {
  let plan: { text: RegExp; times: number } | null = null;
  const perhaps = (sql: string) => {
    if (!plan?.text.test(sql) || --plan.times > 0) return;
    plan = null;
    throw new BrokenDisk('the disk broke');
  };
  return {
    name: inner.name,
    encrypts: inner.encrypts,
    open(path, options): Connection {
      const connection = inner.open(path, options);
      return {
        exec: (sql) => connection.exec(sql),
        prepare(sql, prepareOptions) {
          const statement = connection.prepare(sql, prepareOptions);
          return {
            run: (params) => {
              perhaps(sql);
              return statement.run(params);
            },
            get: (params) => statement.get(params),
            all: (params) => statement.all(params),
            iterate: (params) => statement.iterate(params),
          };
        },
        pragma: (source) => connection.pragma(source),
        get inTransaction() {
          return connection.inTransaction;
        },
        rekey: (key) => connection.rekey(key),
        close: () => connection.close(),
      };
    },
    resultOf: (error) => (error instanceof BrokenDisk ? error.result : inner.resultOf(error)),
    breakOn(text, times) {
      plan = { text, times };
    },
  };
}
