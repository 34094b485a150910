import type { Driver } from '../../storage/driver.ts';
import { betterSqlite3Driver } from '../../storage/drivers/better-sqlite3.ts';
import { openSqliteFile, openWithOneOf } from '../../storage/open-sqlite-file.ts';
import type { SqliteFile } from '../../storage/sqlite-file.ts';
import { StorageError } from '../../storage/storage-error.ts';

/** What an opened copy holds. */
export interface Contents {
  /** Up to which record of the black box it holds everything; 0 for a file older than the black box. */
  position: number;
  tickets: number;
  entries: number;
  customers: number;
}

export interface VerifyOptions {
  path: string;
  /** Those that may open it. Absent only with a driver that cannot encrypt (tests). */
  keys?: readonly Uint8Array[] | undefined;
  driver?: Driver | undefined;
}

/**
 * Opens a copy, checks its structure and every page's authentication, and counts what is in it. It takes as long as
 * reading the whole file. @throws {StorageError} when it does not hold
 */
export function verifyBackup({ path, keys, driver = betterSqlite3Driver() }: VerifyOptions): Contents {
  const file = keys ? openWithOneOf({ path, driver }, keys).file : openSqliteFile({ path, driver });
  try {
    const check = file.quickCheck();
    if (!check.ok) throw new StorageError('corrupt', { path, detail: check.problems.join('; ') });
    return contentsOf(file);
  } finally {
    file.close();
  }
}

export function contentsOf(file: SqliteFile): Contents {
  const has = (table: string) =>
    file.pluck<number>("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?").get(table) === 1;
  const count = (table: string) =>
    has(table) ? (file.pluck<number>(`SELECT count(*) FROM "${table}"`).get() ?? 0) : 0;
  const documents = (collection: string) =>
    has('_rx_collection')
      ? file
          .pluck<number>('SELECT number FROM _rx_collection WHERE name = ?')
          .all(collection)
          .reduce((sum, number) => sum + count(`_rx_${number}`), 0)
      : 0;
  return {
    position: has('black_box_position') ? (file.pluck<number>('SELECT counter FROM black_box_position').get() ?? 0) : 0,
    tickets: count('ticket_head'),
    entries: documents('entries'),
    customers: documents('customers'),
  };
}
