/** Every operator that RxDB documents, through a real RxDatabase, with the answer written down. */
import { createRxDatabase, type MangoQuerySelector, type RxCollection, type RxDatabase, type RxJsonSchema } from 'rxdb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenStorage, storageCases, uniqueName } from './storages.ts';

type Part = { code: string; price: number };
type Item = {
  id: string;
  name: string;
  age: number;
  active: boolean;
  city?: string;
  level?: number | null;
  tags: string[];
  parts: Part[];
  address: { street: string; number?: number };
};

const schema: RxJsonSchema<Item> = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 20 },
    name: { type: 'string', maxLength: 40 },
    age: { type: 'integer', minimum: 0, maximum: 200, multipleOf: 1 },
    active: { type: 'boolean' },
    city: { type: 'string' },
    level: { type: ['integer', 'null'] },
    tags: { type: 'array', items: { type: 'string' } },
    parts: {
      type: 'array',
      items: { type: 'object', properties: { code: { type: 'string' }, price: { type: 'number' } } },
    },
    address: {
      type: 'object',
      properties: { street: { type: 'string', maxLength: 40 }, number: { type: 'integer' } },
      required: ['street'],
    },
  },
  required: ['id', 'name', 'age', 'active', 'tags', 'parts', 'address'],
  indexes: ['age', 'name', ['active', 'age'], 'address.street'],
};

const items: Item[] = [
  {
    id: 'a',
    name: 'Álvaro',
    age: 20,
    active: true,
    city: 'Recife',
    level: 1,
    tags: ['x', 'y'],
    parts: [{ code: 'p1', price: 5 }],
    address: { street: 'Rua A', number: 10 },
  },
  {
    id: 'b',
    name: 'Bruna',
    age: 31,
    active: false,
    city: 'Olinda',
    level: null,
    tags: [],
    parts: [],
    address: { street: 'Rua B' },
  },
  {
    id: 'c',
    name: 'Caio',
    age: 40,
    active: true,
    tags: ['y'],
    parts: [
      { code: 'p1', price: 50 },
      { code: 'p2', price: 1 },
    ],
    address: { street: 'Rua A', number: 0 },
  },
  {
    id: 'd',
    name: 'bruno',
    age: 40,
    active: false,
    city: '',
    level: 7,
    tags: ['z', 'y', 'x'],
    parts: [{ code: 'p3', price: 9 }],
    address: { street: 'Avenida', number: 10 },
  },
];

