/**
 * Reads out of a damaged file whatever can be read. The file itself is never opened for it: SQLite would move its log
 * into it. The work is done on a copy, which is removed at the end.
 *
 *   const salvage = openSalvage({ path, driver, key });
 *   for await (const { database, collection, version, document } of salvage.documents()) …
 *   salvage.report   what was read, what was not
 *   salvage.close();
 *
 * With a key every page is authenticated: what is handed out is what was stored. Without, damage inside a text that is
 * still JSON and still agrees with its row's columns cannot be seen.
 */
import { constants, copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Driver } from './driver.ts';
import { SEQUENCE_KEY } from './local-sequence.ts';
import { SalvageConnection } from './salvage-connection.ts';
import { sortKey } from './sort-key.ts';
import { asStorageError, StorageError } from './storage-error.ts';

export type SalvageOptions = {
  /** The damaged file; its log, if any, lies beside it. */
  path: string;
  driver: Driver;
  key?: Uint8Array | undefined;
  /** Where a directory for the copy is made: as much room as file and log take. Default: beside the file. */
  workDirectory?: string;
};

/** The collection of a table whose entry in the list of collections is lost: its table's name, no database, no version. */
export type SalvagedCollection = { database: string | undefined; collection: string; version: number | undefined };

export type SalvagedDocument = SalvagedCollection & { document: Record<string, unknown> };

export type CollectionReport = SalvagedCollection & {
  read: number;
  /** Row numbers, first and last, between which nothing could be read; a range may also hold numbers never used. */
  unreadable: [number, number][];
  /** Rows that could be read but whose text is not the document that their columns describe. */
  invalid: number;
};

export type SalvageReport = {
  /** `without log`: the log made the file unreadable and was left out. */
  opened: 'with log' | 'without log' | 'not at all';
  /** Why not at all. */
  cause: StorageError | undefined;
  /** The local sequence may have come up to here: `raiseSequence` in the file that takes this one's place. */
  sequence: number | undefined;
  collections: CollectionReport[];
  /** What else could not be read, in words for the log. */
  problems: string[];
};

type Table = SalvagedCollection & { name: string };
type Row = { rid: number; id: string; rev: string; data: string };

/** Rows of one statement; also how often the event loop gets its turn. */
const ROWS_AT_ONCE = 500;
/** Where nothing tells how many rows there are. */
const UNKNOWN_LAST_ROW = 1 << 20;
/** Then most of the numbers do not exist, and looking for each of them behind a damaged page would take minutes. */
const GUESSED_ROWS = 16;

export function openSalvage(options: SalvageOptions): Salvage {
  return new Salvage(options);
}

export class Salvage {
  readonly report: SalvageReport;
  readonly #directory: string;
  readonly #connection: SalvageConnection | undefined;
  readonly #tables: Table[];

