import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparesAlike, sortKey } from '#main/storage/sort-key.ts';

const unit = fc.oneof(
  fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
  fc.constantFrom('a', '\ud7ff', '\ud800', '\udbff', '\udc00', '\udfff', '\ue000', '\uffff', '😀'),
);
const text = fc.string({ unit, maxLength: 6 });
const options = { seed: 20261121, numRuns: 5000 };

describe('sort keys', () => {
  it('order by UTF-8 bytes as the texts order by UTF-16 units', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const byUnits = a < b ? -1 : a > b ? 1 : 0;
        expect(Buffer.compare(Buffer.from(sortKey(a)), Buffer.from(sortKey(b)))).toBe(byUnits);
      }),
      options,
    );
  });

  it('are well formed, so that no driver changes them on the way', () => {
    fc.assert(
      fc.property(text, (value) => sortKey(value).isWellFormed()),
      options,
    );
  });

  it('leave texts that compare alike as they are', () => {
    fc.assert(
      fc.property(text, (value) => !comparesAlike(value) || sortKey(value) === value),
      options,
    );
  });
});
