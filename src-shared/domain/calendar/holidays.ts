/**
 * The holidays of Brazil: national ones, those of a state, and those of a city. Worked out from rules, for any year, with
 * no clock and no network, so that every station and the centre agree. The rules lie in `brazil-table.ts`.
 *
 * A national holiday holds in every state: what a state decrees is added and takes nothing away.
 */
import { BRAZIL } from './brazil-table.ts';
import type { DayRule, HolidayKind, HolidayRule } from './holiday-rules.ts';
import { dateText, dayNumber, easterDay, weekdayOf } from './local-date.ts';

/** A day on which people do not work, or not all day. */
export interface Holiday {
  /** Day number (see local-date.ts). */
  day: number;
  name: string;
  kind: HolidayKind;
  /** Minutes of the day, `until` exclusive: 0 and 1440 are the whole day. */
  fromMinute: number;
  untilMinute: number;
}

export const WHOLE_DAY_MINUTES = 1440;

/** Where and what is kept; a state or city that the table does not know adds nothing. */
export interface HolidayChoice {
  state?: string | undefined;
  city?: string | undefined;
  kinds: readonly HolidayKind[];
}

/** The holidays of one year, in the order of the days; what two levels both decree is told once. */
export function holidaysOf(choice: HolidayChoice, year: number): Holiday[] {
  const state = choice.state === undefined ? undefined : BRAZIL.states[choice.state];
  const city = choice.city === undefined ? undefined : state?.cities?.[choice.city];
  const found = new Map<string, Holiday>();
  for (const rule of [...BRAZIL.rules, ...(state?.rules ?? []), ...(city?.rules ?? [])]) {
    if (!choice.kinds.includes(rule.kind)) continue;
    for (const holiday of daysOf(rule, year)) {
      const key = `${holiday.day}/${holiday.fromMinute}/${holiday.untilMinute}`;
      if (!found.has(key)) found.set(key, holiday);
    }
  }
  return [...found.values()].toSorted((a, b) => a.day - b.day || a.fromMinute - b.fromMinute);
}

/** The places that the table knows, for a form: states by their letters, each with its cities. */
export function holidayPlaces(): { id: string; name: string; cities: { id: string; name: string }[] }[] {
  return Object.entries(BRAZIL.states).map(([id, { name, cities }]) => ({
    id,
    name,
    cities: Object.entries(cities ?? {}).map(([cityId, city]) => ({ id: cityId, name: city.name })),
  }));
}

function daysOf(rule: HolidayRule, year: number): Holiday[] {
  if (rule.evenYears && year % 2 !== 0) return [];
  const { name, kind, fromMinute = 0, untilMinute = WHOLE_DAY_MINUTES } = rule;
  const first = dayIn(rule.day, year);
  const text = dateText(first);
  if ((rule.since && text < rule.since) || (rule.until && text >= rule.until)) return [];
  return Array.from({ length: rule.days ?? 1 }, (_, i) => ({ day: first + i, name, kind, fromMinute, untilMinute }));
}

function dayIn(rule: DayRule, year: number): number {
  if ('easter' in rule) return easterDay(year) + rule.easter;
  if ('nth' in rule) return firstFrom(dayNumber(year, rule.month, 1), rule.weekday) + 7 * (rule.nth - 1);
  if ('before' in rule) return firstFrom(dateIn(rule.before, year) - 7, rule.weekday);
  const day = dateIn(rule.date, year);
  return rule.movedTo === undefined ? day : firstFrom(day, rule.movedTo);
}

function firstFrom(day: number, weekday: number): number {
  return day + ((weekday - weekdayOf(day) + 7) % 7);
}

/** `MM-DD`, checked when the table is written. */
function dateIn(date: string, year: number): number {
  const [month, day] = date.split('-').map(Number);
  return dayNumber(year, month ?? 1, day ?? 1);
}
