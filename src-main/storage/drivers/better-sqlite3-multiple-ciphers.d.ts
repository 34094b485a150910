/** The package ships types that its `exports` hide (13.0.3). Declared here: the members that the driver uses. */
declare module 'better-sqlite3-multiple-ciphers' {
  class Statement {
    run(...params: unknown[]): { changes: number; lastInsertRowid: number | bigint };
    get(...params: unknown[]): unknown;
    all(...params: unknown[]): unknown[];
    iterate(...params: unknown[]): IterableIterator<unknown>;
    pluck(on: boolean): this;
  }

  class Database {
    static SqliteError: new (
      message: string,
      code: string,
    ) => Error & { code: string };
    constructor(path: string, options?: { timeout?: number });
    readonly inTransaction: boolean;
    key(key: Buffer): number;
    rekey(key: Buffer): number;
    unsafeMode(on: boolean): this;
    exec(sql: string): this;
    prepare(sql: string): Statement;
    pragma(source: string, options?: { simple?: boolean }): unknown;
    close(): this;
  }

  export type { Statement };
  export default Database;
}
