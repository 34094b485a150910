/*
 * The documents of RxDB's own performance test (its "average" schema: one compound index, nested objects, a list) with
 * a fifth index for a list of the newest; some 450 bytes each as stored, ids without an order.
 */
import type { RxJsonSchema } from 'rxdb';

export interface BenchDocument {
  id: string;
  var1: string;
  var2: number;
  at: string;
  deep: { deep1: string; deep2: string; deeper: { deepNr: number } };
  list: { deep1: string; deep2: string }[];
}

/** Documents fall into this many groups by `var2`: one query each in "parallel queries" and "count". */
export const GROUPS = 4;
/** The `var2` of documents inserted one by one, so that they are in no group. */
export const ALONE = 1000;
const DAY = Date.UTC(2026, 0, 1);
const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

export const benchSchema: RxJsonSchema<BenchDocument> = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 20 },
    var1: { type: 'string', maxLength: 12 },
    var2: { type: 'number', minimum: 0, maximum: 50_000, multipleOf: 1 },
    at: { type: 'string', maxLength: 24 },
    deep: {
      type: 'object',
      properties: {
        deep1: { type: 'string', maxLength: 10 },
        deep2: { type: 'string', maxLength: 10 },
        deeper: { type: 'object', properties: { deepNr: { type: 'number' } } },
      },
    },
    list: {
      type: 'array',
      items: { type: 'object', properties: { deep1: { type: 'string' }, deep2: { type: 'string' } } },
    },
  },
  required: ['id', 'var1', 'var2', 'at'],
  indexes: ['var1', 'var2', 'deep.deep1', ['var2', 'var1'], ['var1', 'at']],
};

/** The same documents for every contender: `mulberry32` from a fixed seed. */
export class DocumentSource {
  #state: number;
  #count = 0;

  constructor(seed: number) {
    this.#state = seed;
  }

  many(count: number): BenchDocument[] {
    return Array.from({ length: count }, () => this.one());
  }

  one(partial: Partial<BenchDocument> = {}): BenchDocument {
    const index = this.#count++;
    return {
      id: this.#text(14),
      var1: String(Math.floor(index / GROUPS) % 2),
      var2: index % GROUPS,
      at: new Date(DAY + Math.floor(this.#next() * 300 * 86_400_000)).toISOString(),
      deep: { deep1: this.#text(9), deep2: this.#text(9), deeper: { deepNr: Math.floor(this.#next() * 10) } },
      list: Array.from({ length: 5 }, () => ({ deep1: this.#text(4), deep2: this.#text(7) })),
      ...partial,
    };
  }

  #text(length: number): string {
    let text = '';
    while (text.length < length) text += LETTERS[Math.floor(this.#next() * LETTERS.length)];
    return text;
  }

  #next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }
}
