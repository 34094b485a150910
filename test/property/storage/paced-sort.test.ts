import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pacedSort } from '#main/storage/paced-sort.ts';

describe('pacedSort', () => {
  it('gives what Array.sort gives, equal items in their order, with pauses on the way', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 50 }), { maxLength: 4000, size: 'max' }), async (keys) => {
        const items = keys.map((key, position) => ({ key, position }));
        const compare = (a: { key: number }, b: { key: number }) => a.key - b.key;
        let pauses = 0;
        const pause = async () => {
          pauses++;
        };
        expect(await pacedSort([...items], { compare, pause })).toEqual([...items].sort(compare));
        expect(pauses > 0).toBe(items.length > 512);
      }),
      { seed: 20261121, numRuns: 60 },
    );
  });
});
