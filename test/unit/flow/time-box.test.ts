import { describe, expect, test } from 'vitest';
import type { Visit } from '#shared/domain/flow/facts.ts';
import { liveTime, timeBoxStatus } from '#shared/domain/flow/time-box.ts';
import { type Step, stepSchema } from '#shared/procedures/schema/flow.ts';

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 20, 12) + minutes * 60_000).toISOString();
const visit = (from: number, to: number | null, exitId: string | null = null): Visit => ({
  stepId: 's',
  enteredAt: at(from),
  leftAt: to === null ? null : at(to),
  how: to === null ? null : 'exit',
  exitId,
  skipReason: null,
});
const step = (clock: 'live' | 'elapsed', more: object = {}): Step =>
  stepSchema.parse({
    id: 's',
    number: '1',
    title: 'S',
    purpose: 'p',
    skip: { to: 'end' },
    exits: [{ id: 'a', label: 'A', to: 'end', needs: 'none' }],
    timeBox: { clock, warnAfterMinutes: 15, limitMinutes: 20, warning: 'w', question: 'q', exits: ['a'], ...more },
  });
const clock = (now: number, ...parked: [number, number | null][]) => ({
  now: at(now),
  parked: parked.map(([from, to]) => ({ from: at(from), to: to === null ? null : at(to) })),
});

describe('timeBoxStatus', () => {
  test('[S5.5] the live clock adds up all visits and leaves parked time out', () => {
    const status = timeBoxStatus(step('live'), [visit(0, 5), visit(30, null)], clock(50, [32, 42], [40, 45]));
    expect(status).toMatchObject({ minutes: 12, phase: 'running', dueAt: at(58), warnAt: at(53) });
  });

  test('[S5.5] parked, the live clock has no due time', () => {
    expect(timeBoxStatus(step('live'), [visit(0, null)], clock(100, [10, null]))).toMatchObject({
      minutes: 10,
      dueAt: null,
    });
  });

  test('[S5.7] the elapsed clock counts from the first entry, whatever was parked or left in between', () => {
    const status = timeBoxStatus(step('elapsed'), [visit(0, 5), visit(12, null)], clock(16, [1, 15]));
    expect(status).toMatchObject({ minutes: 16, phase: 'warning', message: 'w', dueAt: at(20) });
  });

  test('an exit that restarts the clock is the new beginning', () => {
    const box = step('elapsed', { restartsAfter: ['a'] });
    expect(timeBoxStatus(box, [visit(0, 30, 'a'), visit(40, null)], clock(41))).toMatchObject({ minutes: 1 });
  });

  test.each([
    [14.99, 'running'],
    [15, 'warning'],
    [19.99, 'warning'],
    [20, 'asking'],
  ])('[S5.5] at %d minutes it is %s', (minutes, phase) => {
    expect(timeBoxStatus(step('live'), [visit(0, null)], clock(minutes))?.phase).toBe(phase);
  });

  test('[S5.7] with an automatic exit the limit is the end', () => {
    expect(timeBoxStatus(step('elapsed', { automaticExit: 'a' }), [visit(0, null)], clock(20))?.phase).toBe('over');
  });

  test('a step that the walk has left, or that has no box, has no status', () => {
    expect(timeBoxStatus(step('live'), [visit(0, 5)], clock(6))).toBeNull();
    expect(timeBoxStatus({ ...step('live'), timeBox: undefined }, [visit(0, null)], clock(6))).toBeNull();
  });

  test('a clock set back never counts below zero', () => {
    expect(timeBoxStatus(step('live'), [visit(10, null)], clock(0))?.minutes).toBe(0);
    expect(timeBoxStatus(step('elapsed'), [visit(10, null)], clock(0))?.minutes).toBe(0);
    expect(liveTime([visit(10, 5)], clock(0))).toBe(0);
  });
});
