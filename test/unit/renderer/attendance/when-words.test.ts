import { describe, expect, test } from 'vitest';
import {
  quickMoments,
  readDay,
  readMoment,
  writeDay,
  writeMoment,
} from '#renderer/features/attendance/engine/when-words.ts';

const now = new Date(2026, 10, 20, 10, 30);
const local = (iso: string | null) => (iso === null ? null : writeMoment(iso));

describe('times as they are said at a desk', () => {
  test.each([
    ['21/11 14:30', '21/11/2026 14:30'],
    ['21/11/2026 9h', '21/11/2026 09:00'],
    ['21/11/26, 9:05', '21/11/2026 09:05'],
    ['amanhã 9h', '21/11/2026 09:00'],
    ['hoje às 16h30', '20/11/2026 16:30'],
    ['14:30', '20/11/2026 14:30'],
    ['9h', '21/11/2026 09:00'],
    ['em 2 h', '20/11/2026 12:30'],
    ['daqui a 45 min', '20/11/2026 11:15'],
    ['02/01 8h', '02/01/2027 08:00'],
  ])('%s is %s', (typed, read) => {
    expect(local(readMoment(typed, now))).toBe(read);
  });

  test.each(['', '21/11', '21/1', '9', '31/02 10h', '25:00', '12:75', 'logo'])('%j is no moment yet', (typed) => {
    expect(readMoment(typed, now)).toBeNull();
  });

  test('what is written can be read back', () => {
    const iso = readMoment('03/12 08:15', now)!;
    expect(readMoment(writeMoment(iso), now)).toBe(iso);
  });

  test('days: the next one of that date, and only days that exist', () => {
    expect(readDay('05/12', now)).toBe('2026-12-05');
    expect(readDay('05/03', now)).toBe('2027-03-05');
    expect(readDay('05/03/2026', now)).toBe('2026-03-05');
    expect(readDay('30/02', now)).toBeNull();
    expect(writeDay('2026-12-05')).toBe('05/12/2026');
  });

  test('the quick choices lie ahead, and on a Friday reach Monday', () => {
    const choices = quickMoments(now);
    expect(choices.every(({ value }) => Date.parse(value) > now.getTime())).toBe(true);
    expect(choices.map(({ label }) => label)).toContain('segunda 9 h');
  });
});
