import type { Calendar, OwnDay, Period } from '../../procedures/schema/calendar.ts';
import { WEEKDAYS } from '../../procedures/schema/calendar.ts';
import { type Holiday, holidaysOf, WHOLE_DAY_MINUTES } from './holidays.ts';
import { dateText, weekdayOf, yearOf } from './local-date.ts';
import { lengthOf, type Span, united, within, without } from './spans.ts';

/** Why time of a day counts or does not. */
export type DayReason =
  | 'business-hours'
  /** The house works on a day on which it otherwise would not, or at other hours. */
  | 'own-hours'
  | 'outside-hours'
  /** Nobody works on this day of the week. */
  | 'day-off'
  | 'holiday'
  | 'own-day';

/** A part of a day, in minutes of it. */
export interface DayPart extends Span {
  counted: boolean;
  reason: DayReason;
  /** Name of the holiday or of the own day; empty for the rest. */
  label: string;
}

/** One day of a calendar on the wall, whatever its zone's clocks do. */
export interface DayPlan {
  /** Minutes in which time counts, united. */
  hours: Span[];
  /** The whole day, part by part, in order. */
  parts: DayPart[];
}

const WHOLE_DAY: Span = { from: 0, to: WHOLE_DAY_MINUTES };

/** Minutes of the day of `HH:MM`. */
export function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

export function spansOf(periods: readonly Period[]): Span[] {
  return united(periods.map(({ from, until }) => ({ from: minuteOf(from), to: minuteOf(until) })));
}

/** What a calendar says of each day, worked out once per year and once per day. */
export function dayPlans(calendar: Calendar): (day: number) => DayPlan {
  const week = WEEKDAYS.map((weekday) => spansOf(calendar.week[weekday]));
  const ownDays = new Map(calendar.ownDays.map((own) => [own.date, own]));
  const years = new Map<number, Map<number, Holiday[]>>();
  const plans = new Map<number, DayPlan>();
  const holidaysOn = (day: number): Holiday[] => {
    if (!calendar.holidays) return [];
    const year = yearOf(day);
    const known = years.get(year) ?? Map.groupBy(holidaysOf(calendar.holidays, year), (one) => one.day);
    years.set(year, known);
    return known.get(day) ?? [];
  };
  return (day) => {
    const known = plans.get(day);
    if (known) return known;
    const date = dateText(day);
    const own = ownDays.get(date) ?? ownDays.get(date.slice(-5));
    const plan = planOf(week[weekdayOf(day)] ?? [], holidaysOn(day), own);
    plans.set(day, plan);
    return plan;
  };
}

interface Lost extends Span {
  reason: 'holiday' | 'own-day';
  label: string;
}

function planOf(regular: readonly Span[], holidays: readonly Holiday[], own: OwnDay | undefined): DayPlan {
  if (own?.open) {
    const hours = spansOf(own.open);
    const reason = 'own-hours' as const;
    return { hours, parts: inOrder([...counted(hours, reason, own.label), ...rest(hours, 'own-day', own.label)]) };
  }
  const lost: Lost[] = [
    ...(own ? (own.closed ? spansOf(own.closed) : [WHOLE_DAY]).map((one) => lostTo(one, 'own-day', own.label)) : []),
    ...holidays.map((one) => lostTo({ from: one.fromMinute, to: one.untilMinute }, 'holiday', one.name)),
  ];
  const hours = without(regular, lost);
  const [first] = lost;
  if (first && regular.length > 0 && hours.length === 0) {
    return { hours, parts: [{ ...WHOLE_DAY, counted: false, reason: first.reason, label: first.label }] };
  }
  const quiet = regular.length === 0 ? 'day-off' : 'outside-hours';
  return {
    hours,
    parts: inOrder([...counted(hours, 'business-hours', ''), ...lostParts(regular, lost), ...rest(regular, quiet, '')]),
  };
}

function lostTo({ from, to }: Span, reason: Lost['reason'], label: string): Lost {
  return { from, to, reason, label };
}

/** The regular hours that were lost, each minute to the first that takes it. */
function lostParts(regular: readonly Span[], lost: readonly Lost[]): DayPart[] {
  const parts: DayPart[] = [];
  let left = [...regular];
  for (const { reason, label, ...span } of lost) {
    parts.push(...within(left, span).map((one) => ({ ...one, counted: false, reason, label })));
    left = without(left, [span]);
  }
  return parts;
}

function counted(hours: readonly Span[], reason: DayReason, label: string): DayPart[] {
  return hours.map((one) => ({ ...one, counted: true, reason, label }));
}

function rest(hours: readonly Span[], reason: DayReason, label: string): DayPart[] {
  return without([WHOLE_DAY], hours).map((one) => ({ ...one, counted: false, reason, label }));
}

function inOrder(parts: DayPart[]): DayPart[] {
  return parts.toSorted((a, b) => a.from - b.from);
}

/** What a target of one day is worth in a calendar, in minutes (S4.13: "10 dias"). */
export function ordinaryDayMinutes(calendar: Calendar): number {
  const longest = Math.max(...WEEKDAYS.map((weekday) => lengthOf(spansOf(calendar.week[weekday]))));
  return calendar.dayMinutes ?? (longest > 0 ? longest : WHOLE_DAY_MINUTES);
}
