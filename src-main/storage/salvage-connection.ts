/**
 * Reads from a damaged file. A connection that has met a damaged page is not used again: what it and its cipher layer
 * keep of that page is nobody's promise.
 */
import type { Connection, Driver } from './driver.ts';
import { asStorageError } from './storage-error.ts';

export class SalvageConnection {
  readonly #path: string;
  readonly #driver: Driver;
  readonly #key: Uint8Array | undefined;
  #connection: Connection | undefined;

  constructor(path: string, { driver, key }: { driver: Driver; key: Uint8Array | undefined }) {
    this.#path = path;
    this.#driver = driver;
    this.#key = key;
  }

  /** The first column of every row. Throws `StorageError`. */
  ask(sql: string): unknown[] {
    return this.#attempt((connection) => connection.prepare(sql, { pluck: true }).all([]));
  }

  rows<Row>(sql: string): Row[] {
    return this.#attempt((connection) => connection.prepare(sql).all([]) as Row[]);
  }

  close(): void {
    const connection = this.#connection;
    this.#connection = undefined;
    try {
      connection?.close();
    } catch {
      // The copy is thrown away; what closing it meets does not matter.
    }
  }

  #attempt<T>(read: (connection: Connection) => T): T {
    try {
      this.#connection ??= this.#open();
      return read(this.#connection);
    } catch (error) {
      this.close();
      throw asStorageError(error, { path: this.#path, resultOf: this.#driver.resultOf });
    }
  }

  #open(): Connection {
    const options = { busyTimeoutMs: 0, damaged: true };
    const connection = this.#driver.open(this.#path, this.#key ? { ...options, key: this.#key } : options);
    connection.pragma('locking_mode = EXCLUSIVE');
    connection.pragma('temp_store = MEMORY');
    connection.pragma('cell_size_check = ON');
    // SQLite's own recovery mode: a file that is shorter than its header says is read as far as it goes.
    connection.pragma('writable_schema = ON');
    // Nothing is moved from the log into the file while it is read.
    connection.pragma('wal_autocheckpoint = 0');
    return connection;
  }
}
