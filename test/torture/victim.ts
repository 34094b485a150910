/**
 * A process that works on a file until it is killed: `node victim.ts <task> <path> encrypted|plain <round> <key number>`.
 * What was acknowledged is written to standard output, line by line, after the fact:
 *
 *   open                 the work begins
 *   save <n> <revision>  save number n of this round: one insert and one step of the counter, with a projection
 *   rekey <k> / rekeyed <k>, backup <n> / backed-up <n>, migrated
 */
import { writeSync } from 'node:fs';
import { betterSqlite3Driver } from '#main/storage/drivers/better-sqlite3.ts';
import { nodeSqliteDriver } from '#main/storage/drivers/node-sqlite.ts';
import { openSqliteFile } from '#main/storage/open-sqlite-file.ts';
import { changed, createInstance, note, rows } from '../contract/storage/documents.ts';
import { migrated } from './migration.ts';
import { keyNumber, storageWithProjection } from './profile.ts';

const [task = '', path = '', mode, round = '0', keyText = '0'] = process.argv.slice(2);
const tell = (line: string): void => void writeSync(1, `${line}\n`);

if (task === 'warm') process.exit();
const open = () =>
  mode === 'encrypted'
    ? openSqliteFile({ path, driver: betterSqlite3Driver(), key: keyNumber(Number(keyText)) })
    : openSqliteFile({ path, driver: nodeSqliteDriver() });

const file = open();
tell('open');
if (task === 'migration') {
  const database = await migrated(file);
  tell('migrated');
  await new Promise(() => setInterval(() => database.name, 1000));
}

// The log is moved into the file all the time.
if (task === 'checkpoint') file.exec('PRAGMA wal_autocheckpoint = 6');
const instance = await createInstance(storageWithProjection(file), { databaseName: 'db' });
const [known] = await instance.findDocumentsById(['counter'], true);
let counter = known ?? note('counter', { rank: 0 });
if (!known) await instance.bulkWrite(rows(counter), 'ctx');
let key = Number(keyText);

for (let save = 1; ; save++) {
  const update = changed(counter, { text: 'x'.repeat(save % 150) });
  const { error } = await instance.bulkWrite([...rows(note(`${round}-${save}`)), update], 'ctx');
  if (error.length > 0) throw new Error(JSON.stringify(error));
  counter = update.document;
  tell(`save ${save} ${counter._rev}`);
  if (task === 'rekey' && save % 3 === 0) {
    key++;
    tell(`rekey ${key}`);
    file.rekey(keyNumber(key));
    tell(`rekeyed ${key}`);
  }
  if (task === 'backup' && save % 3 === 0) {
    tell(`backup ${save}`);
    file.backupTo(`${path}.backup-${round}-${save}`);
    tell(`backed-up ${save}`);
  }
}
