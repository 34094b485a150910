import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WriteHook } from '#main/storage/collection-write.ts';
import { openSqliteFile } from '#main/storage/open-sqlite-file.ts';
import type { SqliteFile } from '#main/storage/sqlite-file.ts';
import { changed, createInstance, fullSchema, type NoteInstance, note, noteSchema, rows } from './documents.ts';
import { type Fault, type FaultDriver, faultDriver } from './fault-driver.ts';
import { asStorage, driverCases, newDirectory } from './storages.ts';

const schema = fullSchema({ ...noteSchema, attachments: {} });
const attachment = (text: string) => ({
  length: text.length,
  type: 'text/plain',
  digest: text,
  data: new Blob([text]),
});

/** A projection that a half transaction would leave out of step with the documents. */
const project: WriteHook = (changes, file) => {
  const put = file.prepare('INSERT INTO head VALUES (?, ?) ON CONFLICT(id) DO UPDATE SET rev = excluded.rev');
  for (const { document } of changes) put.run(String(document.id), document._rev);
  return undefined;
};

/** Each write path: what it does to a collection that holds `a` and `b`. */
const paths: Record<string, (instance: NoteInstance) => Promise<unknown>> = {
  'insert of three': (instance) => instance.bulkWrite(rows(note('x'), note('y'), note('z')), 'ctx'),
  'insert of thirty': (instance) =>
    instance.bulkWrite(rows(...Array.from({ length: 30 }, (_, index) => note(`n${index}`))), 'ctx'),
  update: (instance) => instance.bulkWrite([changed(note('a'), { rank: 9, text: 'novo' })], 'ctx'),
  deletion: (instance) => instance.bulkWrite([changed(note('a'), { _deleted: true })], 'ctx'),
  'insert and update': (instance) => instance.bulkWrite([...rows(note('x')), changed(note('b'), { rank: 3 })], 'ctx'),
  attachment: (instance) =>
    instance.bulkWrite(rows(note('x', { _attachments: { file: attachment('one') as never } })), 'ctx'),
};

