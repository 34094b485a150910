import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { uuidV7 } from '#shared/domain/id/uuid.ts';

const zeros = (count: number) => new Uint8Array(count);
const ones = (count: number) => new Uint8Array(count).fill(255);

describe('ids', () => {
  it('are of version 7 and the variant of RFC 9562, whatever the random bytes', () => {
    expect(uuidV7(0, zeros)).toBe('00000000-0000-7000-8000-000000000000');
    expect(uuidV7(0x0123_4567_89ab, ones)).toBe('01234567-89ab-7fff-bfff-ffffffffffff');
    for (const random of [zeros, ones])
      expect(z.uuid().safeParse(uuidV7(Date.UTC(2026, 10, 23), random)).success).toBe(true);
  });

  it.each([
    [1, 2],
    [1_763_700_000_000, 1_763_700_000_001],
    [2 ** 32 - 1, 2 ** 32],
  ])('sort by their moment: %d before %d', (earlier, later) => {
    expect(uuidV7(earlier, ones) < uuidV7(later, zeros)).toBe(true);
  });

  it('take a moment before the epoch for the epoch', () => {
    expect(uuidV7(-5, zeros)).toBe(uuidV7(0, zeros));
  });
});
