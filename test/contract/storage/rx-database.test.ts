import { addRxPlugin, createRxDatabase, type RxDatabase, type RxJsonSchema, type RxStorage } from 'rxdb';
import { RxDBAttachmentsPlugin } from 'rxdb/plugins/attachments';
import { RxDBCleanupPlugin } from 'rxdb/plugins/cleanup';
import { wrappedKeyCompressionStorage } from 'rxdb/plugins/key-compression';
import { RxDBLocalDocumentsPlugin } from 'rxdb/plugins/local-documents';
import { RxDBMigrationSchemaPlugin } from 'rxdb/plugins/migration-schema';
import { RxDBQueryBuilderPlugin } from 'rxdb/plugins/query-builder';
import { wrappedValidateAjvStorage } from 'rxdb/plugins/validate-ajv';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OpenStorage, storageCases, uniqueName } from './storages.ts';

addRxPlugin(RxDBAttachmentsPlugin);
addRxPlugin(RxDBCleanupPlugin);
addRxPlugin(RxDBLocalDocumentsPlugin);
addRxPlugin(RxDBMigrationSchemaPlugin);
addRxPlugin(RxDBQueryBuilderPlugin);

type Ticket = { day: string; number: number; key?: string; board: string; tags: string[]; note?: { text: string } };

const ticketSchema: RxJsonSchema<Ticket> = {
  version: 0,
  primaryKey: { key: 'key', fields: ['day', 'number'], separator: '|' },
  type: 'object',
  properties: {
    key: { type: 'string', maxLength: 60 },
    day: { type: 'string', maxLength: 10 },
    number: { type: 'integer', minimum: 0, maximum: 100000, multipleOf: 1 },
    board: { type: 'string', maxLength: 20 },
    tags: { type: 'array', items: { type: 'string' } },
    note: { type: 'object', properties: { text: { type: 'string' } } },
  },
  required: ['day', 'number', 'board', 'tags'],
  indexes: [['board', 'number']],
};

const ticket = (number: number, fields: Partial<Ticket> = {}): Ticket => ({
  day: '2026-11-21',
  number,
  board: number % 2 ? 'novo' : 'aberto',
  tags: [`t${number}`],
  ...fields,
});

