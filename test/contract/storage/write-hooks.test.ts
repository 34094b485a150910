import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WriteHook, WriteHookChange } from '#main/storage/collection-write.ts';
import { openSqliteFile } from '#main/storage/open-sqlite-file.ts';
import type { SqliteFile } from '#main/storage/sqlite-file.ts';
import {
  changed,
  createInstance,
  fullSchema,
  type NoteData,
  type NoteInstance,
  note,
  noteSchema,
  rows,
} from './documents.ts';
import { asStorage, driverCases, newDirectory } from './storages.ts';

describe.each(driverCases)('write hooks on $name', ({ driver, key }) => {
  let directory: string;
  let file: SqliteFile;
  let instance: NoteInstance;
  let order: string[];
  let seen: WriteHookChange[];
  let refuse: ((changes: WriteHookChange[]) => boolean) | undefined;

  /** A projection: rank by id, kept in the transaction of the write. */
  const project: WriteHook = (changes, into, context) => {
    seen.push(...changes);
    const put = into.prepare(
      'INSERT INTO head(id, rank) VALUES (?, ?) ON CONFLICT(id) DO UPDATE SET rank = excluded.rank',
    );
    for (const { document } of changes) put.run(String(document.id), Number(document.rank));
    if (refuse?.(changes)) throw new Error('the projection refuses');
    order.push(`hook ${context.collectionName} in transaction: ${into.inTransaction}`);
    return () => order.push(`after commit, in transaction: ${into.inTransaction}`);
  };

  beforeEach(async () => {
    directory = newDirectory();
    file = openSqliteFile({ path: join(directory, 'station.db'), driver, key });
    file.exec('CREATE TABLE head(id TEXT PRIMARY KEY, rank)');
    order = [];
    seen = [];
    refuse = undefined;
    instance = await createInstance(asStorage(file, { notes: project }), { databaseName: 'db' });
    instance.changeStream().subscribe(() => order.push('event'));
  });

  afterEach(() => {
    file.close();
    rmSync(directory, { recursive: true });
  });

  const heads = () => file.prepare('SELECT id, rank FROM head ORDER BY id').all();

  it('run in the transaction, before the commit callback, before the event, in the turn of the write', () => {
    void instance.bulkWrite(rows(note('a', { rank: 5 })), 'ctx');
    expect(order).toEqual(['hook notes in transaction: true', 'after commit, in transaction: false', 'event']);
    expect(heads()).toEqual([{ id: 'a', rank: 5 }]);
  });

  it('see each change with the state it replaced', async () => {
    const update = changed(note('a'), { rank: 2 });
    const removal = changed(update.document, { _deleted: true });
    await instance.bulkWrite(rows(note('a')), 'ctx');
    await instance.bulkWrite([update], 'ctx');
    await instance.bulkWrite([removal], 'ctx');
    expect(seen).toEqual([
      { document: note('a'), previous: undefined },
      { document: update.document, previous: note('a') },
      { document: removal.document, previous: update.document },
    ]);
  });

  it('see an id written twice in one bulk as one state after the other', async () => {
    const [first, second] = [note('a', { rank: 1 }), note('a', { rank: 2, _rev: '1-b' })];
    await instance.bulkWrite(rows(first, second), 'ctx');
    expect(seen).toEqual([
      { document: first, previous: undefined },
      { document: second, previous: first },
    ]);
  });

  it('see only the rows that succeeded, and are not called when none did', async () => {
    await instance.bulkWrite(rows(note('a')), 'ctx');
    await instance.bulkWrite(rows(note('a', { _rev: '1-b' }), note('b')), 'ctx');
    await instance.bulkWrite(rows(note('b', { _rev: '1-b' })), 'ctx');
    expect(seen.map(({ document }) => document.id)).toEqual(['a', 'b']);
  });

  it('see attachments as stubs', async () => {
    const store = await createInstance(secondStorage(), { schema: fullSchema({ ...noteSchema, attachments: {} }) });
    const data = new Blob(['x'], { type: 'text/plain' });
    const written = note('a', { _attachments: { x: { length: 1, type: 'text/plain', digest: 'd', data } as never } });
    await store.bulkWrite([{ document: written }], 'ctx');
    expect((seen[0]?.document as NoteData | undefined)?._attachments).toEqual({
      x: { length: 1, type: 'text/plain', digest: 'd' },
    });
    await store.close();
  });

  it('roll the whole write back by throwing: no row, no projection, no callback, no event', async () => {
    refuse = (changes) => changes.some(({ document }) => document.id === 'b');
    await expect(instance.bulkWrite(rows(note('a'), note('b')), 'ctx')).rejects.toThrow('the projection refuses');
    expect(await instance.findDocumentsById(['a', 'b'], true)).toEqual([]);
    expect(heads()).toEqual([]);
    expect(order).toEqual([]);
    expect(file.failed).toBeUndefined();
    await instance.bulkWrite(rows(note('a')), 'ctx');
    expect(heads()).toEqual([{ id: 'a', rank: 1 }]);
  });

  it('wait with callbacks and events for the outer transaction, and vanish with it', () => {
    file.transaction(() => {
      void instance.bulkWrite(rows(note('a')), 'ctx');
      expect(order).toEqual(['hook notes in transaction: true']);
    });
    expect(order.at(-1)).toBe('event');
    order = [];
    expect(() =>
      file.transaction(() => {
        void instance.bulkWrite(rows(note('b')), 'ctx');
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(order).toEqual(['hook notes in transaction: true']);
    expect(heads()).toEqual([{ id: 'a', rank: 1 }]);
  });

  it('are kept apart by collection name', async () => {
    const other = await createInstance(secondStorage(), { collectionName: 'toString' });
    await other.bulkWrite(rows(note('a')), 'ctx');
    expect(seen).toEqual([]);
    await other.close();
  });

  function secondStorage() {
    const second = openSqliteFile({ path: ':memory:', driver });
    second.exec('CREATE TABLE head(id TEXT PRIMARY KEY, rank)');
    return asStorage(second, { notes: project });
  }

  it('belong to one storage per file', () => {
    expect(() => asStorage(file)).toThrow(expect.objectContaining({ code: 'misuse' }));
  });
});
