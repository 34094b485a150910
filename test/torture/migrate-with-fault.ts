/**
 * A process that migrates a file while the Nth call to its disk fails: `node migrate-with-fault.ts <path>
 * encrypted|plain <result> before|after <nth>`. Written out: `calls <n>` when it was done, the error's code when the
 * file stopped. A process of its own, because RxDB's migration neither ends nor can be closed when its storage fails.
 */
import { writeSync } from 'node:fs';
import { betterSqlite3Driver } from '#main/storage/drivers/better-sqlite3.ts';
import { nodeSqliteDriver } from '#main/storage/drivers/node-sqlite.ts';
import { openSqliteFile } from '#main/storage/open-sqlite-file.ts';
import { faultDriver } from '../contract/storage/fault-driver.ts';
import { migrated } from './migration.ts';
import { keyNumber } from './profile.ts';

const [path = '', mode, result = '', when, nth = '0'] = process.argv.slice(2);
const isEncrypted = mode === 'encrypted';
const driver = faultDriver(isEncrypted ? betterSqlite3Driver() : nodeSqliteDriver());
const file = openSqliteFile({
  path,
  driver,
  ...(isEncrypted ? { key: keyNumber(0) } : {}),
  onFailed({ code }) {
    writeSync(1, code);
    // What the station does when its file stops: it ends, and begins again.
    process.exit();
  },
});
driver.arm({ nth: Number(nth), result, when: when === 'after' ? 'after' : 'before' });
const database = await migrated(file);
const { calls } = driver;
await database.close();
driver.disarm();
file.close();
writeSync(1, `calls ${calls}`);
