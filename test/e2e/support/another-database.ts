import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** In the place of a station's: a database in the clear, which no repair takes for damage. */
export function replaceByAnother(path: string): void {
  for (const beside of ['', '-wal', '-shm']) rmSync(path + beside, { force: true });
  const database = new DatabaseSync(path);
  database.exec('CREATE TABLE somebody (theirs)');
  database.close();
}
