/** The steps of RxDB's performance test, and two more: a sorted query with a limit, and serial updates. */
import type { Contender } from './contender.ts';
import { ALONE, type BenchDocument, DocumentSource, GROUPS } from './documents.ts';

const BATCHES = 6;
const SERIAL = 50;
const UPDATES = 20;
const LISTS = 10;
const LIST_LENGTH = 50;

interface Step {
  name: string;
  /** Its cost should not depend on how many documents there are. */
  indexed?: true;
  /** Makes what the step needs; not measured. */
  prepare?: (pass: Pass) => Promise<void>;
  /** The measured part: answers how many documents it found or wrote. */
  run: (pass: Pass) => Promise<number>;
  expected: (size: number) => number;
}

/** One run through all steps over a new database. */
export class Pass {
  readonly contender: Contender;
  readonly first: BenchDocument;
  readonly documents: BenchDocument[];
  readonly ids: string[];
  readonly alone: BenchDocument[];

  constructor(contender: Contender, { size, seed }: { size: number; seed: number }) {
    const source = new DocumentSource(seed);
    this.contender = contender;
    this.first = source.one();
    this.documents = new DocumentSource(seed + 1).many(size);
    this.ids = this.documents.map(({ id }) => id);
    this.alone = Array.from({ length: SERIAL }, () => source.one({ var2: ALONE }));
  }

  /** Spread evenly over the documents. */
  some(count: number): string[] {
    return Array.from({ length: count }, (_, index) => this.ids[Math.floor((index * this.ids.length) / count)]!);
  }
}

const refresh = ({ contender }: Pass) => contender.refresh();

/** One after the other; answers the sum. */
async function inSeries<T>(items: readonly T[], work: (item: T) => Promise<number>): Promise<number> {
  let total = 0;
  for (const item of items) total += await work(item);
  return total;
}

const groups = Array.from({ length: GROUPS }, (_, group) => group);

export const steps: readonly Step[] = [
  {
    name: 'time to first insert',
    run: async ({ contender, first }) => {
      await contender.create(first);
      return 1;
    },
    expected: () => 1,
  },
  {
    name: 'bulk insert, all in 6 batches',
    run: ({ contender, documents }) => {
      const length = Math.ceil(documents.length / BATCHES);
      const batches = Array.from({ length: BATCHES }, (_, index) =>
        documents.slice(index * length, (index + 1) * length),
      );
      return inSeries(batches, async (batch) => {
        await contender.insertMany(batch);
        return batch.length;
      });
    },
    expected: (size) => size,
  },
  {
    name: 'find by ids, all',
    prepare: refresh,
    run: ({ contender, ids }) => contender.findMany(ids),
    expected: (size) => size,
  },
  {
    name: '50 serial inserts',
    indexed: true,
    run: ({ contender, alone }) =>
      inSeries(alone, async (document) => {
        await contender.insert(document);
        return 1;
      }),
    expected: () => SERIAL,
  },
  {
    name: '50 serial finds by id',
    indexed: true,
    prepare: refresh,
    run: ({ contender, alone }) => inSeries(alone, ({ id }) => contender.findMany([id])),
    expected: () => SERIAL,
  },
  {
    name: 'find by query, all sorted',
    run: ({ contender }) => contender.findAll(),
    expected: (size) => size + SERIAL,
  },
  {
    name: '4 parallel queries, a quarter each',
    prepare: refresh,
    run: async ({ contender }) => {
      const found = await Promise.all(groups.map((group) => contender.findGroup(group)));
      return found.reduce((sum, count) => sum + count);
    },
    expected: (size) => size,
  },
  {
    name: '4 counts, a quarter each',
    run: ({ contender }) => inSeries(groups, (group) => contender.countGroup(group)),
    expected: (size) => size,
  },
  {
    name: '10 sorted queries, limit 50',
    indexed: true,
    prepare: refresh,
    run: ({ contender }) => {
      const days = Array.from({ length: LISTS }, (_, index) => new Date(Date.UTC(2026, 0, 20 + 7 * index)));
      return inSeries(days, (day) => contender.findAfter({ var1: '1', at: day.toISOString(), limit: LIST_LENGTH }));
    },
    expected: () => LISTS * LIST_LENGTH,
  },
  {
    name: '20 serial updates',
    indexed: true,
    prepare: (pass) => pass.contender.hold(pass.some(UPDATES)),
    run: (pass) =>
      inSeries(pass.some(UPDATES), async (id) => {
        await pass.contender.update(id, ALONE);
        return 1;
      }),
    expected: () => UPDATES,
  },
];
