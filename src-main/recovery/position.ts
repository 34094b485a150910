import type { SqliteFile } from '../storage/sqlite-file.ts';

/*
 * Up to which record of the black box this file holds everything. It is written in the transaction that writes what the
 * record tells, so it is exact after any crash, in every copy of the file and whichever copy is put back: what has a
 * higher counter is missing here, and nothing else is.
 */

const SQL = `
CREATE TABLE IF NOT EXISTS black_box_position(id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1), counter INTEGER NOT NULL, local TEXT NOT NULL DEFAULT '');
INSERT OR IGNORE INTO black_box_position(id, counter) VALUES (1, 0);
`;

export function createPosition(file: SqliteFile): void {
  file.transaction(() => file.exec(SQL));
}

export function readPosition(file: SqliteFile): number {
  return file.pluck<number>('SELECT counter FROM black_box_position WHERE id = 1').get() ?? 0;
}

/** It only ever grows. */
export function writePosition(file: SqliteFile, counter: number): void {
  file.prepare('UPDATE black_box_position SET counter = max(counter, ?) WHERE id = 1').run(counter);
}

/** Digest of the local settings that the black box knows. */
export function readLocalDigest(file: SqliteFile): string {
  return file.pluck<string>('SELECT local FROM black_box_position WHERE id = 1').get() ?? '';
}

export function writeLocalDigest(file: SqliteFile, digest: string): void {
  file.prepare('UPDATE black_box_position SET local = ? WHERE id = 1').run(digest);
}
