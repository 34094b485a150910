/** A process that opens a file, writes, says so and keeps it open: `node hold-file.ts <path> encrypted|plain`. */
import { betterSqlite3Driver } from '#main/storage/drivers/better-sqlite3.ts';
import { nodeSqliteDriver } from '#main/storage/drivers/node-sqlite.ts';
import { openSqliteFile } from '#main/storage/open-sqlite-file.ts';

const [path = '', mode] = process.argv.slice(2);
const key = new Uint8Array(32).map((_, index) => index * 7);
const file =
  mode === 'encrypted'
    ? openSqliteFile({ path, driver: betterSqlite3Driver(), key })
    : openSqliteFile({ path, driver: nodeSqliteDriver() });
file.exec('CREATE TABLE held(x); INSERT INTO held VALUES (1)');
process.stdout.write('held\n');
setInterval(() => file.assertUsable(), 1000);
