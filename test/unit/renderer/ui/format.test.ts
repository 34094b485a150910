import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatCounted,
  formatDate,
  formatDay,
  formatDuration,
  formatMoment,
  formatRecent,
  formatRelative,
  formatTimer,
} from '#renderer/ui/format.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const at = (text: string) => new Date(text).getTime();
const now = at('2026-11-21T14:30:00');

describe('times as they are written', () => {
  it('writes moments short, with the year only when it is another', () => {
    expect(formatMoment(at('2026-11-21T14:30:00'), now)).toBe('21/11 14:30');
    expect(formatMoment(at('2025-01-02T00:05:00'), now)).toBe('02/01/2025 00:05');
    expect(formatRecent(at('2026-11-21T09:05:00'), now)).toBe('09:05');
    expect(formatRecent(at('2026-11-20T09:05:00'), now)).toBe('20/11 09:05');
  });

  it('takes a calendar day as that day, wherever the window is', () => {
    expect(formatDate('2026-11-21')).toBe('21/11/2026');
    expect(formatDay('2026-03-01', now)).toBe('01/03');
  });

  it.each([
    [0, '0 s'],
    [45_000, '45 s'],
    [12 * MINUTE, '12 min'],
    [HOUR, '1 h'],
    [HOUR + 20 * MINUTE, '1 h 20'],
    [HOUR + 5 * MINUTE, '1 h 05'],
    [25 * HOUR, '25 h'],
    [72 * HOUR, '3 dias'],
    [-5, '0 s'],
  ])('%i ms is %s', (milliseconds, words) => {
    expect(formatDuration(milliseconds)).toBe(words);
  });

  it('writes timers with two digits', () => {
    expect([0, 161_000, 3_761_000].map(formatTimer)).toEqual(['00:00', '02:41', '1:02:41']);
  });

  it('says how long ago, and how long yet', () => {
    expect(formatRelative(now - 30_000, now)).toBe('agora');
    expect(formatRelative(now - 80 * MINUTE, now)).toBe('há 1 h 20');
    expect(formatRelative(now + 5 * MINUTE, now)).toBe('em 5 min');
  });

  it('counts in Portuguese', () => {
    expect(formatCounted(1, 'linha', 'linhas')).toBe('1 linha');
    expect(formatCounted(50_000, 'linha', 'linhas')).toBe('50.000 linhas');
    expect([999, 3_400_000].map(formatBytes)).toEqual(['999 B', '3,4 MB']);
  });
});
