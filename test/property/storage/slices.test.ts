import fc from 'fast-check';
import { getQueryMatcher, getSortComparator, normalizeMangoQuery, type PreparedQuery, prepareQuery } from 'rxdb';
import { describe, expect, it } from 'vitest';
import type { Driver } from '#main/storage/driver.ts';
import { betterSqlite3Driver } from '#main/storage/drivers/better-sqlite3.ts';
import { nodeSqliteDriver } from '#main/storage/drivers/node-sqlite.ts';
import { openSqliteFile } from '#main/storage/open-sqlite-file.ts';
import { createInstance } from '../../contract/storage/documents.ts';
import { asStorage } from '../../contract/storage/storages.ts';
import {
  type Doc,
  type DocData,
  document,
  nastyText,
  nextRevision,
  query,
  type Schema,
  universe,
} from './arbitraries.ts';

const seed = 20261121;

type Page = { documents: DocData[]; checkpoint: { seq: number } };
type Instance = {
  bulkWrite(rows: unknown[], context: string): Promise<{ error: unknown[] }>;
  query(prepared: PreparedQuery<Doc>): Promise<{ documents: DocData[] }>;
  count(prepared: PreparedQuery<Doc>): Promise<{ count: number }>;
  findDocumentsById(ids: string[], withDeleted: boolean): Promise<DocData[]>;
  getChangedDocumentsSince(limit: number, checkpoint?: { seq: number }): Promise<Page>;
  cleanup(minimumDeletedTime: number): Promise<boolean>;
};

/** What happens between two slices: a document is inserted, changed, deleted, or deleted ones are purged. */
const step = (count: number) =>
  fc.record({
    what: fc.constantFrom('insert' as const, 'change' as const, 'delete' as const, 'purge' as const),
    at: fc.nat({ max: count }),
  });

const world = universe({ nasty: true }).chain((universeOf) =>
  fc.record({
    universeOf: fc.constant(universeOf),
    documents: fc
      .array(
        document(
          universeOf,
          nastyText.filter((id) => id !== ''),
        ),
        { minLength: 8, maxLength: 25 },
      )
      .map((docs) => [...new Map(docs.map((entry) => [entry.id, entry])).values()]),
    late: fc.array(document(universeOf, fc.uuid()), { minLength: 1, maxLength: 6 }),
    steps: fc.array(step(30), { maxLength: 15 }),
    chosen: query(universeOf, { wild: true }),
    rows: fc.integer({ min: 1, max: 4 }),
  }),
);

type Scene = typeof world extends fc.Arbitrary<infer T> ? T : never;

/** A collection with a map beside it that says what must be in it, and a program that changes both step by step. */
class Model {
  readonly state = new Map<string, DocData>();
  readonly #instance: Instance;
  readonly #steps: Scene['steps'];
  readonly #late: DocData[];

  constructor(instance: Instance, { steps, late }: Pick<Scene, 'steps' | 'late'>) {
    this.#instance = instance;
    this.#steps = [...steps];
    this.#late = [...late];
  }

  async write(next: DocData, previous?: DocData): Promise<void> {
    const row = previous ? { previous, document: next } : { document: next };
    // Written in this turn, like the map: other answers step the same model.
    const written = this.#instance.bulkWrite([row], 'x');
    this.state.set(next.id, next);
    expect((await written).error).toEqual([]);
  }

  async next(): Promise<void> {
    const { what, at = 0 } = this.#steps.shift() ?? {};
    const current = [...this.state.values()];
    const picked = current[at % current.length];
    const other = current[(at + 3) % current.length];
    const fresh = what === 'insert' ? this.#late.pop() : undefined;
    if (fresh) await this.write(fresh);
    else if (what === 'purge') await this.#purge(current);
    else if (picked && other && what === 'change')
      await this.#change(picked, { ...other, id: picked.id, _deleted: false });
    else if (picked && what === 'delete') await this.#change(picked, { ...picked, _deleted: true });
  }