const cases: [string, MangoQuerySelector<Item>, string][] = [
  ['$eq', { age: { $eq: 40 } }, 'cd'],
  ['$eq on a string with accent', { name: { $eq: 'Álvaro' } }, 'a'],
  ['$eq null: missing or null', { level: { $eq: null } }, 'bc'],
  ['$eq on an array: one of its elements', { tags: { $eq: 'y' } }, 'acd'],
  ['a bare value', { 'address.street': 'Rua A' }, 'ac'],
  ['$ne', { age: { $ne: 40 } }, 'ab'],
  ['$ne, missing included', { city: { $ne: 'Recife' } }, 'bcd'],
  ['$gt', { age: { $gt: 31 } }, 'cd'],
  ['$gte', { age: { $gte: 31 } }, 'bcd'],
  ['$lt', { age: { $lt: 31 } }, 'a'],
  ['$lte', { age: { $lte: 31 } }, 'ab'],
  ['$gt on strings, by code units', { name: { $gt: 'Caio' } }, 'ad'],
  ['$gt and $lt together', { age: { $gt: 20, $lt: 40 } }, 'b'],
  ['$gt on an optional number', { 'address.number': { $gt: 5 } }, 'ad'],
  ['$in', { age: { $in: [20, 31] } }, 'ab'],
  ['$in with null', { city: { $in: ['Recife', null as unknown as string] } }, 'ac'],
  ['$in on an array', { tags: { $in: ['x', 'nada'] } as never }, 'ad'],
  ['$in nothing', { age: { $in: [] } }, ''],
  ['$nin', { age: { $nin: [40] } }, 'ab'],
  ['$nin, missing included', { city: { $nin: ['Recife', 'Olinda'] } }, 'cd'],
  ['$exists true, null included', { level: { $exists: true } }, 'abd'],
  ['$exists false', { city: { $exists: false } }, 'c'],
  ['$type string', { city: { $type: 'string' } }, 'abd'],
  ['$type null', { level: { $type: 'null' } }, 'b'],
  ['$type array', { tags: { $type: 'array' } }, 'abcd'],
  ['$mod', { age: { $mod: [20, 0] } }, 'acd'],
  ['$regex', { name: { $regex: '^B' } }, 'b'],
  ['$regex with $options', { name: { $regex: '^b', $options: 'i' } }, 'bd'],
  ['$size', { tags: { $size: 2 } }, 'a'],
  ['$size 0', { parts: { $size: 0 } }, 'b'],
  ['$elemMatch on scalars', { tags: { $elemMatch: { $gt: 'y' } } }, 'd'],
  [
    '$elemMatch on objects: all conditions on one element',
    { parts: { $elemMatch: { code: 'p1', price: { $gt: 10 } } } },
    'c',
  ],
  ['$not', { age: { $not: { $gt: 31 } } }, 'ab'],
  ['$not, missing included', { city: { $not: { $eq: 'Recife' } } }, 'bcd'],
  ['$not with $regex', { name: { $not: { $regex: '^[A-Z]' } } }, 'ad'],
  ['$and', { $and: [{ active: true }, { age: { $gt: 20 } }] }, 'c'],
  ['$or', { $or: [{ age: 20 }, { city: 'Olinda' }] }, 'ab'],
  ['$nor', { $nor: [{ age: 20 }, { city: 'Olinda' }] }, 'cd'],
  ['$or inside $and beside a field', { active: true, $and: [{ $or: [{ age: 40 }, { tags: { $size: 2 } }] }] }, 'ac'],
  ['booleans', { active: { $eq: false } }, 'bd'],
  ['nested and indexed', { 'address.street': { $gte: 'Rua' } }, 'abc'],
  ['nothing: everything', {}, 'abcd'],
];

describe.each(storageCases)('Mango operators on $name', ({ open }) => {
  let opened: OpenStorage;
  let database: RxDatabase;
  let collection: RxCollection<Item>;

  beforeAll(async () => {
    opened = open();
    database = await createRxDatabase({ name: uniqueName(), storage: opened.storage, multiInstance: false });
    const { items: created } = await database.addCollections({ items: { schema } });
    collection = created as unknown as RxCollection<Item>;
    const { error } = await collection.bulkInsert(items);
    expect(error).toEqual([]);
    // A deleted document belongs to no answer.
    const gone = await collection.insert({ ...(items[0] as Item), id: 'gone' });
    await gone.remove();
  });

  afterAll(async () => {
    await database.close();
    opened.dispose();
  });

  it.each(cases)('%s', async (_what, selector, expected) => {
    const found = await collection.find({ selector, sort: [{ id: 'asc' }] }).exec();
    expect(found.map(({ primary }) => primary).join('')).toBe(expected);
    expect(await collection.count({ selector }).exec()).toBe(expected.length);
    expect((await collection.findOne({ selector, sort: [{ id: 'desc' }] }).exec())?.primary ?? '').toBe(
      expected.at(-1) ?? '',
    );
  });

  it.each<[string, Record<string, 'asc' | 'desc'>[], number, number, string]>([
    ['ties by primary key', [{ age: 'asc' }], 0, 10, 'abcd'],
    ['ties by primary key, downwards', [{ age: 'desc' }], 0, 10, 'cdba'],
    ['two fields', [{ age: 'desc' }, { name: 'desc' }], 0, 10, 'dcba'],
    ['code units: capitals, small letters, accents', [{ name: 'asc' }], 0, 10, 'bcda'],
    ['a nested field', [{ 'address.street': 'asc' }, { id: 'desc' }], 0, 10, 'dcab'],
    ['skip and limit', [{ age: 'asc' }, { id: 'asc' }], 1, 2, 'bc'],
    ['skip past the end', [{ age: 'asc' }], 9, 2, ''],
  ])('sort, skip and limit: %s', async (_what, sort, skip, limit, expected) => {
    const found = await collection.find({ selector: {}, sort: sort as never, skip, limit }).exec();
    expect(found.map(({ primary }) => primary).join('')).toBe(expected);
  });
});
