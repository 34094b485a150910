import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { betterSqlite3Driver } from '#main/storage/drivers/better-sqlite3.ts';
import { openSqliteFile } from '#main/storage/open-sqlite-file.ts';

it('[B1] however much is saved while a copy is made, the file stays what it was at that moment', () => {
  const directory = mkdtempSync(join(tmpdir(), 'prumo-hold-'));
  const path = join(directory, 'x.db');
  const file = openSqliteFile({ path, driver: betterSqlite3Driver(), key: new Uint8Array(32).fill(3) });
  const digest = () => createHash('sha256').update(readFileSync(path)).digest('hex');
  try {
    file.exec('CREATE TABLE t(x BLOB)');
    const save = (times: number) => {
      for (let time = 0; time < times; time++) {
        file.transaction(() => file.prepare('INSERT INTO t(x) VALUES (?)').run(randomBytes(200_000)));
      }
    };
    const log = file.holdLog();
    const before = digest();
    save(100);
    expect(digest()).toBe(before);
    log.release();
    save(2);
    expect(digest()).not.toBe(before);
  } finally {
    file.close();
    rmSync(directory, { recursive: true });
  }
});
