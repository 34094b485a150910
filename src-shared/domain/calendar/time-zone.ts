import { DAY_MILLIS } from './local-date.ts';
import type { Span } from './spans.ts';

/** A stretch of instants in which the clocks of a zone are `offset` milliseconds ahead of UTC. */
export interface OffsetSpan extends Span {
  offset: number;
}

/** How the clocks of one zone stand. */
export interface TimeZone {
  offsetAt(instant: number): number;
  /** The stretches of one UTC day: one, or two where the clocks are changed within it. */
  offsetsOn(utcDay: number): OffsetSpan[];
}

const SECOND = 1_000;

/** Throws a RangeError for a name that the platform does not know; packs are checked before (`knowsTimeZone`). */
export function timeZone(name: string): TimeZone {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const offsetAt = (instant: number): number => {
    const shown: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(instant)) shown[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown;
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / SECOND) * SECOND;
  };
  const atMidnight = new Map<number, number>();
  const midnight = (utcDay: number): number => {
    const known = atMidnight.get(utcDay);
    if (known !== undefined) return known;
    const offset = offsetAt(utcDay * DAY_MILLIS);
    atMidnight.set(utcDay, offset);
    return offset;
  };
  return {
    offsetAt,
    offsetsOn: (utcDay) => {
      const day = { from: utcDay * DAY_MILLIS, to: (utcDay + 1) * DAY_MILLIS };
      const [before, after] = [midnight(utcDay), midnight(utcDay + 1)];
      if (before === after) return [{ ...day, offset: before }];
      const change = firstWith(after, day, offsetAt);
      return [
        { from: day.from, to: change, offset: before },
        { from: change, to: day.to, offset: after },
      ].filter(({ from, to }) => to > from);
    },
  };
}

/** The first second of a day from which the clocks are `offset` ahead. */
function firstWith(offset: number, day: Span, offsetAt: (instant: number) => number): number {
  let [low, high] = [day.from / SECOND, day.to / SECOND];
  while (low + 1 < high) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle * SECOND) === offset) high = middle;
    else low = middle;
  }
  return high * SECOND;
}

export function knowsTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