  /** Use `openSalvage`. Throws only when the copy cannot be made (`full`, `io`, …). */
  constructor({ path, driver, key, workDirectory = dirname(path) }: SalvageOptions) {
    this.report = { opened: 'not at all', cause: undefined, sequence: undefined, collections: [], problems: [] };
    const failed = (error: unknown) => asStorageError(error, { path, resultOf: driver.resultOf });
    try {
      this.#directory = mkdtempSync(join(workDirectory, 'salvage-'));
    } catch (error) {
      throw failed(error);
    }
    try {
      const copy = join(this.#directory, 'copy.db');
      const hasLog = existsSync(`${path}-wal`);
      const renew = (withLog: boolean) => {
        rmSync(`${copy}-wal`, { force: true });
        copyFileSync(path, copy, constants.COPYFILE_FICLONE);
        if (withLog) copyFileSync(`${path}-wal`, `${copy}-wal`, constants.COPYFILE_FICLONE);
      };
      this.#connection = this.#open({ copy, driver, key, hasLog, renew });
    } catch (error) {
      this.close();
      throw failed(error);
    }
    this.#tables = this.#connection ? this.#findTables(this.#connection) : [];
    for (const { database, collection, version } of this.#tables) {
      this.report.collections.push({ database, collection, version, read: 0, unreadable: [], invalid: 0 });
    }
  }

  get collections(): readonly SalvagedCollection[] {
    return this.#tables.map(({ database, collection, version }) => ({ database, collection, version }));
  }

  /** Every readable document, deleted ones included, by collection and in the order of their first writing. */
  async *documents(): AsyncGenerator<SalvagedDocument> {
    for (const [at, { name, ...collection }] of this.#tables.entries()) {
      const report = this.report.collections[at];
      if (!this.#connection || !report) continue;
      for (const rows of this.#walk(this.#connection, name, report)) {
        for (const row of rows) {
          const document = documentOf(row);
          if (document) report.read++;
          else report.invalid++;
          if (document) yield { ...collection, document };
        }
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
  }

  /** Removes the copy. */
  close(): void {
    this.#connection?.close();
    rmSync(this.#directory, { recursive: true, force: true });
  }

  #open(how: {
    copy: string;
    driver: Driver;
    key: Uint8Array | undefined;
    hasLog: boolean;
    renew: (withLog: boolean) => void;
  }): SalvageConnection | undefined {
    for (const withLog of how.hasLog ? [true, false] : [false]) {
      how.renew(withLog);
      const connection = new SalvageConnection(how.copy, how);
      try {
        connection.ask('SELECT count(*) FROM sqlite_schema');
        this.report.opened = withLog || !how.hasLog ? 'with log' : 'without log';
        this.report.cause = undefined;
        return connection;
      } catch (error) {
        connection.close();
        if (!(error instanceof StorageError)) throw error;
        this.report.cause ??= error;
      }
    }
    return undefined;
  }

  #findTables(connection: SalvageConnection): Table[] {
    const names = this.#orElse<string>('the list of tables', () =>
      connection.ask(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB '_rx_[0-9]*'`),
    ).filter((name) => /^_rx_\d+$/.test(name));
    const [sequence] = this.#orElse<string>('the local sequence', () =>
      connection.ask(`SELECT value FROM _file_meta WHERE key = '${SEQUENCE_KEY}'`),
    );
    this.report.sequence = sequence === undefined ? undefined : Number(sequence);
    return names.map((name) => {
      const number = Number(name.slice('_rx_'.length));
      const [entry] = this.#orElse<string>(`the entry of table ${name}`, () =>
        connection.ask(`SELECT json_array(database, name, version) FROM _rx_collection WHERE number = ${number}`),
      );
      if (entry === undefined) return { name, database: undefined, collection: name, version: undefined };
      const [database, collection, version] = JSON.parse(entry) as [string, string, number];
      return { name, database, collection, version };
    });
  }

  #orElse<T>(what: string, read: () => unknown[]): T[] {
    try {
      return read() as T[];
    } catch (error) {
      this.report.problems.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
      return [];
    }
  }

  /** Halves each range that cannot be read until single rows are left. */
  *#walk(connection: SalvageConnection, table: string, report: CollectionReport): Generator<Row[]> {
    const { last, isGuess } = this.#lastRow(connection, table);
    const finest = isGuess ? GUESSED_ROWS : 1;
    const ranges: [number, number][] = [];
    for (let from = 1 + Math.floor((last - 1) / ROWS_AT_ONCE) * ROWS_AT_ONCE; from >= 1; from -= ROWS_AT_ONCE) {
      ranges.push([from, Math.min(from + ROWS_AT_ONCE - 1, last)]);
    }
    for (let range = ranges.pop(); range; range = ranges.pop()) {
      const [from, to] = range;
      try {
        yield connection.rows<Row>(
          `SELECT rid, id, rev, data FROM ${table} WHERE rid >= ${from} AND rid <= ${to} ORDER BY rid`,
        );
      } catch (error) {
        if (!(error instanceof StorageError)) throw error;
        const middle = Math.floor((from + to) / 2);
        if (to - from < finest) noteRange(report.unreadable, range);
        else ranges.push([middle + 1, to], [from, middle]);
      }
    }
  }

  /** The table's own end, else that of an index over all rows, else what the local sequence allows, else a guess. */
  #lastRow(connection: SalvageConnection, table: string): { last: number; isGuess: boolean } {
    for (const from of ['', `INDEXED BY ${table}_seq`, `INDEXED BY sqlite_autoindex_${table}_1`]) {
      try {
        return { last: Number(connection.ask(`SELECT max(rid) FROM ${table} ${from}`)[0] ?? 0), isGuess: false };
      } catch (error) {
        if (!(error instanceof StorageError)) throw error;
      }
    }
    return { last: this.report.sequence ?? UNKNOWN_LAST_ROW, isGuess: true };
  }
}

function noteRange(ranges: [number, number][], [from, to]: [number, number]): void {
  const before = ranges.at(-1);
  if (before && before[1] + 1 === from) before[1] = to;
  else ranges.push([from, to]);
}

function documentOf({ id, rev, data }: Row): Record<string, unknown> | undefined {
  try {
    const document = JSON.parse(data) as Record<string, unknown>;
    const isItself = document._rev === rev && Object.values(document).some((value) => value !== '' && isKey(value, id));
    return isItself ? document : undefined;
  } catch {
    return undefined;
  }
}

/** Which field is the primary key is in the schema, which is not in the file. */
function isKey(value: unknown, id: string): boolean {
  return typeof value === 'string' && sortKey(value) === id;
}
