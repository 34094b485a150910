/**
 * A process that saves until it is killed: `node write-until-killed.ts <path> encrypted|plain <round>`. Each save is a
 * bulk of two documents, an insert and an update of a counter, with a projection in the same transaction. The number
 * of each save is written to standard output after it was acknowledged.
 */
import { writeSync } from 'node:fs';
import { betterSqlite3Driver } from '#main/storage/drivers/better-sqlite3.ts';
import { nodeSqliteDriver } from '#main/storage/drivers/node-sqlite.ts';
import { openSqliteFile } from '#main/storage/open-sqlite-file.ts';
import { changed, createInstance, note, rows } from './documents.ts';
import { asStorage, testKey } from './storages.ts';

const [path = '', mode, round = '0'] = process.argv.slice(2);
const file =
  mode === 'encrypted'
    ? openSqliteFile({ path, driver: betterSqlite3Driver(), key: testKey })
    : openSqliteFile({ path, driver: nodeSqliteDriver() });
file.exec('CREATE TABLE IF NOT EXISTS head(id TEXT PRIMARY KEY, rev TEXT)');
const storage = asStorage(file, {
  notes: (changes, into) => {
    const put = into.prepare('INSERT INTO head VALUES (?, ?) ON CONFLICT(id) DO UPDATE SET rev = excluded.rev');
    for (const { document } of changes) put.run(String(document.id), document._rev);
    return undefined;
  },
});
const instance = await createInstance(storage, { databaseName: 'db' });
const [known] = await instance.findDocumentsById(['counter'], true);
let counter = known ?? note('counter', { rank: 0 });
if (!known) await instance.bulkWrite(rows(counter), 'ctx');

for (let save = 1; ; save++) {
  const update = changed(counter, { text: 'x'.repeat(save % 150) });
  const { error } = await instance.bulkWrite([...rows(note(`${round}-${save}`)), update], 'ctx');
  if (error.length > 0) throw new Error(JSON.stringify(error));
  counter = update.document;
  writeSync(1, `${save} ${counter._rev}\n`);
}
