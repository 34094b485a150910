import { describe, expect, it } from 'vitest';
import { decideCloseShift } from '#shared/domain/shift/close.ts';
import type { CallBook, LooseCall } from '#shared/domain/shift/shift.ts';

const loose = (id: string): LooseCall => ({
  id,
  shiftId: 's',
  at: '2026-11-23T12:00:00.000Z',
  source: 'noted',
  note: '',
  ticketId: null,
  explanation: null,
});
const book = (received: number, unexplained: number): CallBook => ({
  received,
  recorded: received - unexplained,
  explained: 0,
  unexplained: Array.from({ length: unexplained }, (_, index) => loose(String(index))),
});

describe('closing a shift', () => {
  it.each([
    ['nothing to settle, no counter read', book(5, 0), null, '', [], 0],
    ['the telephone agrees', book(5, 0), 5, '', [], 0],
    ['an unexplained call', book(5, 1), null, '', ['calls-without-ticket'], 0],
    ['the telephone shows two more', book(5, 0), 7, '', ['calls-without-ticket'], 2],
    ['one unexplained and one more', book(5, 1), 6, '', ['calls-without-ticket'], 1],
    ['the telephone shows fewer', book(5, 0), 3, '', ['more-tickets-than-calls'], 0],
    ['fewer, and said why', book(5, 0), 3, 'Duas pelo Blip', [], 0],
    ['fewer, and said nothing in blanks', book(5, 0), 3, ' \u0000\n', ['more-tickets-than-calls'], 0],
    ['fewer and one unexplained', book(5, 1), 3, '', ['calls-without-ticket', 'more-tickets-than-calls'], 0],
    ['a shift without calls', book(0, 0), 0, '', [], 0],
  ] as const)('[S4.2] %s', (_, calls, phoneCount, surplusExplanation, codes, missing) => {
    const decided = decideCloseShift(calls, { phoneCount, surplusExplanation });
    expect(decided.ok ? [] : decided.refusals.map(({ code }) => code)).toEqual(codes);
    expect(decided.missing).toBe(missing);
    if (!decided.ok) expect(decided.refusals.every(({ rule, way }) => rule === 'S4.2' && way)).toBe(true);
  });

  it('[S4.2] keeps the explanation only where it explains something', () => {
    const close = (phoneCount: number) => decideCloseShift(book(5, 0), { phoneCount, surplusExplanation: 'Blip' });
    expect(close(5)).toMatchObject({ value: { surplusExplanation: null } });
    expect(close(4)).toMatchObject({ value: { phoneCount: 4, surplusExplanation: 'Blip' } });
  });
});