  async #change(previous: DocData, content: DocData): Promise<void> {
    const next = { ...content, _rev: nextRevision(), _meta: { lwt: previous._meta.lwt + 1 } } as DocData;
    await this.write(next, previous);
  }

  async #purge(current: DocData[]): Promise<void> {
    const purged = this.#instance.cleanup(0);
    for (const { id, _deleted } of current) if (_deleted) this.state.delete(id);
    await purged;
  }
}

const stored = (documents: unknown) => JSON.parse(JSON.stringify(documents)) as unknown;

/** The answer by definition: RxDB's matcher over everything, RxDB's comparator, then skip and limit. */
function byDefinition(schema: Schema, documents: DocData[], prepared: PreparedQuery<Doc>): DocData[] {
  const normal = prepared.query;
  const matches = getQueryMatcher(schema as never, normal as never);
  const compare = getSortComparator(schema as never, normal as never);
  const sorted = documents
    .filter((entry) => matches(entry as never))
    .sort((a, b) => compare(a as never, b as never) ?? 0);
  return sorted.slice(normal.skip, normal.skip + (normal.limit ?? Number.POSITIVE_INFINITY));
}

/** Reads on from a page of changes to the end; answers the last state seen of each document. */
async function mirrorFrom(instance: Instance, first: Page): Promise<Map<string, DocData>> {
  const mirror = new Map<string, DocData>();
  for (
    let page = first;
    page.documents.length > 0;
    page = await instance.getChangedDocumentsSince(100, page.checkpoint)
  ) {
    for (const entry of page.documents) mirror.set(entry.id, entry);
  }
  return mirror;
}

async function tryScene(driver: Driver, scene: Scene): Promise<number> {
  const { universeOf, documents, late, chosen, rows } = scene;
  const { schema } = universeOf;
  const file = openSqliteFile({ path: ':memory:', driver });
  let slices = 0;
  const pause = async () => {
    slices++;
    // As with a real pause, the turn of the calls ends first.
    await Promise.resolve();
    await model.next();
  };
  const storage = asStorage(file, undefined, { rows, characters: 600, pause });
  const instance = (await createInstance(storage, { schema: schema as never })) as unknown as Instance;
  const model = new Model(instance, scene);
  for (const entry of documents) await model.write(entry);

  const before = [...model.state.values()];
  const prepared = prepareQuery<Doc>(schema, normalizeMangoQuery<DocData>(schema, chosen as never) as never);
  const expected = byDefinition(schema, before, prepared);
  // All four at once: they see the same moment and each other's writes between the slices.
  const [found, counted, byIds, changes] = await Promise.all([
    instance.query(prepared),
    instance.count(prepared),
    instance.findDocumentsById([...late.map(({ id }) => id), ...before.map(({ id }) => id), 'nobody'].reverse(), false),
    instance.getChangedDocumentsSince(100),
  ]);
  expect(found.documents).toEqual(stored(expected));
  expect(counted.count).toBe(expected.length);
  expect(byIds).toEqual(stored(before.filter(({ _deleted }) => !_deleted).reverse()));
  // Changes: nothing twice, and from the checkpoint on everything that is missing.
  expect(new Set(changes.documents.map(({ id }) => id)).size).toBe(changes.documents.length);
  const mirror = await mirrorFrom(instance, changes);
  for (const entry of model.state.values()) expect(mirror.get(entry.id)).toEqual(stored(entry));
  file.close();
  return slices;
}

describe.each([
  { name: 'better-sqlite3', driver: betterSqlite3Driver() },
  { name: 'node:sqlite', driver: nodeSqliteDriver() },
])('answers in slices on $name', ({ driver }) => {
  it('are those of the moment of the call, whatever is written between the slices', async () => {
    let slices = 0;
    await fc.assert(
      fc.asyncProperty(world, async (scene) => {
        slices += await tryScene(driver, scene);
      }),
      { seed, numRuns: 250 },
    );
    expect(slices).toBeGreaterThan(1000);
  });
});
