import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { RxJsonSchema } from 'rxdb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteFile } from '#main/storage/open-sqlite-file.ts';
import type { SqliteFile } from '#main/storage/sqlite-file.ts';
import { changed, createInstance, fullSchema, type Note, note, noteSchema, prepared, rows } from './documents.ts';
import { asStorage, driverCases, newDirectory } from './storages.ts';

describe.each(driverCases)('tables on $name', ({ driver, key }) => {
  let directory: string;
  let file: SqliteFile;
  const open = () => openSqliteFile({ path: join(directory, 'station.db'), driver, key });

  beforeEach(() => {
    directory = newDirectory();
    file = open();
  });

  afterEach(() => {
    file.close();
    rmSync(directory, { recursive: true });
  });

  const instanceWith = (schema: RxJsonSchema<Note>) =>
    createInstance(asStorage(file), { databaseName: 'db', schema: fullSchema(schema) });

  const plan = (sql: string, ...params: (string | number)[]) =>
    file
      .prepare<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...params)
      .map(({ detail }) => detail)
      .join('; ');

  it('are searched through their index, ordered by it, without a sort', async () => {
    const instance = await instanceWith(noteSchema);
    await instance.bulkWrite(rows(note('a')), 'ctx');
    const steps = plan(
      'SELECT data FROM _rx_1 WHERE deleted = ? AND "f.rank" > ? ORDER BY "f.rank", id LIMIT 50',
      0,
      5,
    );
    expect(steps).toMatch(/SEARCH _rx_1 USING INDEX _rx_1_i\d+ \(deleted=\? AND f\.rank>\?\)/);
    expect(steps).not.toContain('TEMP B-TREE');
  });

  it('are rebuilt with the same documents and sequence when the same version asks for other indexes', async () => {
    const first = await instanceWith({ ...noteSchema, indexes: [] });
    await first.bulkWrite(
      rows(...Array.from({ length: 1200 }, (_, index) => note(`n${index}`, { rank: index % 7 }))),
      'ctx',
    );
    await first.bulkWrite([changed(note('n3', { rank: 3 }), { rank: 6, _deleted: true })], 'ctx');
    const before = await first.getChangedDocumentsSince?.(5000);
    file.close();
    file = open();
    const again = await instanceWith({ ...noteSchema, indexes: ['rank'] });
    expect(await again.getChangedDocumentsSince?.(5000)).toEqual(before);
    expect(plan('SELECT data FROM _rx_1 WHERE deleted = 0 AND "f.rank" = 5')).toContain('f.rank=?');
    const schema = fullSchema({ ...noteSchema, indexes: ['rank'] });
    const six = prepared({ selector: { _deleted: { $eq: false }, rank: { $eq: 6 } } }, schema);
    expect((await again.count(six)).count).toBe(171);
    expect(file.quickCheck()).toEqual({ ok: true });
  });

  describe('with a document that does not follow the schema', () => {
    const ids = async (selector: object, sort?: object[]) => {
      const schema = fullSchema();
      const query = prepared({ selector, ...(sort ? { sort } : {}) } as never, schema);
      return (await instance.query(query)).documents.map(({ id }) => id).sort();
    };
    let instance: Awaited<ReturnType<typeof createInstance>>;

    beforeEach(async () => {
      instance = await instanceWith(noteSchema);
      const odd = note('odd', { rank: [5, 'cinco'], author: [{ name: 'Ana' }] } as never);
      await instance.bulkWrite(rows(note('five', { rank: 5 }), note('text', { rank: '5' } as never), odd), 'ctx');
    });

    const matcherAnswers = async () => {
      expect(await ids({ rank: { $eq: 5 } })).toEqual(['five', 'odd']);
      expect(await ids({ rank: { $eq: '5' } })).toEqual(['text']);
      expect(await ids({ rank: { $ne: 5 } })).toEqual(['text']);
      expect(await ids({ 'author.name': { $eq: 'Ana' } })).toEqual(['odd']);
    };

    it('answers as the matcher does, not as SQL would', matcherAnswers);

    it('still does after reopening', async () => {
      file.close();
      file = open();
      instance = await instanceWith(noteSchema);
      await matcherAnswers();
    });

    it('remembers it although the first such write was rolled back', async () => {
      const other = await createInstance(asStorage(openSqliteFile({ path: ':memory:', driver })), {});
      const { file: inMemory } = other.internals as { file: SqliteFile };
      const bad = (id: string) => rows(note(id, { rank: [5] } as never));
      expect(() =>
        inMemory.transaction(() => {
          void other.bulkWrite(bad('a'), 'ctx');
          throw new Error('no');
        }),
      ).toThrow('no');
      await other.bulkWrite(bad('b'), 'ctx');
      expect(inMemory.pluck('SELECT loose FROM _rx_collection').get()).toBe('["rank"]');
      inMemory.close();
    });
  });
});
