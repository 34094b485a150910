/**
 * Business time (S4.13): an instant counts when the clocks of the calendar's zone then show a time within the hours of that
 * day. So a night in which the clocks go back has an hour more, and one in which they go forward an hour less.
 *
 *   instants ──offset of the zone──▶ day and minute on the wall ──day plan──▶ counts, or why not
 *
 * All instants are milliseconds since 1970 UTC. A calendar is made once per pack version and remembers the days that it was
 * asked for: after the first ticket of a day the next hundred thousand cost a few additions each.
 */
import type { Calendar } from '../../procedures/schema/calendar.ts';
import { type DayPart, type DayReason, dayPlans, ordinaryDayMinutes } from './day-plan.ts';
import { DAY_MILLIS } from './local-date.ts';
import { type Span, united } from './spans.ts';
import { type OffsetSpan, timeZone } from './time-zone.ts';

/** A stretch of time that counts or does not, and why. Instants. */
export interface Stretch extends Span {
  counted: boolean;
  reason: DayReason;
  /** Name of the holiday or own day; empty for the rest. */
  label: string;
}

export interface BusinessCalendar {
  id: string;
  label: string;
  timeZone: string;
  /** What a target of one day is worth here, in milliseconds. */
  dayMillis: number;
  /** Business time from `from` up to `to`; 0 when `to` is not later. */
  millisBetween(from: number, to: number): number;
  /**
   * The first instant at which `millis` of business time have passed since `from`: the end of the last hour that was needed
   * and not the beginning of the next. Of 0, the first instant from `from` on that counts. null: not within ten years.
   */
  after(from: number, millis: number): number | null;
  isOpen(at: number): boolean;
  /** The whole time from `from` up to `to`, stretch by stretch, neighbours with the same reason made one. */
  stretches(from: number, to: number): Stretch[];
}

/** How far ahead a deadline is looked for. */
const HORIZON_DAYS = 3_660;
const MINUTE = 60_000;

interface Day {
  open: readonly Span[];
  millis: number;
}

export function businessCalendar(calendar: Calendar): BusinessCalendar {
  const zone = timeZone(calendar.timeZone);
  const planOf = dayPlans(calendar);
  const days = new Map<number, Day>();

  /** The business time of a UTC day. */
  const dayAt = (utcDay: number): Day => {
    const known = days.get(utcDay);
    if (known) return known;
    const open = united(zone.offsetsOn(utcDay).flatMap((span) => onTheWall(span, (day) => planOf(day).hours)));
    const day = { open, millis: open.reduce((sum, { from, to }) => sum + to - from, 0) };
    days.set(utcDay, day);
    return day;
  };

  const millisBetween = (from: number, to: number): number => {
    let sum = 0;
    for (let utcDay = Math.floor(from / DAY_MILLIS); utcDay * DAY_MILLIS < to; utcDay++) {
      const { open, millis } = dayAt(utcDay);
      if (utcDay * DAY_MILLIS >= from && (utcDay + 1) * DAY_MILLIS <= to) sum += millis;
      else for (const span of open) sum += Math.max(0, Math.min(span.to, to) - Math.max(span.from, from));
    }
    return sum;
  };

  const after = (from: number, millis: number): number | null => {
    let left = millis;
    const first = Math.floor(from / DAY_MILLIS);
    for (let utcDay = first; utcDay < first + HORIZON_DAYS; utcDay++) {
      const day = dayAt(utcDay);
      if (utcDay > first && day.millis < left) {
        left -= day.millis;
        continue;
      }
      for (const span of day.open) {
        const start = Math.max(span.from, from);
        if (start >= span.to) continue;
        if (left <= span.to - start) return start + left;
        left -= span.to - start;
      }
    }
    return null;
  };

  const stretches = (from: number, to: number): Stretch[] => {
    const found: Stretch[] = [];
    for (let utcDay = Math.floor(from / DAY_MILLIS); utcDay * DAY_MILLIS < to; utcDay++) {
      for (const span of zone.offsetsOn(utcDay)) {
        for (const part of onTheWall(span, (day) => planOf(day).parts)) addTo(found, part, { from, to });
      }
    }
    return found;
  };

  return {
    id: calendar.id,
    label: calendar.label,
    timeZone: calendar.timeZone,
    dayMillis: ordinaryDayMinutes(calendar) * MINUTE,
    millisBetween,
    after,
    isOpen: (at) => dayAt(Math.floor(at / DAY_MILLIS)).open.some(({ from, to }) => from <= at && at < to),
    stretches,
  };
}

/** The parts of wall days that lie in a stretch of one offset, as instants. */
function onTheWall<T extends Span>(span: OffsetSpan, partsOf: (day: number) => readonly T[]): T[] {
  const found: T[] = [];
  const wall = { from: span.from + span.offset, to: span.to + span.offset };
  for (let day = Math.floor(wall.from / DAY_MILLIS); day * DAY_MILLIS < wall.to; day++) {
    for (const part of partsOf(day)) {
      const from = Math.max(wall.from, day * DAY_MILLIS + part.from * MINUTE);
      const to = Math.min(wall.to, day * DAY_MILLIS + part.to * MINUTE);
      if (to > from) found.push({ ...part, from: from - span.offset, to: to - span.offset });
    }
  }
  return found;
}

function addTo(found: Stretch[], part: DayPart, bounds: Span): void {
  const from = Math.max(part.from, bounds.from);
  const to = Math.min(part.to, bounds.to);
  if (to <= from) return;
  const last = found.at(-1);
  if (last?.to === from && last.reason === part.reason && last.label === part.label) last.to = to;
  else found.push({ from, to, counted: part.counted, reason: part.reason, label: part.label });
}
