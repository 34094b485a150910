import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { businessCalendar } from '#shared/domain/calendar/business-calendar.ts';
import { anyBeginning, anyCalendar, countsAt, MINUTE } from './calendars.ts';

const SPAN_MINUTES = 4 * 1440;

describe('[S4.13] business time against a minute-by-minute recomputation', () => {
  test('time between, deadlines, open or not and the stretches of the explanation agree', () => {
    fc.assert(
      fc.property(
        anyCalendar,
        anyBeginning,
        fc.record({ length: fc.integer({ min: 1, max: SPAN_MINUTES }), needed: fc.integer({ min: 0, max: 2000 }) }),
        (source, from, { length, needed }) => {
          const calendar = businessCalendar(source);
          const counted = Array.from({ length }, (_, i) => countsAt(source, from + i * MINUTE));
          const to = from + length * MINUTE;
          const total = counted.filter(Boolean).length;
          expect(calendar.millisBetween(from, to)).toBe(total * MINUTE);

          const stretches = calendar.stretches(from, to);
          const asMinutes = stretches.flatMap((one) =>
            Array.from({ length: (one.to - one.from) / MINUTE }, () => one.counted),
          );
          expect(asMinutes).toEqual(counted);
          expect(calendar.isOpen(from)).toBe(counted[0]);

          const due = calendar.after(from, needed * MINUTE);
          let passed = 0;
          const index = counted.findIndex((one) => {
            if (one) passed++;
            return one && passed >= Math.max(1, needed);
          });
          if (index >= 0) expect(due).toBe(from + (needed === 0 ? index : index + 1) * MINUTE);
          else expect(due === null || due >= to).toBe(true);
        },
      ),
      { seed: 20261122, numRuns: 50 },
    );
  });

  test('time is additive, and the deadline is where exactly so much has passed', () => {
    fc.assert(
      fc.property(
        anyCalendar,
        anyBeginning,
        fc.record({ a: fc.nat(2e8), b: fc.nat(2e8), millis: fc.integer({ min: 1, max: 1e8 }) }),
        (source, from, { a, b, millis }) => {
          const calendar = businessCalendar(source);
          const parts = calendar.millisBetween(from, from + a) + calendar.millisBetween(from + a, from + a + b);
          expect(parts).toBe(calendar.millisBetween(from, from + a + b));
          const due = calendar.after(from, millis);
          if (due === null) return;
          expect(calendar.millisBetween(from, due)).toBe(millis);
          expect(calendar.millisBetween(from, due - 1)).toBe(millis - 1);
        },
      ),
      { seed: 20261122, numRuns: 150 },
    );
  });
});
