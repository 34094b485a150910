/**
 * What the engine asks of a SQLite binding: synchronous, positional parameters, nothing else. Two bindings implement
 * it (`drivers/`); tests wrap it to inject faults. Statement caching, transactions, error translation and fail-stop
 * are the engine's own (`sqlite-file.ts`), so that they are the same on every driver.
 */
export type SqlValue = string | number | bigint | null | Uint8Array;

export type RunResult = { changes: number; lastInsertRowid: number };

export interface DriverStatement {
  run(params: readonly SqlValue[]): RunResult;
  get(params: readonly SqlValue[]): unknown;
  all(params: readonly SqlValue[]): unknown[];
  /** The caller consumes it in one synchronous turn: an open iterator blocks writes. */
  iterate(params: readonly SqlValue[]): Iterable<unknown>;
}

export interface Connection {
  exec(sql: string): void;
  /** With `pluck` rows are the bare first column, otherwise objects by column name. */
  prepare(sql: string, options?: { pluck?: boolean }): DriverStatement;
  /** Runs `PRAGMA <source>` and answers the first column of the first row, `undefined` without rows. */
  pragma(source: string): unknown;
  readonly inTransaction: boolean;
  /** Writes every page anew under another key, in place. Not crash-safe: only for files that nobody relies on yet. */
  rekey(key: Uint8Array): void;
  close(): void;
}

export interface Driver {
  readonly name: string;
  /** Whether the driver can open encrypted files. Without it a key is refused. */
  readonly encrypts: boolean;
  /**
   * Opens or creates the file; no page is read yet.
   * @param key 32 raw bytes, or absent for a plain file
   * @param busyTimeoutMs how long a lock held by another process is waited for
   * @param damaged for salvage: lets `PRAGMA writable_schema` loosen what SQLite demands of a file
   */
  open(path: string, options: { key?: Uint8Array; busyTimeoutMs: number; damaged?: boolean }): Connection;
  /** The primary SQLite result name (`SQLITE_FULL`, …) of an error this driver threw, `undefined` for other errors. */
  resultOf(error: unknown): string | undefined;
}
