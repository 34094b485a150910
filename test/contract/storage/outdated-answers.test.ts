import { createRxDatabase, type PreparedQuery } from 'rxdb';
import { firstValueFrom } from 'rxjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteFile } from '#main/storage/open-sqlite-file.ts';
import { defaultPace } from '#main/storage/pace.ts';
import type { SqliteFile } from '#main/storage/sqlite-file.ts';
import {
  changed,
  createInstance,
  fullSchema,
  type NoteData,
  type NoteInstance,
  note,
  noteSchema,
  prepared,
  rows,
} from './documents.ts';
import { asStorage, driverCases, uniqueName } from './storages.ts';

const schema = fullSchema(noteSchema);
const alive = { _deleted: { $eq: false } };
const COUNT = 300;

/** RxDB asks again, with the same prepared query, when its collection was written while the answer was made. */
describe.each(driverCases)('answers that were outdated when they came, on $name', ({ driver }) => {
  let file: SqliteFile;
  let instance: NoteInstance;
  let breaks = 0;
  let step = 0;
  const state = new Map<string, NoteData>();

  const write = async (next: NoteData, previous?: NoteData) => {
    const written = instance.bulkWrite(previous ? [changed(previous, next)] : rows(next), 'ctx');
    const { error } = await written;
    expect(error).toEqual([]);
    const [stored] = await instance.findDocumentsById([next.id], true);
    state.set(next.id, stored as NoteData);
  };

  /** One insert, one change that moves the document, one deletion. */
  const writeSome = async () => {
    step++;
    await write(note(`m${step}`, { rank: step % 9 }));
    const of = (index: number) => state.get(`n${String(index).padStart(3, '0')}`) as NoteData;
    await write({ ...of(step), rank: 8 - (step % 9) }, of(step));
    await write({ ...of(COUNT - step), _deleted: true } as NoteData, of(COUNT - step));
  };

  beforeEach(async () => {
    breaks = 0;
    step = 0;
    state.clear();
    file = openSqliteFile({ path: ':memory:', driver });
    const pause = async () => {
      breaks++;
      await defaultPace.pause();
      await writeSome();
    };
    instance = await createInstance(asStorage(file, undefined, { rows: 20, pause }), { schema });
    const documents = Array.from({ length: COUNT }, (_, at) =>
      note(`n${String(at).padStart(3, '0')}`, { rank: at % 7 }),
    );
    await instance.bulkWrite(rows(...documents), 'ctx');
    for (const document of documents) state.set(document.id, document);
  });

  afterEach(() => file.close());

  const ids = () =>
    [...state.values()]
      .filter((document) => !(document as NoteData & { _deleted?: boolean })._deleted)
      .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0) || (a.id < b.id ? -1 : 1))
      .map(({ id }) => id);

  const found = async (query: PreparedQuery<NoteData>) => (await instance.query(query)).documents.map(({ id }) => id);
  const byRank = () => prepared({ selector: alive, sort: [{ rank: 'asc' }, { id: 'asc' }] }, schema);

  it('are completed in one turn when they are asked for again', async () => {
    const query = byRank();
    expect(await found(query)).not.toEqual(ids());
    const before = breaks;
    expect(before).toBeGreaterThan(10);
    await writeSome();
    expect(await found(query)).toEqual(ids());
    expect(breaks).toBe(before);
  });

  it('are read in one turn after some of them, where they cannot be completed', async () => {
    const query = prepared({ selector: alive, sort: [{ rank: 'asc' }, { id: 'asc' }], limit: 200 }, schema);
    await found(query);
    await found(query);
    const before = breaks;
    expect(await found(query)).toEqual(ids().slice(0, 200));
    expect(breaks).toBe(before);
    // From then on in slices again.
    await found(query);
    expect(breaks).toBeGreaterThan(before);
  });

  it('of finds by id and of counts are read in one turn after some of them', async () => {
    const wanted = ids();
    const query = prepared({ selector: { ...alive, text: { $regex: '^' } } }, schema);
    const byId = async () => (await instance.findDocumentsById(wanted, false)).length;
    const count = async () => (await instance.count(query)).count;
    for (const ask of [byId, count]) {
      await ask();
      await ask();
      const before = breaks;
      const left = ask === byId ? wanted.filter((id) => ids().includes(id)).length : ids().length;
      expect(await ask()).toBe(left);
      expect(breaks).toBe(before);
    }
  });

  it('are read anew when deleted documents have left the file meanwhile', async () => {
    const query = byRank();
    await found(query);
    await instance.cleanup(0);
    const before = breaks;
    await found(query);
    expect(breaks).toBeGreaterThan(before);
  });

  it('so a live query over many documents comes while others write without a pause', async () => {
    const storage = asStorage(openSqliteFile({ path: ':memory:', driver }), undefined, { rows: 20 });
    const database = await createRxDatabase({ name: uniqueName(), storage, multiInstance: false });
    const { notes } = await database.addCollections({ notes: { schema: noteSchema } });
    if (!notes) throw new Error('no collection');
    const wanted = Array.from({ length: 1000 }, (_, at) => ({ id: `n${at}`, text: 'oi', rank: at % 7 }));
    await notes.bulkInsert(wanted);
    let [written, isOver] = [0, false];
    const writer = (async () => {
      while (!isOver && written < 3000) {
        await notes.insert({ id: `m${written}`, text: 'oi', rank: written % 7 });
        written++;
        await defaultPace.pause();
      }
    })();
    const seen = await firstValueFrom(notes.find({ sort: [{ rank: 'asc' }] }).$);
    const writtenThen = written;
    isOver = true;
    await writer;
    expect(writtenThen).toBeLessThan(3000);
    expect(seen.length).toBeGreaterThanOrEqual(1000);
    await database.close();
  });
});
