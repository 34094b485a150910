/**
 * Reads out of a damaged file whatever can be read. The file itself is never opened for it: SQLite would move its log
 * into it. The work is done on a copy, which is removed at the end.
 *
 *   const salvage = openSalvage({ path, driver, key });
 *   for await (const { database, collection, version, document } of salvage.documents()) …
 *   for await (const { documentId, attachmentId, data } of salvage.attachments()) …
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
import { type UnreadableRows, walk } from './salvage-walk.ts';
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

export type SalvagedBytes = {
  documentId: string;
  attachmentId: string;
  /** As RxDB computed it when the attachment was stored: compare it before relying on the bytes of a plain file. */
  digest: string;
  type: string;
  data: Uint8Array;
};

export type SalvagedAttachment = SalvagedCollection & SalvagedBytes;

export type RowsReport = {
  read: number;
  unreadable: UnreadableRows;
  /** Rows that could be read but whose text is not the document that their columns describe. */
  invalid: number;
};

/** Rows are counted while they are handed out. */
export type CollectionReport = SalvagedCollection & RowsReport & { attachments: RowsReport };

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

type Table = SalvagedCollection & { name: string; hasAttachments: boolean };
type Row = { id: string; rev: string; data: string };

/** Rows of one statement. */
const ROWS_AT_ONCE = 500;
/** An attachment may have many megabytes. */
const ATTACHMENTS_AT_ONCE = 4;
/** Where nothing tells how many rows there are. */
const UNKNOWN_LAST_ROW = 1 << 20;

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
      const attachments = { read: 0, unreadable: [], invalid: 0 };
      this.report.collections.push({ database, collection, version, read: 0, unreadable: [], invalid: 0, attachments });
    }
  }

  get collections(): readonly SalvagedCollection[] {
    return this.#tables.map(({ database, collection, version }) => ({ database, collection, version }));
  }

  /** Every readable document, deleted ones included, by collection and in the order of their first writing. */
  async *documents(): AsyncGenerator<SalvagedDocument> {
    for (const [at, { name, hasAttachments: _, ...collection }] of this.#tables.entries()) {
      const report = this.report.collections[at];
      if (!this.#connection || !report) continue;
      const indexes = [`${name}_seq`, `sqlite_autoindex_${name}_1`];
      const of = { table: name, columns: 'id, rev, data', rowsAtOnce: ROWS_AT_ONCE, indexes, guess: this.#guess };
      for (const rows of walk<Row>(this.#connection, of, report.unreadable)) {
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

  /** Every readable attachment, by collection. Whether its document still refers to it is for the caller to see. */
  async *attachments(): AsyncGenerator<SalvagedAttachment> {
    for (const [at, { name, hasAttachments, ...collection }] of this.#tables.entries()) {
      const report = this.report.collections[at]?.attachments;
      if (!this.#connection || !report || !hasAttachments) continue;
      const table = `${name}_attachment`;
      const of = {
        table,
        columns: 'document AS documentId, attachment AS attachmentId, digest, type, data',
        rowsAtOnce: ATTACHMENTS_AT_ONCE,
        indexes: [`sqlite_autoindex_${table}_1`],
        guess: this.#guess,
      };
      for (const rows of walk<SalvagedBytes>(this.#connection, of, report.unreadable)) {
        for (const row of rows) {
          if (isAttachment(row)) report.read++;
          else report.invalid++;
          if (isAttachment(row)) yield { ...collection, ...row };
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
    const all = this.#orElse<string>('the list of tables', () =>
      connection.ask(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB '_rx_[0-9]*'`),
    );
    const names = all.filter((name) => /^_rx_\d+$/.test(name));
    const [sequence] = this.#orElse<string>('the local sequence', () =>
      connection.ask(`SELECT value FROM _file_meta WHERE key = '${SEQUENCE_KEY}'`),
    );
    this.report.sequence = sequence === undefined ? undefined : Number(sequence);
    return names.map((name) => {
      const number = Number(name.slice('_rx_'.length));
      const [entry] = this.#orElse<string>(`the entry of table ${name}`, () =>
        connection.ask(`SELECT json_array(database, name, version) FROM _rx_collection WHERE number = ${number}`),
      );
      const hasAttachments = all.includes(`${name}_attachment`);
      const unknown = { database: undefined, collection: name, version: undefined };
      if (entry === undefined) return { name, hasAttachments, ...unknown };
      const [database, collection, version] = JSON.parse(entry) as [string, string, number];
      return { name, hasAttachments, database, collection, version };
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

  /** Where nothing tells how many rows there are: as many as numbers of the local sequence. */
  get #guess(): number {
    return this.report.sequence ?? UNKNOWN_LAST_ROW;
  }
}

function isAttachment({ documentId, attachmentId, digest, type, data }: SalvagedBytes): boolean {
  const texts = [documentId, attachmentId, digest, type];
  return texts.every((text) => typeof text === 'string') && data instanceof Uint8Array;
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
