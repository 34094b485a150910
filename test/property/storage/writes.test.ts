import fc from 'fast-check';
import type { BulkWriteRow, EventBulk, RxStorage, RxStorageBulkWriteResponse, RxStorageChangeEvent } from 'rxdb';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { describe, expect, it } from 'vitest';
import { betterSqlite3Driver } from '#main/storage/drivers/better-sqlite3.ts';
import { nodeSqliteDriver } from '#main/storage/drivers/node-sqlite.ts';
import { openSqliteFile } from '#main/storage/open-sqlite-file.ts';
import {
  createInstance,
  type Note,
  type NoteData,
  type NoteInstance,
  note,
  prepared,
} from '../../contract/storage/documents.ts';
import { asStorage, testKey } from '../../contract/storage/storages.ts';

const seed = 20261121;

/** One row as a writer could send it: on the state it knows (`stale`: an older one), or as if the id were new. */
const row = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd', 'é😀'),
  knows: fc.constantFrom('latest', 'latest', 'latest', 'stale', 'nothing'),
  deleted: fc.boolean(),
  rank: fc.nat({ max: 3 }),
  text: fc.constantFrom('x', 'y', '\u0000', '😀'),
});
const program = fc.array(fc.array(row, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 12 });

type Row = BulkWriteRow<Note>;

/** Turns the program into rows by running it on a plain map: an independent recomputation of the state. */
function bulksOf(steps: typeof program extends fc.Arbitrary<infer T> ? T : never): {
  bulks: Row[][];
  state: NoteData[];
} {
  const history = new Map<string, NoteData[]>();
  let revision = 0;
  const bulks = steps.map((step) => {
    const inBulk = new Set<string>();
    const rows = step.flatMap(({ id, knows, deleted, rank, text }): Row[] => {
      if (inBulk.has(id)) return [];
      inBulk.add(id);
      const states = history.get(id) ?? [];
      const previous = knows === 'nothing' ? undefined : knows === 'stale' ? states.at(-2) : states.at(-1);
      revision++;
      const document = note(id, { rank, text, _deleted: deleted, _rev: `${revision}-x`, _meta: { lwt: revision } });
      return [previous ? { previous, document } : { document }];
    });
    for (const { previous, document } of rows) {
      const states = history.get(document.id) ?? [];
      if (previous?._rev === states.at(-1)?._rev) history.set(document.id, [...states, document as NoteData]);
    }
    return rows;
  });
  return { bulks, state: [...history.values()].flatMap((states) => states.at(-1) ?? []) };
}

type Trace = {
  responses: RxStorageBulkWriteResponse<Note>[];
  events: unknown[];
  documents: NoteData[];
  counts: number[];
};

async function run(storage: RxStorage<unknown, unknown>, bulks: Row[][]): Promise<Trace> {
  const instance: NoteInstance = await createInstance(storage);
  const events: unknown[] = [];
  instance.changeStream().subscribe((bulk: EventBulk<RxStorageChangeEvent<Note>, unknown>) => {
    events.push({ context: bulk.context, events: bulk.events });
  });
  const responses: RxStorageBulkWriteResponse<Note>[] = [];
  const counts: number[] = [];
  for (const [index, bulk] of bulks.entries()) {
    responses.push(await instance.bulkWrite(bulk, `bulk ${index}`));
    const query = prepared({ selector: { _deleted: { $eq: false }, rank: { $gte: 1 } } });
    counts.push((await instance.count(query)).count);
  }
  const documents = (await instance.findDocumentsById(['a', 'b', 'c', 'd', 'é😀'], true)) as NoteData[];
  await instance.close();
  return { responses, events, documents, counts };
}

describe.each([
  { name: 'better-sqlite3', driver: betterSqlite3Driver(), key: testKey },
  { name: 'node:sqlite', driver: nodeSqliteDriver(), key: undefined },
])('writes on $name', ({ driver }) => {
  it('answer, emit and store what the memory storage does, for any program of inserts, updates and conflicts', async () => {
    await fc.assert(
      fc.asyncProperty(program, async (steps) => {
        const { bulks, state } = bulksOf(steps);
        const file = openSqliteFile({ path: ':memory:', driver });
        const ours = await run(asStorage(file), bulks);
        const memory = await run(getRxStorageMemory() as unknown as RxStorage<unknown, unknown>, bulks);
        expect(ours).toEqual(memory);
        expect(ours.documents.map(({ _rev }) => _rev).sort()).toEqual(state.map(({ _rev }) => _rev).sort());
        expect(file.quickCheck()).toEqual({ ok: true });
        file.close();
      }),
      { seed, numRuns: 200 },
    );
  });

  it('give a sequence in which every change is found once, in order, from any checkpoint', async () => {
    await fc.assert(
      fc.asyncProperty(program, fc.integer({ min: 1, max: 3 }), async (steps, limit) => {
        const { bulks, state } = bulksOf(steps);
        const file = openSqliteFile({ path: ':memory:', driver });
        const instance = await createInstance(asStorage(file));
        if (!instance.getChangedDocumentsSince) throw new Error('missing');
        const mirror = new Map<string, NoteData>();
        let checkpoint: { seq: number } | undefined;
        for (const bulk of bulks) {
          await instance.bulkWrite(bulk, 'ctx');
          // One page per write: the reader falls behind and must still end up with everything.
          const page = await instance.getChangedDocumentsSince(limit, checkpoint);
          checkpoint = page.checkpoint;
          for (const document of page.documents) mirror.set(document.id, document as NoteData);
        }
        for (;;) {
          const page = await instance.getChangedDocumentsSince(limit, checkpoint);
          if (page.documents.length === 0) break;
          checkpoint = page.checkpoint;
          for (const document of page.documents) mirror.set(document.id, document as NoteData);
        }
        const byId = (a: NoteData, b: NoteData) => (a.id < b.id ? -1 : 1);
        expect([...mirror.values()].sort(byId)).toEqual(state.sort(byId));
        file.close();
      }),
      { seed, numRuns: 150 },
    );
  });
});
