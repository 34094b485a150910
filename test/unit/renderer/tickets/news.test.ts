import { describe, expect, it } from 'vitest';
import { newsSince, seenOf } from '#renderer/features/tickets/report/news.ts';
import { anEntry } from './an-entry.ts';

describe('what colleagues wrote meanwhile', () => {
  const mine = anEntry('reported', { text: 'a' });
  const theirs = anEntry('reported', { text: 'b' }, { station: '9001' });
  const later = anEntry('reported', { text: 'c' }, { station: '9001' });

  it('[B3] is what other stations wrote beyond what was read', () => {
    const seen = seenOf([mine, theirs]);
    expect(newsSince([mine, theirs, later], seen, '312')).toEqual([later]);
    expect(newsSince([mine, theirs, later], seenOf([mine]), '312')).toEqual([theirs, later]);
    expect(newsSince([mine, theirs, later], seenOf([later, theirs, mine]), '312')).toEqual([]);
  });

  it('is never what this station wrote', () => {
    expect(newsSince([mine, anEntry('reported', { text: 'd' })], {}, '312')).toEqual([]);
  });
});
