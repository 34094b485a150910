/** What victim and judge agree on: keys by number, and a projection kept by a write hook. */
import type { RxStorage } from 'rxdb';
import type { SqliteFile } from '#main/storage/sqlite-file.ts';
import { asStorage } from '../contract/storage/storages.ts';

export function keyNumber(number: number): Uint8Array {
  return new Uint8Array(32).map((_, index) => (index * 7 + number * 13) & 0xff);
}

/** The revision of each document, in the transaction of its write. */
export function storageWithProjection(file: SqliteFile): RxStorage<unknown, unknown> {
  file.exec('CREATE TABLE IF NOT EXISTS head(id TEXT PRIMARY KEY, rev TEXT)');
  return asStorage(file, {
    notes: (changes, into) => {
      const put = into.prepare('INSERT INTO head VALUES (?, ?) ON CONFLICT(id) DO UPDATE SET rev = excluded.rev');
      for (const { document } of changes) put.run(String(document.id), document._rev);
      return undefined;
    },
  });
}
