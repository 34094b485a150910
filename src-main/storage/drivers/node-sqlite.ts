/** The second driver: Node's own `node:sqlite`, unencrypted. It runs the same suites and serves tools and tests. */
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { Connection, Driver, DriverStatement } from '../driver.ts';

export function nodeSqliteDriver(): Driver {
  return {
    name: 'node:sqlite',
    encrypts: false,
    open(path, { busyTimeoutMs, damaged }) {
      const database = new DatabaseSync(path, { timeout: busyTimeoutMs });
      if (damaged) database.enableDefensive(false);
      return connect(database);
    },
    resultOf(error) {
      if (!(error instanceof Error) || (error as { code?: unknown }).code !== 'ERR_SQLITE_ERROR') return undefined;
      const { errcode } = error as { errcode?: unknown };
      return typeof errcode === 'number' ? (resultNames[errcode & 0xff] ?? 'SQLITE_ERROR') : 'SQLITE_ERROR';
    },
  };
}

/** Primary result codes, https://sqlite.org/rescode.html; the rest are defects of the caller. */
const resultNames: Record<number, string> = {
  3: 'SQLITE_PERM',
  5: 'SQLITE_BUSY',
  6: 'SQLITE_LOCKED',
  7: 'SQLITE_NOMEM',
  8: 'SQLITE_READONLY',
  10: 'SQLITE_IOERR',
  11: 'SQLITE_CORRUPT',
  13: 'SQLITE_FULL',
  14: 'SQLITE_CANTOPEN',
  15: 'SQLITE_PROTOCOL',
  26: 'SQLITE_NOTADB',
};

function connect(database: DatabaseSync): Connection {
  return {
    exec: (sql) => database.exec(sql),
    prepare(sql, options) {
      const statement = database.prepare(sql);
      if (!options?.pluck) return wrap(statement, (row) => row);
      statement.setReturnArrays(true);
      return wrap(statement, (row) => (row as unknown[])[0]);
    },
    pragma(source) {
      const row = database.prepare(`PRAGMA ${source}`).get();
      return row === undefined ? undefined : Object.values(row)[0];
    },
    get inTransaction() {
      return database.isTransaction;
    },
    rekey() {
      throw new Error('node:sqlite cannot encrypt');
    },
    close: () => database.close(),
  };
}

function wrap(statement: StatementSync, pick: (row: unknown) => unknown): DriverStatement {
  return {
    run(params) {
      const { changes, lastInsertRowid } = statement.run(...(params as SQLInputValue[]));
      return { changes: Number(changes), lastInsertRowid: Number(lastInsertRowid) };
    },
    get(params) {
      const row = statement.get(...(params as SQLInputValue[]));
      return row === undefined ? undefined : pick(row);
    },
    all: (params) => statement.all(...(params as SQLInputValue[])).map(pick),
    *iterate(params) {
      for (const row of statement.iterate(...(params as SQLInputValue[]))) yield pick(row);
    },
  };
}
