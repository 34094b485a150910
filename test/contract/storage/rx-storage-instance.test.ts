import type { EventBulk, RxStorage, RxStorageChangeEvent } from 'rxdb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  changed,
  createInstance,
  fullSchema,
  type NoteInstance,
  note,
  noteSchema,
  prepared,
  rows,
} from './documents.ts';
import { type OpenStorage, storageCases, uniqueName } from './storages.ts';

type Bulk = EventBulk<RxStorageChangeEvent<unknown>, { seq: number }>;

describe.each(storageCases)('RxStorageInstance on $name', ({ ours, open }) => {
  let opened: OpenStorage;
  let storage: RxStorage<unknown, unknown>;
  let instance: NoteInstance;
  let bulks: Bulk[];

  beforeEach(async () => {
    opened = open();
    storage = opened.storage;
    instance = await createInstance(storage);
    bulks = [];
    instance.changeStream().subscribe((bulk) => bulks.push(bulk as Bulk));
  });

  afterEach(async () => {
    await instance.close();
    opened.dispose();
  });

  const find = async (...ids: string[]) => instance.findDocumentsById(ids, true);

  describe('bulkWrite', () => {
    it('stores documents as they are and answers no errors', async () => {
      const odd = note('á😀', { text: 'a"\\\u0000\ud800 \u2028', rank: 7, author: { name: 'Zé' } });
      expect(await instance.bulkWrite(rows(note('a'), odd), 'ctx')).toEqual({ error: [] });
      expect(await find('á😀', 'a')).toEqual([odd, note('a')]);
    });

    it('answers a conflict with the stored document, nothing more, for a second insert of an id', async () => {
      await instance.bulkWrite(rows(note('a')), 'ctx');
      const row = { document: note('a', { text: 'other', _rev: '1-b' }) };
      const { error } = await instance.bulkWrite([row], 'second');
      expect(error).toEqual([
        { isError: true, status: 409, documentId: 'a', writeRow: row, documentInDb: note('a'), context: 'second' },
      ]);
      expect(await find('a')).toEqual([note('a')]);
      expect(bulks).toHaveLength(1);
    });

    it('answers a conflict for an update of an older revision and keeps the newer state', async () => {
      await instance.bulkWrite(rows(note('a')), 'ctx');
      const first = changed(note('a'), { text: 'first' });
      await instance.bulkWrite([first], 'ctx');
      const { error } = await instance.bulkWrite([changed(note('a'), { text: 'late', _rev: '2-b' })], 'ctx');
      expect(error.map(({ status }) => status)).toEqual([409]);
      expect(error[0]).toMatchObject({ documentInDb: first.document });
      expect(await find('a')).toEqual([first.document]);
    });

    it('writes the good rows of a bulk when others conflict', async () => {
      await instance.bulkWrite(rows(note('a')), 'ctx');
      const { error } = await instance.bulkWrite(rows(note('a', { _rev: '1-b' }), note('b')), 'ctx');
      expect(error.map(({ documentId }) => documentId)).toEqual(['a']);
      expect(await find('b')).toEqual([note('b')]);
      expect(bulks.at(-1)?.events.map(({ documentId }) => documentId)).toEqual(['b']);
    });

    it('takes the same new id twice in one bulk without error; the last one stays', async () => {
      const { error } = await instance.bulkWrite(
        rows(note('a', { rank: 1 }), note('a', { rank: 2, _rev: '1-b' })),
        'ctx',
      );
      expect(error).toEqual([]);
      expect(await find('a')).toEqual([note('a', { rank: 2, _rev: '1-b' })]);
    });

    // RxDB's memory storage leaves the first state in its indexes.
    it.runIf(ours)('finds an id written twice in one bulk by its last state only', async () => {
      await instance.bulkWrite(rows(note('a', { rank: 1 }), note('a', { rank: 2, _rev: '1-b' })), 'ctx');
      const { documents } = await instance.query(prepared({ selector: { rank: { $gt: 0 } } }));
      expect(documents.map(({ rank }) => rank)).toEqual([2]);
    });

    it('keeps every index in step over updates, deletions and re-insertions', async () => {
      const first = note('a', { rank: 1 });
      const moved = changed(first, { rank: 9 });
      const gone = changed(moved.document, { _deleted: true });
      const back = changed(gone.document, { _deleted: false, rank: 4, text: 'novo' });
      const alive = (rank: number) => prepared({ selector: { _deleted: { $eq: false }, rank: { $eq: rank } } });
      const countAt = async (rank: number) => (await instance.count(alive(rank))).count;
      await instance.bulkWrite(rows(first), 'ctx');
      await instance.bulkWrite([moved], 'ctx');
      expect([await countAt(1), await countAt(9)]).toEqual([0, 1]);
      await instance.bulkWrite([gone], 'ctx');
      expect(await countAt(9)).toBe(0);
      await instance.bulkWrite([back], 'ctx');
      expect([await countAt(9), await countAt(4)]).toEqual([0, 1]);
    });
  });

  describe('change stream', () => {
    it('emits in the same synchronous turn as the write', () => {
      void instance.bulkWrite(rows(note('a')), 'ctx');
      expect(bulks).toHaveLength(1);
    });

    it('tells inserts, updates and deletions with both states and the context', async () => {
      const first = note('a');
      const update = changed(first, { rank: 2 });
      const removal = changed(update.document, { _deleted: true });
      const revival = changed(removal.document, { _deleted: false });
      await instance.bulkWrite(rows(first), 'one');
      for (const row of [update, removal, revival]) await instance.bulkWrite([row], 'more');
      expect(bulks.map(({ context }) => context)).toEqual(['one', 'more', 'more', 'more']);
      expect(new Set(bulks.map(({ id }) => id)).size).toBe(4);
      expect(bulks.flatMap(({ events }) => events)).toEqual([
        { documentId: 'a', operation: 'INSERT', documentData: first, previousDocumentData: undefined },
        { documentId: 'a', operation: 'UPDATE', documentData: update.document, previousDocumentData: first },
        { documentId: 'a', operation: 'DELETE', documentData: removal.document, previousDocumentData: update.document },
        { documentId: 'a', operation: 'INSERT', documentData: revival.document, previousDocumentData: null },
      ]);
    });

    it('stays silent when every row failed, and for the insert of a deleted document', async () => {
      await instance.bulkWrite(rows(note('a')), 'ctx');
      await instance.bulkWrite(rows(note('a', { _rev: '1-b' })), 'ctx');
      await instance.bulkWrite(rows(note('b', { _deleted: true })), 'ctx');
      expect(bulks).toHaveLength(1);
      expect(await find('b')).toHaveLength(1);
    });

    it('is shared by all instances of a collection', async () => {
      const { databaseName } = instance;
      const second = await createInstance(storage, { databaseName });
      await second.bulkWrite(rows(note('a')), 'ctx');
      expect(bulks).toHaveLength(1);
      await second.close();
      await instance.bulkWrite(rows(note('b')), 'ctx');
      expect(bulks).toHaveLength(2);
    });
  });

  describe('findDocumentsById', () => {
    it('keeps the order of the ids, leaves out missing ones, and deleted ones unless asked', async () => {
      await instance.bulkWrite(rows(note('a'), note('b', { _deleted: true }), note('c')), 'ctx');
      const ids = (found: { id: string }[]) => found.map(({ id }) => id);
      expect(ids(await instance.findDocumentsById(['c', 'x', 'b', 'a'], false))).toEqual(['c', 'a']);
      expect(ids(await instance.findDocumentsById(['c', 'x', 'b', 'a'], true))).toEqual(['c', 'b', 'a']);
      expect(await instance.findDocumentsById([], true)).toEqual([]);
    });

    it('finds thousands of ids at once in their order', async () => {
      const ids = Array.from({ length: 3000 }, (_, index) => `n${index}é`);
      await instance.bulkWrite(rows(...ids.map((id) => note(id))), 'ctx');
      const wanted = ids.toReversed();
      expect((await instance.findDocumentsById(wanted, false)).map(({ id }) => id)).toEqual(wanted);
    });
  });

  describe('query and count', () => {
    beforeEach(async () => {
      const notes = [3, 1, 2, 2].map((rank, index) => note(`n${index}`, { rank, text: `t${index % 2}` }));
      await instance.bulkWrite(rows(...notes, note('gone', { _deleted: true, rank: 2 })), 'ctx');
    });

    const ids = async (query: Parameters<typeof prepared>[0]) =>
      (await instance.query(prepared(query))).documents.map(({ id }) => id);
    const alive = { _deleted: { $eq: false } };

    it('sorts with ties by primary key, in both directions', async () => {
      expect(await ids({ selector: alive, sort: [{ rank: 'asc' }] })).toEqual(['n1', 'n2', 'n3', 'n0']);
      expect(await ids({ selector: alive, sort: [{ rank: 'desc' }] })).toEqual(['n0', 'n2', 'n3', 'n1']);
    });

    it('applies skip and limit, zero included', async () => {
      expect(await ids({ selector: alive, sort: [{ rank: 'asc' }], skip: 1, limit: 2 })).toEqual(['n2', 'n3']);
      expect(await ids({ selector: alive, sort: [{ rank: 'asc' }], limit: 0 })).toEqual([]);
      expect(await ids({ selector: alive, sort: [{ rank: 'asc' }], skip: 10 })).toEqual([]);
    });

    it('applies skip and limit after the matcher where SQL cannot judge', async () => {
      const selector = { ...alive, text: { $regex: '^t1' } };
      expect(await ids({ selector, sort: [{ rank: 'desc' }], skip: 1, limit: 1 })).toEqual(['n1']);
      expect((await instance.count(prepared({ selector }))).count).toBe(2);
    });

    it('counts without deleted documents and says it was fast', async () => {
      expect(await instance.count(prepared({ selector: { ...alive, rank: { $gte: 2 } } }))).toEqual({
        count: 3,
        mode: 'fast',
      });
    });

    it('queries nested fields', async () => {
      await instance.bulkWrite(rows(note('x', { author: { name: 'Ana' } })), 'ctx');
      expect(await ids({ selector: { 'author.name': { $eq: 'Ana' } } })).toEqual(['x']);
      expect(await ids({ selector: { ...alive, 'author.name': { $exists: false } }, sort: [{ id: 'asc' }] })).toEqual([
        'n0',
        'n1',
        'n2',
        'n3',
      ]);
    });
  });

  describe('cleanup', () => {
    it('removes documents deleted for long enough and only those', async () => {
      const now = Date.now();
      const old = note('old', { _deleted: true, _meta: { lwt: now - 10_000 } });
      const fresh = note('fresh', { _deleted: true, _meta: { lwt: now } });
      await instance.bulkWrite(rows(old, fresh, note('alive', { _meta: { lwt: 1 } })), 'ctx');
      expect(await instance.cleanup(5000)).toBe(true);
      expect((await find('old', 'fresh', 'alive')).map(({ id }) => id)).toEqual(['fresh', 'alive']);
    });
  });

  describe('life cycle', () => {
    it('keeps the documents over close and reopening, apart by database, collection and version', async () => {
      const databaseName = uniqueName();
      const first = await createInstance(storage, { databaseName });
      await first.bulkWrite(rows(note('a')), 'ctx');
      await first.close();
      const again = await createInstance(storage, { databaseName });
      expect(await again.findDocumentsById(['a'], false)).toHaveLength(1);
      const others = await Promise.all([
        createInstance(storage),
        createInstance(storage, { databaseName, collectionName: 'others' }),
        createInstance(storage, { databaseName, schema: fullSchema({ ...noteSchema, version: 1 }) }),
      ]);
      for (const other of others) {
        expect(await other.findDocumentsById(['a'], true)).toEqual([]);
        await other.close();
      }
      await again.close();
    });

    it('closes as often as it is asked', async () => {
      await instance.close();
      await expect(instance.close()).resolves.toBeUndefined();
    });

    it('starts empty after remove, and refuses work on the removed instance', async () => {
      const databaseName = uniqueName();
      const first = await createInstance(storage, { databaseName });
      await first.bulkWrite(rows(note('a')), 'ctx');
      await first.remove();
      await expect((async () => first.bulkWrite(rows(note('b')), 'ctx'))()).rejects.toThrow();
      const again = await createInstance(storage, { databaseName });
      expect(await again.findDocumentsById(['a'], true)).toEqual([]);
      await again.close();
    });

    it('refuses schemas that RxDB wrappers must have handled first', async () => {
      const encrypted = { ...fullSchema(), encrypted: ['text'] };
      await expect((async () => createInstance(storage, { schema: encrypted }))()).rejects.toThrow('UT6');
    });

    it.runIf(ours)('refuses multiInstance and says what to do', async () => {
      await expect(createInstance(storage, { multiInstance: true })).rejects.toMatchObject({
        code: 'misuse',
        message: expect.stringContaining('multiInstance: false'),
      });
    });

    it.runIf(ours)('refuses work after close', async () => {
      await instance.close();
      await expect(instance.bulkWrite(rows(note('a')), 'ctx')).rejects.toMatchObject({ code: 'closed' });
      await expect(instance.findDocumentsById(['a'], true)).rejects.toMatchObject({ code: 'closed' });
    });
  });

  describe.runIf(ours)('changed documents by sequence', () => {
    const since = (limit: number, checkpoint?: unknown) => {
      if (!instance.getChangedDocumentsSince) throw new Error('missing');
      return instance.getChangedDocumentsSince(limit, checkpoint);
    };

    it('pages over the current states in the order of writing, whatever the clock said', async () => {
      const backwards = ['a', 'b', 'c'].map((id, index) => note(id, { _meta: { lwt: 100 - index } }));
      await instance.bulkWrite(rows(...backwards), 'ctx');
      await instance.bulkWrite(
        [changed(note('a', { _meta: { lwt: 100 } }), { _deleted: true, _meta: { lwt: 5 } })],
        'ctx',
      );
      const first = await since(2);
      expect(first.documents.map(({ id }) => id)).toEqual(['b', 'c']);
      const second = await since(2, first.checkpoint);
      expect(second.documents.map(({ id, _deleted }) => [id, _deleted])).toEqual([['a', true]]);
      const end = await since(2, second.checkpoint);
      expect(end).toEqual({ documents: [], checkpoint: second.checkpoint });
    });

    it('gives each event bulk a checkpoint after which only later writes come', async () => {
      await instance.bulkWrite(rows(note('a'), note('b')), 'ctx');
      await instance.bulkWrite(rows(note('c')), 'ctx');
      expect((await since(10, bulks[0]?.checkpoint)).documents.map(({ id }) => id)).toEqual(['c']);
      expect((await since(10, bulks[1]?.checkpoint)).documents).toEqual([]);
      expect((await since(10)).documents).toHaveLength(3);
    });
  });
});
