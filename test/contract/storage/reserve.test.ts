import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteFile } from '#main/storage/open-sqlite-file.ts';
import type { SqliteFile } from '#main/storage/sqlite-file.ts';
import { changed, createInstance, fullSchema, type NoteInstance, note, noteSchema, rows } from './documents.ts';
import { type FaultDriver, faultDriver } from './fault-driver.ts';
import { asStorage, driverCases, newDirectory } from './storages.ts';

const schema = fullSchema({ ...noteSchema, attachments: {} });
const bytes = 4096;

/** Each write path, on a collection that holds `a` and `b`. */
const paths: Record<string, (instance: NoteInstance) => Promise<unknown>> = {
  inserts: (instance) => instance.bulkWrite(rows(note('x'), note('y')), 'ctx'),
  'the same new id twice': (instance) => instance.bulkWrite(rows(note('x'), note('x', { _rev: '1-b' })), 'ctx'),
  'insert and update': (instance) => instance.bulkWrite([...rows(note('x')), changed(note('b'), { rank: 3 })], 'ctx'),
  'a document that breaks its schema': (instance) =>
    instance.bulkWrite(rows(note('x', { rank: 'five' as unknown as number })), 'ctx'),
  attachment: (instance) => {
    const data = new Blob(['one']);
    const file = { length: 3, type: 'text/plain', digest: 'd', data } as never;
    return instance.bulkWrite(rows(note('x', { _attachments: { file } })), 'ctx');
  },
  cleanup: async (instance) => {
    await instance.bulkWrite([changed(note('a'), { _deleted: true })], 'ctx');
    return instance.cleanup(0);
  },
};

describe.each(driverCases)('the reserve on $name', ({ driver, key }) => {
  let directory: string;
  let path: string;
  let faulty: FaultDriver;
  let told: string[];

  beforeEach(() => {
    directory = newDirectory();
    path = join(directory, 'station.db');
    faulty = faultDriver(driver);
    told = [];
  });

  afterEach(() => rmSync(directory, { recursive: true }));

  const open = (): SqliteFile =>
    openSqliteFile({
      path,
      driver: faulty,
      key,
      reserve: { bytes },
      onFailed: ({ code }) => told.push(code),
      onReserveReleased: () => told.push('reserve released'),
    });

  async function openAll() {
    const file = open();
    file.exec('CREATE TABLE IF NOT EXISTS head(id TEXT PRIMARY KEY, rev TEXT)');
    const storage = asStorage(file, {
      notes: (changes, into) => {
        const put = into.prepare('INSERT INTO head VALUES (?, ?) ON CONFLICT(id) DO UPDATE SET rev = excluded.rev');
        for (const { document } of changes) put.run(String(document.id), document._rev);
        return undefined;
      },
    });
    return { file, instance: await createInstance(storage, { databaseName: 'db', schema }) };
  }

  const contents = (file: SqliteFile) => ({
    documents: file.prepare('SELECT id, rev, deleted FROM _rx_1 ORDER BY id').all(),
    projected: file.prepare('SELECT id, rev FROM head ORDER BY id').all(),
    attachments: file.prepare('SELECT document, digest FROM _rx_1_attachment').all(),
  });

  it.each(Object.keys(paths))(
    'lets be written what met a full disk once, at any call: %s. Same content, one event, nothing twice',
    async (name) => {
      const write = paths[name];
      if (!write) throw new Error(name);
      const run = async (nth: number) => {
        rmSync(path, { force: true });
        const { file, instance } = await openAll();
        await instance.bulkWrite(rows(note('a'), note('b')), 'ctx');
        let events = 0;
        instance.changeStream().subscribe((bulk) => {
          events += bulk.events.length;
        });
        told = [];
        faulty.arm({ nth, result: 'SQLITE_FULL', when: 'before' });
        await write(instance);
        const { calls } = faulty;
        faulty.disarm();
        expect(told).toEqual(nth === 0 ? [] : ['reserve released']);
        expect(file.reserve).toBe(nth === 0 ? 'whole' : 'released');
        expect(file.failed).toBeUndefined();
        const found = contents(file);
        expect(file.ensureReserve()).toBe('whole');
        file.close();
        return { calls, found, events };
      };
      const clean = await run(0);
      for (let nth = 1; nth <= clean.calls; nth++) {
        const { found, events } = await run(nth);
        expect({ found, events }, `call ${nth}`).toEqual({ found: clean.found, events: clean.events });
      }
    },
  );

  it('is not released when the rollback fails too: the file stops at once, nothing half', async () => {
    const { file, instance } = await openAll();
    await instance.bulkWrite(rows(note('a')), 'ctx');
    const before = contents(file);
    faulty.arm({ nth: 4, result: 'SQLITE_FULL', when: 'before', sticky: true });
    await expect(instance.bulkWrite(rows(note('x')), 'ctx')).rejects.toMatchObject({ code: 'full' });
    faulty.disarm();
    expect([told, file.reserve]).toEqual([['full'], 'whole']);
    expect(file.failed?.code).toBe('full');
    file.close();
    const again = await openAll();
    expect(contents(again.file)).toEqual(before);
    again.file.close();
  });

  it('runs again the whole outermost transaction, also when an inner one met the full disk and was caught', async () => {
    const { file } = await openAll();
    file.exec('CREATE TABLE t(x)');
    let runs = 0;
    const insert = (value: number) => file.prepare('INSERT INTO t VALUES (?)').run(value);
    file.transaction(() => {
      runs++;
      insert(1);
      if (runs === 1) faulty.arm({ nth: 2, result: 'SQLITE_FULL', when: 'before' });
      try {
        file.transaction(() => insert(2));
      } catch {
        // A caller that goes on regardless.
      }
    });
    faulty.disarm();
    expect(runs).toBe(2);
    expect(file.pluck('SELECT x FROM t ORDER BY x').all()).toEqual([1, 2]);
    file.close();
  });

  it('does not repeat a script of statements outside a transaction: refused, and the file goes on', () => {
    const file = open();
    faulty.arm({ nth: 1, result: 'SQLITE_FULL', when: 'before' });
    expect(() => file.exec('CREATE TABLE t(x); CREATE TABLE u(x)')).toThrow(expect.objectContaining({ code: 'full' }));
    faulty.disarm();
    expect([told, file.failed]).toEqual([['reserve released'], undefined]);
    file.exec('CREATE TABLE t(x); CREATE TABLE u(x)');
    file.close();
  });

  it('is no hindrance when it disappears or shrinks: the next opening makes it whole', () => {
    open().close();
    rmSync(`${path}.reserve`);
    const file = open();
    expect(file.reserve).toBe('whole');
    file.close();
    expect(existsSync(`${path}.reserve`)).toBe(true);
    const none = openSqliteFile({ path, driver, key });
    expect([none.reserve, none.ensureReserve()]).toEqual(['none', 'none']);
    none.close();
  });
});
