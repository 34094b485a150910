import Holidays from 'date-holidays';
import { describe, expect, test } from 'vitest';
import { HOLIDAY_KINDS } from '#shared/domain/calendar/holiday-rules.ts';
import { holidayPlaces, holidaysOf } from '#shared/domain/calendar/holidays.ts';
import { dateText } from '#shared/domain/calendar/local-date.ts';

const YEARS = Array.from({ length: 18 }, (_, i) => 2005 + 5 * i);
const levels = [
  { state: undefined, city: undefined },
  ...holidayPlaces().flatMap(({ id, cities }) => [
    { state: id, city: undefined },
    ...cities.map((city) => ({ state: id, city: city.id })),
  ]),
];

/** One line for each day that the package knows at exactly this level. */
function oracle(calendar: Holidays, year: number): string[] {
  return calendar.getHolidays(year).flatMap(({ date, start, end, type }) => {
    if (!HOLIDAY_KINDS.some((kind) => kind === type)) return [];
    const minutes = (end.getTime() - start.getTime()) / 60_000;
    const from = Number(date.slice(11, 13)) * 60;
    const first = Date.parse(`${date.slice(0, 10)}T00:00:00Z`);
    return Array.from({ length: Math.ceil(minutes / 1440) }, (_, i) => {
      const day = new Date(first + i * 86_400_000).toISOString().slice(0, 10);
      return `${day} ${from}-${Math.min(1440, from + minutes)}`;
    });
  });
}

describe('[S4.13] the holidays of Brazil', () => {
  test('are those of date-holidays: of a place, what it, its state and the nation have', () => {
    const cache = new Map<string, Holidays>();
    const at = (...place: string[]): Holidays => {
      const key = place.join('-');
      const made = cache.get(key) ?? new Holidays(...(place as [string]), { timezone: 'UTC' });
      cache.set(key, made);
      return made;
    };
    for (const { state, city } of levels) {
      const places = [['BR'], ...(state ? [['BR', state]] : []), ...(state && city ? [['BR', state, city]] : [])];
      for (const year of state ? YEARS.filter((_, i) => i % 6 === state.charCodeAt(0) % 6) : YEARS) {
        const wanted = new Set(places.flatMap((place) => oracle(at(...place), year)));
        const ours = holidaysOf({ state, city, kinds: HOLIDAY_KINDS }, year);
        const lines = ours.map(({ day, fromMinute, untilMinute }) => `${dateText(day)} ${fromMinute}-${untilMinute}`);
        expect({ state, city, year, days: lines.toSorted() }).toEqual({
          state,
          city,
          year,
          days: [...wanted].toSorted(),
        });
      }
    }
  });
});
