import fc from 'fast-check';
import { expect, it } from 'vitest';
import { steps } from '#main/recovery/backups/copy-in-steps.ts';

it('[B1] a copy in steps takes every byte once, in order, but the page of the lock byte', () => {
  fc.assert(
    fc.property(
      fc.nat({ max: 400 }),
      fc.record({ stepBytes: fc.integer({ min: 1, max: 64 }), pages: fc.nat({ max: 20 }) }),
      (bytes, { stepBytes, pages }) => {
        const pageBytes = 16;
        const lockByte = pages * pageBytes;
        const taken: number[] = [];
        for (const { from, length } of steps(bytes, { stepBytes, lockByte, pageBytes })) {
          expect(length).toBeGreaterThan(0);
          expect(length).toBeLessThanOrEqual(stepBytes);
          for (let at = from; at < from + length; at++) taken.push(at);
        }
        const all = Array.from({ length: bytes }, (_, at) => at);
        expect(taken).toEqual(all.filter((at) => at < lockByte || at >= lockByte + pageBytes));
      },
    ),
    { seed: 261121 },
  );
});
