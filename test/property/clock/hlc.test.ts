import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatHlc, type Hlc, parseHlc, tick, witness } from '#shared/domain/clock/hlc.ts';

const wall = fc.integer({ min: 0, max: 4_000_000_000_000 });
const stamp = fc.record({
  time: wall,
  counter: fc.integer({ min: 0, max: 36 ** 4 - 1 }),
  node: fc.constantFrom('aaaaaaaa', 'bbbbbbbb', 'cccccccc'),
});
const seed = { seed: 261121 };

describe('hybrid logical clock', () => {
  it('[B3] grows with every event, whatever the wall clock does', () => {
    fc.assert(
      fc.property(stamp, fc.array(wall, { maxLength: 40 }), (start, walls) => {
        let last: Hlc = start;
        for (const now of walls) {
          const next = tick(last, now);
          expect(formatHlc(next) > formatHlc(last)).toBe(true);
          last = next;
        }
      }),
      seed,
    );
  });

  it('[B3] puts what was written with knowledge of a stamp after it', () => {
    fc.assert(
      fc.property(stamp, stamp, wall, (mine, seen, now) => {
        expect(formatHlc(tick(witness(mine, seen), now)) > formatHlc(seen)).toBe(true);
      }),
      seed,
    );
  });

  it('[B3] reads back what it writes, and sorts as text as it sorts in time', () => {
    fc.assert(
      fc.property(stamp, stamp, (one, other) => {
        expect(parseHlc(formatHlc(one))).toEqual(one);
        const byParts = one.time - other.time || one.counter - other.counter;
        if (byParts !== 0) expect(formatHlc(one) < formatHlc(other)).toBe(byParts < 0);
      }),
      seed,
    );
  });

  it('knows text that is no stamp', () => {
    for (const text of ['', '123', '0001763747200123-0004', '0001763747200123_0004_a3f09c1d'])
      expect(parseHlc(text)).toBeNull();
  });
});
