/** The checks of RxDB's dev-mode (frozen documents, schema and query checks) while the storage works; own process. */
import { addRxPlugin, createRxDatabase, type RxDatabase, type RxJsonSchema } from 'rxdb';
import { disableWarnings, RxDBDevModePlugin } from 'rxdb/plugins/dev-mode';
import { RxDBQueryBuilderPlugin } from 'rxdb/plugins/query-builder';
import { wrappedValidateAjvStorage } from 'rxdb/plugins/validate-ajv';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Note, noteSchema } from './documents.ts';
import { type OpenStorage, storageCases, uniqueName } from './storages.ts';

disableWarnings();
addRxPlugin(RxDBDevModePlugin);
addRxPlugin(RxDBQueryBuilderPlugin);

const plain = (id: string, fields: Partial<Note> = {}): Note => ({ id, text: 'oi', rank: 1, ...fields });

describe.each(storageCases)('RxDB in dev-mode on $name', ({ ours, open }) => {
  let opened: OpenStorage;
  let database: RxDatabase;

  beforeEach(async () => {
    opened = open();
    database = await createRxDatabase({
      name: uniqueName(),
      storage: wrappedValidateAjvStorage({ storage: opened.storage }),
      multiInstance: false,
    });
  });

  afterEach(async () => {
    await database.close();
    opened.dispose();
  });

  const notes = async (schema: RxJsonSchema<Note> = noteSchema) => {
    const { notes: collection } = await database.addCollections({ notes: { schema } });
    if (!collection) throw new Error('no collection');
    return collection;
  };

  it('writes, reads, changes and removes; what it hands out is frozen and what it got is not changed', async () => {
    const collection = await notes();
    const given = plain('a', { author: { name: 'Ana' } });
    const document = await collection.insert(given);
    expect(given).toEqual(plain('a', { author: { name: 'Ana' } }));
    expect(() => {
      document.toJSON().author.name = 'outra';
    }).toThrow(TypeError);
    await document.incrementalPatch({ rank: 2 });
    const found = await collection.find({ selector: { rank: { $gt: 1 } } }).exec();
    expect(found.map(({ primary }) => primary)).toEqual(['a']);
    await found[0]?.remove();
    expect(await collection.count().exec()).toBe(0);
  });

  it('has a sliced answer checked as well', async () => {
    const collection = await notes();
    await collection.bulkInsert(Array.from({ length: 1200 }, (_, index) => plain(`n${index}`, { rank: index % 9 })));
    expect(await collection.find({ selector: { rank: { $gte: 0 } } }).exec()).toHaveLength(1200);
  });

  it('refuses a schema that it knows to be wrong, and a document that breaks it', async () => {
    const properties = { ...noteSchema.properties, 'com espaço': { type: 'string' } };
    const wrong = { ...noteSchema, properties } as RxJsonSchema<Note>;
    await expect(notes(wrong)).rejects.toThrow('SC');
    const collection = await notes();
    await expect(collection.insert(plain('a', { rank: -1 }))).rejects.toThrow('VD2');
  });

  it('refuses a query that it knows to be wrong', async () => {
    const collection = await notes();
    expect(() => collection.find({ selector: { text: { $regex: /a/ as never } } })).toThrow('QU16');
  });

  it.runIf(ours)('passes on the refusal of multiInstance in words', async () => {
    const creating = createRxDatabase({
      name: uniqueName(),
      storage: wrappedValidateAjvStorage({ storage: opened.storage }),
      multiInstance: true,
    });
    await expect(creating).rejects.toThrow('multiInstance: false');
  });
});
