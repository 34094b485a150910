import { describe, expect, it } from 'vitest';
import { dammDigit, dammHolds } from '#shared/domain/protocol/damm.ts';

describe('the check digit', () => {
  it.each([
    ['572', '4'],
    ['0', '0'],
    ['', '0'],
    ['43881234567', '9'],
  ])('of %j is %s', (digits, check) => {
    expect(dammDigit(digits)).toBe(check);
    expect(dammHolds(digits + check)).toBe(digits !== '');
  });
});
