import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteFile } from '#main/storage/open-sqlite-file.ts';
import type { SqliteFile } from '#main/storage/sqlite-file.ts';
import { createInstance, fullSchema, note, noteSchema, rows } from './documents.ts';
import { faultDriver } from './fault-driver.ts';
import { asStorage, driverCases, newDirectory } from './storages.ts';

describe.each(driverCases)('tables of collections on $name', ({ driver, key }) => {
  let directory: string;
  let path: string;
  let file: SqliteFile;
  const faulty = faultDriver(driver);

  beforeEach(() => {
    directory = newDirectory();
    path = join(directory, 'station.db');
    file = openSqliteFile({ path, driver: faulty, key });
  });

  afterEach(() => {
    faulty.disarm();
    file.close();
    rmSync(directory, { recursive: true });
  });

  const names = () =>
    file.pluck<string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB '_rx_[0-9]*'").all();

  it('are made all together with the first write, which is the first to change the log', async () => {
    const storage = asStorage(file);
    const log = readFileSync(`${path}-wal`);
    const [first] = [
      await createInstance(storage, { databaseName: 'db' }),
      await createInstance(storage, { databaseName: 'db', collectionName: 'others' }),
    ];
    expect(readFileSync(`${path}-wal`).equals(log)).toBe(true);
    await first.bulkWrite(rows(note('a')), 'ctx');
    expect(names()).toEqual(['_rx_1', '_rx_2']);
  });

  it('are made by a read that comes before any write', async () => {
    const instance = await createInstance(asStorage(file), { databaseName: 'db' });
    expect(await instance.findDocumentsById(['a'], true)).toEqual([]);
    expect(names()).toEqual(['_rx_1']);
  });

  it('are not made for a collection that was closed or removed before anything came to it', async () => {
    const storage = asStorage(file);
    const closed = await createInstance(storage, { databaseName: 'db' });
    const removed = await createInstance(storage, { databaseName: 'db', collectionName: 'gone' });
    await closed.close();
    await removed.remove();
    const again = await createInstance(storage, { databaseName: 'db' });
    await again.bulkWrite(rows(note('a')), 'ctx');
    expect(names()).toHaveLength(1);
    expect(await again.findDocumentsById(['a'], true)).toEqual([note('a')]);
  });

  it('are made by the next write when the one that would have made them was rolled back', async () => {
    const instance = await createInstance(asStorage(file), { databaseName: 'db' });
    expect(() =>
      file.transaction(() => {
        throw new Error('refused');
      }),
    ).toThrow('refused');
    expect(names()).toEqual([]);
    await instance.bulkWrite(rows(note('a')), 'ctx');
    expect(await instance.findDocumentsById(['a'], true)).toEqual([note('a')]);
  });

  it('for attachments are made where the schema has them, also later under the same version', async () => {
    const plain = await createInstance(asStorage(file), { databaseName: 'db' });
    await plain.bulkWrite(rows(note('a')), 'ctx');
    expect(names()).toEqual(['_rx_1']);
    await expect(plain.getAttachmentData('a', 'x', 'd')).rejects.toThrow('attachment does not exist');
    file.close();
    file = openSqliteFile({ path, driver: faulty, key });
    const schema = fullSchema({ ...noteSchema, attachments: {} });
    await createInstance(asStorage(file), { databaseName: 'db', schema });
    expect(names()).toEqual(['_rx_1', '_rx_1_attachment']);
  });

  it('find their log moved in an idle turn after it has grown', async () => {
    const log = () => (file.prepare('PRAGMA wal_checkpoint(NOOP)').get() as { log: number }).log;
    const instance = await createInstance(asStorage(file), { databaseName: 'db' });
    const text = 'x'.repeat(4000);
    await instance.bulkWrite(rows(...Array.from({ length: 1200 }, (_, index) => note(`n${index}`, { text }))), 'ctx');
    expect(log()).toBeGreaterThan(1000);
    await new Promise((resolve) => setImmediate(resolve));
    expect(log()).toBeLessThan(20);
  });

  it('and an idle turn in which the log cannot be moved stops the file, and throws nowhere', async () => {
    const instance = await createInstance(asStorage(file), { databaseName: 'db' });
    faulty.failOn(/RESTART/, 'SQLITE_IOERR');
    const text = 'x'.repeat(4000);
    const large = rows(...Array.from({ length: 1200 }, (_, index) => note(`n${index}`, { text })));
    expect((await instance.bulkWrite(large, 'ctx')).error).toEqual([]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(file.failed?.code).toBe('io');
    await expect(instance.bulkWrite(rows(note('late')), 'ctx')).rejects.toMatchObject({ code: 'io' });
  });
});
