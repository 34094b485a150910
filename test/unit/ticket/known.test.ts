import { describe, expect, it } from 'vitest';
import { draft } from '#shared/domain/ticket/draft.ts';
import type { Entry } from '#shared/domain/ticket/entry.ts';
import { fold, foldNext } from '#shared/domain/ticket/fold.ts';
import { baseIsKnown, baseReachesFurther, headAtBase, withKnown } from '#shared/domain/ticket/known.ts';
import { patch } from '#shared/domain/ticket/registers.ts';
import { ANA } from '#test/fixtures/ticket.ts';

/** Says a subject at a station, at a time of one digit. */
const says = (station: string, time: number, subject: string, base: Record<string, string> = {}): Entry =>
  ({
    ...draft('t', 'classified', { data: { reason: null }, patch: patch({ subject }) }),
    id: `${station}-${time}`,
    at: '2026-11-23T12:00:00.000Z',
    hlc: String(time),
    base,
    station,
    actor: ANA,
  }) as Entry;

const first = says('1', 1, 'um');
const elsewhere = says('2', 2, 'dois', { '1': '1' });
const unaware = says('1', 3, 'três', { '1': '1' });
const journal = [first, elsewhere, unaware];

describe('what an author knew', () => {
  it('[B3] the head at a base holds only what its author had seen', () => {
    expect(headAtBase(journal, {})).toBeNull();
    expect(headAtBase(journal, unaware.base)?.ticket.subject).toBe('um');
    expect(headAtBase(journal, { '1': '3', '2': '2' })).toEqual(fold(journal));
  });

  it('tells a base that is what is known from one that is less, and one that reaches further', () => {
    const { known } = fold(journal)!;
    expect(known).toEqual({ '1': '3', '2': '2' });
    expect(baseIsKnown(known, { '2': '2', '1': '3' })).toBe(true);
    expect(baseIsKnown(known, { '1': '3' })).toBe(false);
    expect(baseIsKnown(known, { '1': '1', '2': '2' })).toBe(false);
    expect(baseReachesFurther(known, { '1': '1' })).toBe(false);
    expect(baseReachesFurther(known, { '1': '4' })).toBe(true);
    expect(baseReachesFurther(known, { '3': '1' })).toBe(true);
    expect(withKnown({ '1': '2' }, unaware)).toEqual({ '1': '3' });
    expect(withKnown({ '1': '5' }, unaware)).toEqual({ '1': '5' });
  });

  it('[B3] an entry that counts for nothing leaves no trace in the head, and the next one is folded on top of it', () => {
    const without = new Set([unaware.id]);
    const folded = fold(journal, { without });
    expect(folded).toEqual(fold([first, elsewhere]));
    const next = says('1', 4, 'quatro', { '1': '1', '2': '2' });
    expect(foldNext(folded, next)).toEqual(fold([...journal, next], { without }));
    expect(fold([first], { without: new Set([first.id]) })).toBeNull();
  });
});