describe.each(driverCases)('faults on $name', ({ driver, key }) => {
  let directory: string;
  let path: string;
  let faulty: FaultDriver;

  beforeEach(() => {
    directory = newDirectory();
    path = join(directory, 'station.db');
    faulty = faultDriver(driver);
  });

  afterEach(() => rmSync(directory, { recursive: true }));

  async function openAll(): Promise<{ file: SqliteFile; instance: NoteInstance }> {
    const file = openSqliteFile({ path, driver: faulty, key });
    file.exec('CREATE TABLE IF NOT EXISTS head(id TEXT PRIMARY KEY, rev TEXT)');
    const instance = await createInstance(asStorage(file, { notes: project }), { databaseName: 'db', schema });
    return { file, instance };
  }

  async function contents({ file, instance }: { file: SqliteFile; instance: NoteInstance }) {
    if (!instance.getChangedDocumentsSince) throw new Error('missing');
    const { documents } = await instance.getChangedDocumentsSince(1000);
    const revisions = documents.map(({ id, _rev }) => ({ id, rev: _rev })).sort((a, b) => (a.id < b.id ? -1 : 1));
    const projected = file.prepare('SELECT id, rev FROM head ORDER BY id').all();
    return { revisions, projected };
  }

  const faults: (Fault & { disk: 'well again' | 'dead' })[] = [
    { result: 'SQLITE_IOERR', when: 'before', disk: 'dead' },
    { result: 'SQLITE_IOERR', when: 'before', disk: 'well again' },
    { result: 'SQLITE_IOERR', when: 'after', disk: 'well again' },
    { result: 'SQLITE_FULL', when: 'before', disk: 'dead' },
    { result: 'SQLITE_CORRUPT', when: 'before', disk: 'well again' },
  ];
  const codes: Record<string, string> = { SQLITE_IOERR: 'io', SQLITE_FULL: 'full', SQLITE_CORRUPT: 'corrupt' };

  it.each(Object.keys(paths).flatMap((name) => faults.map((fault) => ({ name, ...fault }))))(
    '$result $when each call of: $name (disk $disk) loses nothing acknowledged, leaves no half, stops the file',
    async ({ name, result, when, disk }) => {
      const write = paths[name];
      if (!write) throw new Error(name);
      const clean = await attempt(write, { nth: 0, result, when });
      expect(clean.outcome).toBe('acknowledged');
      expect(clean.calls).toBeGreaterThan(2);
      for (let nth = 1; nth <= clean.calls; nth++) {
        const { outcome, found, failed } = await attempt(write, { nth, result, when, sticky: disk === 'dead' });
        expect([outcome, failed]).toEqual([codes[result], codes[result]]);
        // A commit whose answer was lost may be there; then it is there whole.
        expect(when === 'after' ? [clean.before, clean.found] : [clean.before]).toContainEqual(found);
      }
    },
    60_000,
  );

  /** Two documents, then `write` with a fault at its `nth` call (0: none), then what a new opening finds. */
  async function attempt(
    write: (instance: NoteInstance) => Promise<unknown>,
    plan: Fault & { nth: number; sticky?: boolean },
  ) {
    rmSync(path, { force: true });
    const opened = await openAll();
    await opened.instance.bulkWrite(rows(note('a'), note('b')), 'ctx');
    const before = (await contents(opened)).revisions;
    let events = 0;
    opened.instance.changeStream().subscribe(() => events++);
    faulty.arm(plan);
    const outcome = await write(opened.instance).then(
      () => 'acknowledged',
      (error: { code?: string }) => error.code,
    );
    const { calls } = faulty;
    faulty.disarm();
    const { failed } = opened.file;
    expect(events).toBe(outcome === 'acknowledged' ? 1 : 0);
    if (failed) {
      // Nobody advances past the failure, not even when the disk is well again.
      await expect(opened.instance.bulkWrite(rows(note('late')), 'ctx')).rejects.toBe(failed);
      await expect(opened.instance.findDocumentsById(['a'], true)).rejects.toBe(failed);
    }
    opened.file.close();

    const again = await openAll();
    const { revisions, projected } = await contents(again);
    expect(projected).toEqual(revisions);
    await again.instance.bulkWrite(rows(note('later')), 'ctx');
    expect(again.file.quickCheck()).toEqual({ ok: true });
    again.file.close();
    return { outcome, calls, failed: failed?.code, before, found: revisions };
  }

  it('is told once through onFailed', async () => {
    const told: string[] = [];
    const file = openSqliteFile({ path, driver: faulty, key, onFailed: ({ code }) => told.push(code) });
    faulty.arm({ nth: 1, result: 'SQLITE_FULL', when: 'before' });
    expect(() => file.exec('CREATE TABLE t(x)')).toThrow(expect.objectContaining({ code: 'full' }));
    expect(() => file.exec('CREATE TABLE t(x)')).toThrow(expect.objectContaining({ code: 'full' }));
    faulty.disarm();
    file.close();
    expect(told).toEqual(['full']);
  });

  it('does not commit what is left when a hook swallows the failure of its statement', async () => {
    const file = openSqliteFile({ path, driver: faulty, key });
    file.exec('CREATE TABLE t(x)');
    expect(() =>
      file.transaction(() => {
        file.prepare('INSERT INTO t VALUES (1)').run();
        faulty.arm({ nth: 1, result: 'SQLITE_IOERR', when: 'before' });
        try {
          file.prepare('INSERT INTO t VALUES (2)').run();
        } catch {
          faulty.disarm();
        }
      }),
    ).toThrow(expect.objectContaining({ code: 'io' }));
    file.close();
    const again = openSqliteFile({ path, driver: faulty, key });
    expect(again.pluck('SELECT count(*) FROM t').get()).toBe(0);
    again.close();
  });

  it('does not stop for a busy or refused statement', () => {
    const file = openSqliteFile({ path, driver: faulty, key });
    faulty.arm({ nth: 1, result: 'SQLITE_BUSY', when: 'before' });
    expect(() => file.exec('CREATE TABLE t(x)')).toThrow(expect.objectContaining({ code: 'locked' }));
    faulty.disarm();
    file.exec('CREATE TABLE t(x)');
    expect(file.failed).toBeUndefined();
    file.close();
  });
});
