/** `node try-to-open.ts <dataDir>`: tries to open a station's data from another process and says how it went. */
import { join } from 'node:path';
import { betterSqlite3Driver } from '#main/storage/drivers/better-sqlite3.ts';
import { openSqliteFile } from '#main/storage/open-sqlite-file.ts';
import { TEST_KEY } from '#test/support/station-client.ts';

try {
  const path = join(process.argv[2] ?? '', 'station.db');
  openSqliteFile({ path, driver: betterSqlite3Driver(), key: TEST_KEY, busyTimeoutMs: 50 }).close();
  process.stdout.write('opened');
} catch (error) {
  process.stdout.write(String((error as { code?: unknown }).code));
}
