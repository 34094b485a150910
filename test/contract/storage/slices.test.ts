import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection, Driver } from '#main/storage/driver.ts';
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
import { asStorage, driverCases } from './storages.ts';

type Turn = { documents: number; characters: number };

/** Counts the documents (JSON texts) that a driver hands out, by turn. */
function countingDriver(inner: Driver, turns: Turn[]): Driver {
  const seen = (row: unknown) => {
    const text = typeof row === 'string' ? row : (row as { data?: string } | undefined)?.data;
    const turn = turns.at(-1);
    if (!turn || !text?.startsWith('{')) return;
    turn.documents++;
    turn.characters += text.length;
  };
  const counting = (connection: Connection): Connection => ({
    exec: (sql) => connection.exec(sql),
    pragma: (source) => connection.pragma(source),
    rekey: (key) => connection.rekey(key),
    close: () => connection.close(),
    get inTransaction() {
      return connection.inTransaction;
    },
    prepare(sql, options) {
      const native = connection.prepare(sql, options);
      return {
        run: (params) => native.run(params),
        get(params) {
          const row = native.get(params);
          seen(row);
          return row;
        },
        all(params) {
          const found = native.all(params);
          for (const row of found) seen(row);
          return found;
        },
        *iterate(params) {
          for (const row of native.iterate(params)) {
            seen(row);
            yield row;
          }
        },
      };
    },
  });
  return { ...inner, open: (path, options) => counting(inner.open(path, options)) };
}

const schema = fullSchema(noteSchema);
const alive = { _deleted: { $eq: false } };
const COUNT = 5000;
const ids = Array.from({ length: COUNT }, (_, index) => `n${String(index).padStart(5, '0')}`);

/** Reads of everything, one for each way that a query can go. */
const reads: Record<string, (instance: NoteInstance) => Promise<number>> = {
  'by ids': async (instance) => (await instance.findDocumentsById(ids, false)).length,
  changes: async (instance) => (await instance.getChangedDocumentsSince?.(COUNT))?.documents.length ?? 0,
  'query in index order': async (instance) =>
    (await instance.query(prepared({ selector: alive, sort: [{ rank: 'asc' }, { id: 'asc' }] }, schema))).documents
      .length,
  'query with the matcher': async (instance) =>
    (await instance.query(prepared({ selector: { ...alive, text: { $regex: '^x' } } }, schema))).documents.length,
  'query with an order that no index has': async (instance) =>
    (await instance.query(prepared({ selector: alive, sort: [{ text: 'desc' }, { rank: 'asc' }] }, schema))).documents
      .length,
  'query on what is not indexed': async (instance) =>
    (await instance.query(prepared({ selector: { ...alive, 'author.name': { $eq: 'Ana' } } }, schema))).documents
      .length,
  'count with the matcher': async (instance) =>
    (await instance.count(prepared({ selector: { ...alive, text: { $regex: '^x' } } }, schema))).count,
};

describe.each(driverCases)('large answers on $name', ({ driver }) => {
  let turns: Turn[];
  let file: SqliteFile;
  let instance: NoteInstance;
  let breaks: number;

  beforeEach(async () => {
    turns = [];
    breaks = 0;
    file = openSqliteFile({ path: ':memory:', driver: countingDriver(driver, turns) });
    const pause = () => {
      breaks++;
      turns.push({ documents: 0, characters: 0 });
      return defaultPace.pause();
    };
    instance = await createInstance(asStorage(file, undefined, { pause }), { schema });
  });

  afterEach(() => file.close());

  const fill = async (fields: (index: number) => Partial<NoteData>) => {
    const documents = ids.map((id, index) => note(id, { rank: index % 7, author: { name: 'Ana' }, ...fields(index) }));
    await instance.bulkWrite(rows(...documents), 'ctx');
  };

  it.each(Object.keys(reads))(
    'never take more than a slice of rows in one turn, and let others run: %s',
    async (name) => {
      await fill(() => ({ text: 'x'.repeat(100) }));
      turns.push({ documents: 0, characters: 0 });
      let others = 0;
      const other = setImmediate(function again() {
        others++;
        if (breaks > 0) setImmediate(again);
      });
      breaks = 1;
      expect(await reads[name]?.(instance)).toBe(COUNT);
      clearImmediate(other);
      breaks = 0;
      expect(Math.max(...turns.map(({ documents }) => documents))).toBeLessThanOrEqual(defaultPace.rows);
      expect(turns.length).toBeGreaterThanOrEqual(COUNT / defaultPace.rows);
      expect(others).toBeGreaterThanOrEqual(COUNT / defaultPace.rows - 1);
    },
  );

  it.each(Object.keys(reads))('end a slice by the size of its documents too: %s', async (name) => {
    await fill((index) => ({ text: index % 10 === 0 ? `x${'y'.repeat(8000)}` : 'x' }));
    turns.push({ documents: 0, characters: 0 });
    expect(await reads[name]?.(instance)).toBe(COUNT);
    // One statement can meet larger documents than those before it let expect; not by more than twice here.
    expect(Math.max(...turns.map(({ characters }) => characters))).toBeLessThan(2 * defaultPace.characters);
  });

  it('answer in the turn of the call what is small', async () => {
    await instance.bulkWrite(rows(...ids.slice(0, 900).map((id) => note(id))), 'ctx');
    turns.push({ documents: 0, characters: 0 });
    await instance.query(prepared({ selector: alive, sort: [{ rank: 'asc' }, { id: 'asc' }] }, schema));
    await instance.findDocumentsById(ids.slice(0, 900), true);
    await instance.getChangedDocumentsSince?.(900);
    expect(breaks).toBe(0);
  });

  it('are finished before the instance closes, and before its collection is removed', async () => {
    await fill(() => ({}));
    const settled: string[] = [];
    const all = (what: string) =>
      instance.findDocumentsById(ids, true).then(({ length }) => settled.push(`${what} ${length}`));
    const first = all('read');
    const second = all('read');
    await instance.remove();
    settled.push('removed');
    await Promise.all([first, second]);
    expect(settled).toEqual([`read ${COUNT}`, `read ${COUNT}`, 'removed']);
  });

  it('are refused, not cut short, when the file is closed under them', async () => {
    await fill(() => ({}));
    const read = instance.findDocumentsById(ids, true);
    file.close();
    await expect(read).rejects.toMatchObject({ code: 'closed' });
  });

  it('cost writers nothing once they are over', async () => {
    await fill(() => ({}));
    await instance.findDocumentsById(ids, true);
    turns.push({ documents: 0, characters: 0 });
    await instance.bulkWrite([changed(note('n00001', { rank: 1, author: { name: 'Ana' } }), { rank: 5 })], 'ctx');
    // Nobody needs the old text any more.
    expect(turns.at(-1)?.documents).toBe(0);
  });
});