describe.each(storageCases)('RxDatabase on $name', ({ open }) => {
  let opened: OpenStorage;
  let databases: RxDatabase[];

  beforeEach(() => {
    opened = open();
    databases = [];
  });

  afterEach(async () => {
    for (const database of databases) await database.close();
    opened.dispose();
  });

  async function database(
    name = uniqueName(),
    storage: RxStorage<unknown, unknown> = opened.storage,
  ): Promise<RxDatabase> {
    const created = await createRxDatabase({
      name,
      storage,
      multiInstance: false,
      eventReduce: true,
      localDocuments: true,
    });
    databases.push(created);
    return created;
  }

  const tickets = async (on: RxDatabase, schema: RxJsonSchema<Ticket> = ticketSchema) => {
    const { tickets: collection } = await on.addCollections({ tickets: { schema, localDocuments: true } });
    if (!collection) throw new Error('no collection');
    return collection;
  };

  it('keeps composite primary keys, queries and counts', async () => {
    const collection = await tickets(await database());
    await collection.bulkInsert([3, 1, 2, 4].map((number) => ticket(number)));
    const found = await collection.find({ selector: { board: 'novo' }, sort: [{ number: 'desc' }] }).exec();
    expect(found.map((document) => document.primary)).toEqual(['2026-11-21|3', '2026-11-21|1']);
    expect(await collection.count({ selector: { board: 'aberto', number: { $gt: 2 } } }).exec()).toBe(1);
    expect((await collection.findOne('2026-11-21|2').exec())?.toJSON()).toMatchObject(ticket(2));
    const matching = await collection.find({ selector: { tags: { $elemMatch: { $in: ['t1', 't4'] } } } }).exec();
    expect(matching.map(({ number }) => number).sort()).toEqual([1, 4]);
  });

  it('updates, removes and inserts again; live queries follow each step', async () => {
    const collection = await tickets(await database());
    const seen: number[][] = [];
    const subscription = collection
      .find({ selector: { board: 'novo' }, sort: [{ number: 'asc' }] })
      .$.subscribe((documents) => seen.push(documents.map(({ number }) => number)));
    const one = await collection.insert(ticket(1));
    await collection.insert(ticket(3));
    await one.incrementalPatch({ board: 'aberto' });
    await one.getLatest().incrementalPatch({ board: 'novo', note: { text: 'voltou' } });
    await one.getLatest().remove();
    await collection.insert(ticket(1));
    await collection.find().exec();
    await expect.poll(() => seen.at(-1)).toEqual([1, 3]);
    subscription.unsubscribe();
    await expect(collection.insert(ticket(1))).rejects.toThrow('CONFLICT');
  });

  it('serialises many concurrent modifications of one document without losing any', async () => {
    const collection = await tickets(await database());
    const one = await collection.insert(ticket(1, { tags: [] }));
    const push = (tag: string) => one.incrementalModify((data: Ticket) => ({ ...data, tags: [...data.tags, tag] }));
    await Promise.all(Array.from({ length: 40 }, (_, index) => push(`t${index}`)));
    expect(one.getLatest().tags).toHaveLength(40);
  });

  it('finds everything again after closing and reopening the database', async () => {
    const name = uniqueName();
    const first = await database(name);
    await (await tickets(first)).bulkInsert([ticket(1), ticket(2)]);
    await first.close();
    const again = await tickets(await database(name));
    expect(await again.count().exec()).toBe(2);
  });

  it('migrates documents to a new schema version', async () => {
    const name = uniqueName();
    const first = await database(name);
    await (await tickets(first)).bulkInsert([ticket(1), ticket(2)]);
    await first.close();
    const { tickets: migrated } = await (await database(name)).addCollections({
      tickets: {
        schema: { ...ticketSchema, version: 1, indexes: [['board', 'number'], 'day'] },
        migrationStrategies: { 1: (old: Ticket) => ({ ...old, board: old.board.toUpperCase() }) },
      },
    });
    const found = await migrated?.find({ selector: { day: '2026-11-21' }, sort: [{ number: 'asc' }] }).exec();
    expect(found?.map(({ board }) => board)).toEqual(['NOVO', 'ABERTO']);
  });

  it('migrates attachments and local documents with their collection, over two versions at once', async () => {
    const name = uniqueName();
    const first = await database(name);
    const old = await tickets(first, { ...ticketSchema, attachments: {} });
    const document = await old.insert(ticket(1));
    await document.putAttachment({ id: 'log.txt', data: new Blob(['olá']), type: 'text/plain' });
    await old.upsertLocal('view', { board: 'novo' });
    const removed = await old.insert(ticket(2));
    await removed.remove();
    await first.close();
    const { tickets: migrated } = await (await database(name)).addCollections({
      tickets: {
        schema: { ...ticketSchema, version: 2, attachments: {} },
        localDocuments: true,
        migrationStrategies: {
          1: (doc: Ticket) => ({ ...doc, board: `${doc.board}1` }),
          2: (doc: Ticket) => ({ ...doc, board: `${doc.board}2` }),
        },
      },
    });
    const found = await migrated?.find().exec();
    expect(found?.map(({ board }) => board)).toEqual(['novo12']);
    expect(await (await found?.[0]?.getAttachment('log.txt')?.getData())?.text()).toBe('olá');
  });

  it('drops documents that a migration strategy answers with null', async () => {
    const name = uniqueName();
    const first = await database(name);
    await (await tickets(first)).bulkInsert([ticket(1), ticket(2), ticket(3)]);
    await first.close();
    const { tickets: migrated } = await (await database(name)).addCollections({
      tickets: {
        schema: { ...ticketSchema, version: 1 },
        migrationStrategies: { 1: (doc: Ticket) => (doc.number === 2 ? null : doc) },
      },
    });
    expect((await migrated?.find({ sort: [{ number: 'asc' }] }).exec())?.map(({ number }) => number)).toEqual([1, 3]);
  });

  it('keeps attachments', async () => {
    const collection = await tickets(await database(), { ...ticketSchema, attachments: {} });
    const document = await collection.insert(ticket(1));
    const data = new Blob(['olá'], { type: 'text/plain' });
    const attachment = await document.putAttachment({ id: 'log.txt', data, type: 'text/plain' });
    expect(await (await attachment.getData()).text()).toBe('olá');
    await document.getLatest().incrementalPatch({ board: 'outro' });
    const kept = document.getLatest().getAttachment('log.txt');
    expect(await (await kept?.getData())?.text()).toBe('olá');
    await kept?.remove();
    expect(document.getLatest().allAttachments()).toEqual([]);
  });

  it('keeps local documents of database and collection', async () => {
    const on = await database();
    const collection = await tickets(on);
    await on.insertLocal('settings', { station: 312 });
    await collection.upsertLocal('view', { board: 'novo' });
    expect((await on.getLocal('settings'))?.get('station')).toBe(312);
    expect((await collection.getLocal('view'))?.get('board')).toBe('novo');
    expect(await collection.count().exec()).toBe(0);
    await (await on.getLocal('settings'))?.remove();
    expect(await on.getLocal('settings')).toBeNull();
  });

  it('works under key compression', async () => {
    const storage = wrappedKeyCompressionStorage({ storage: opened.storage });
    const collection = await tickets(await database(uniqueName(), storage), { ...ticketSchema, keyCompression: true });
    await collection.bulkInsert([ticket(1), ticket(2), ticket(3)]);
    const found = await collection.find({ selector: { board: 'novo', number: { $gte: 2 } } }).exec();
    expect(found.map(({ number }) => number)).toEqual([3]);
    await found[0]?.incrementalPatch({ note: { text: 'x' } });
    expect(await collection.count({ selector: { 'note.text': { $eq: 'x' } } }).exec()).toBe(1);
  });

  it('works under schema validation', async () => {
    const storage = wrappedValidateAjvStorage({ storage: opened.storage });
    const collection = await tickets(await database(uniqueName(), storage));
    await expect(collection.insert({ ...ticket(1), board: 5 } as unknown as Ticket)).rejects.toThrow('VD2');
    await collection.insert(ticket(2));
    expect(await collection.count().exec()).toBe(1);
  });

  it('purges deleted documents and removes whole collections', async () => {
    const on = await database();
    const collection = await tickets(on);
    const document = await collection.insert(ticket(1));
    await collection.insert(ticket(2));
    await document.remove();
    await collection.cleanup(0);
    expect(await collection.storageInstance.findDocumentsById([document.primary], true)).toEqual([]);
    await collection.remove();
    const fresh = await tickets(on);
    expect(await fresh.count().exec()).toBe(0);
  });
});
