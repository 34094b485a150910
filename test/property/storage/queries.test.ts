import fc from 'fast-check';
import { getQueryMatcher, getSortComparator, normalizeMangoQuery, prepareQuery, type RxStorageInstance } from 'rxdb';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { describe, expect, it } from 'vitest';
import { betterSqlite3Driver } from '#main/storage/drivers/better-sqlite3.ts';
import { nodeSqliteDriver } from '#main/storage/drivers/node-sqlite.ts';
import { openSqliteFile } from '#main/storage/open-sqlite-file.ts';
import { getRxStorageSqlite } from '#main/storage/rx-storage-sqlite.ts';
import { uniqueName } from '../../contract/storage/storages.ts';
import {
  type Doc,
  type DocData,
  document,
  nastyText,
  plainText,
  type Query,
  query,
  type Schema,
  universe,
} from './arbitraries.ts';

type Instance = RxStorageInstance<Doc, unknown, unknown>;
type Factory = { createStorageInstance(params: never): Promise<unknown> };

const seed = 20261121;

async function instanceOn(storage: Factory, schema: Schema): Promise<Instance> {
  const params = {
    databaseInstanceToken: 't',
    databaseName: uniqueName(),
    collectionName: 'c',
    schema,
    options: {},
    multiInstance: false,
    devMode: false,
  };
  return (await storage.createStorageInstance(params as never)) as Instance;
}

async function filled(storage: Factory, schema: Schema, docs: DocData[]): Promise<Instance> {
  const instance = await instanceOn(storage, schema);
  const { error } = await instance.bulkWrite(
    docs.map((entry) => ({ document: entry })),
    'test',
  );
  expect(error).toEqual([]);
  return instance;
}

const prepared = (schema: Schema, chosen: Query) =>
  prepareQuery<Doc>(schema, normalizeMangoQuery<DocData>(schema, chosen as never) as never);

/** The answer by definition: RxDB's matcher over everything, RxDB's comparator, then skip and limit. */
function byDefinition(schema: Schema, docs: DocData[], chosen: Query): DocData[] {
  const { query: normal } = prepared(schema, chosen);
  const matches = getQueryMatcher(schema as never, normal as never);
  const compare = getSortComparator(schema as never, normal as never);
  const sorted = docs.filter((entry) => matches(entry as never)).sort((a, b) => compare(a as never, b as never) ?? 0);
  return sorted.slice(normal.skip, normal.skip + (normal.limit ?? Number.POSITIVE_INFINITY));
}

const ids = (docs: { id: string }[]) => docs.map(({ id }) => id);
const distinct = (docs: DocData[]) => [...new Map(docs.map((entry) => [entry.id, entry])).values()];
/** JSON has no negative zero; the documents are compared by what JSON keeps. */
const stored = (docs: DocData[]) => JSON.parse(JSON.stringify(docs)) as DocData[];

describe.each([
  { name: 'better-sqlite3', driver: betterSqlite3Driver() },
  { name: 'node:sqlite', driver: nodeSqliteDriver() },
])('queries on $name', ({ driver }) => {
  it('answer exactly what RxDB matcher and comparator define, for any text, number and operand', async () => {
    const scene = universe({ nasty: true }).chain((world) =>
      fc.record({
        world: fc.constant(world),
        docs: fc
          .array(
            document(
              world,
              nastyText.filter((id) => id !== ''),
            ),
            { maxLength: 25 },
          )
          .map(distinct),
        queries: fc.array(query(world, { wild: true }), { minLength: 1, maxLength: 8 }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(scene, async ({ world: { schema }, docs, queries }) => {
        const file = openSqliteFile({ path: ':memory:', driver });
        const ours = await filled(getRxStorageSqlite({ file }), schema, docs);
        for (const chosen of queries) {
          const expected = byDefinition(schema, docs, chosen);
          const { documents } = await ours.query(prepared(schema, chosen));
          expect(ids(documents)).toEqual(ids(expected));
          expect(documents).toEqual(stored(expected));
          expect((await ours.count(prepared(schema, chosen))).count).toBe(expected.length);
        }
        file.close();
      }),
      { seed, numRuns: 250 },
    );
  });

  it('answer what the memory storage answers: same documents, order and counts', async () => {
    const scene = universe({ nasty: false }).chain((world) =>
      fc.record({
        world: fc.constant(world),
        docs: fc
          .array(
            document(
              world,
              plainText.filter((id) => id !== ''),
            ),
            { maxLength: 25 },
          )
          .map(distinct),
        queries: fc.array(query(world, { wild: false }), { minLength: 1, maxLength: 8 }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(scene, async ({ world: { schema }, docs, queries }) => {
        const file = openSqliteFile({ path: ':memory:', driver });
        const ours = await filled(getRxStorageSqlite({ file }), schema, docs);
        const memory = await filled(getRxStorageMemory(), schema, docs);
        for (const chosen of queries) {
          const { documents } = await ours.query(prepared(schema, chosen));
          const expected = await memory.query(prepared(schema, chosen));
          expect(documents).toEqual(stored(expected.documents as DocData[]));
          // The memory storage counts without skip and limit; the interface asks for the length of the query.
          expect((await ours.count(prepared(schema, chosen))).count).toBe(expected.documents.length);
        }
        await memory.close();
        file.close();
      }),
      { seed, numRuns: 250 },
    );
  });
});
