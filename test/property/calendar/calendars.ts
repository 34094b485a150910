import Holidays from 'date-holidays';
import fc from 'fast-check';
import { type Calendar, type CalendarSource, calendarSchema, WEEKDAYS } from '#shared/procedures/schema/calendar.ts';

/** Random calendars, and an independent judge of single minutes: what a person with a wall clock and a list would say. */

export const MINUTE = 60_000;

const ZONES = [
  'America/Sao_Paulo',
  'America/Manaus',
  'America/Noronha',
  'America/New_York',
  'Europe/Lisbon',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'UTC',
];

/** Weeks in which something happens: clocks are changed, holidays are kept, the year ends. */
const BEGINNINGS = [
  '2018-11-02T00:00Z',
  '2018-02-16T00:00Z',
  '2026-03-06T00:00Z',
  '2026-10-30T00:00Z',
  '2026-04-02T00:00Z',
  '2026-11-19T00:00Z',
  '2026-12-23T00:00Z',
  '2024-02-28T00:00Z',
];

const time = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

const period = fc
  .tuple(fc.integer({ min: 0, max: 96 }), fc.integer({ min: 0, max: 96 }))
  .map(([a, b]) => ({ from: time(Math.min(a, b) * 15), until: time(Math.max(a, b) * 15) }))
  .filter(({ from, until }) => from < until);
const periods = fc.array(period, { maxLength: 3 });
const hours = fc.oneof(
  periods,
  fc.constant([{ from: '08:00', until: '18:00' }]),
  fc.constant([{ from: '00:00', until: '24:00' }]),
);

export const anyBeginning = fc
  .tuple(fc.constantFrom(...BEGINNINGS), fc.integer({ min: 0, max: 1439 }))
  .map(([day, minute]) => Date.parse(day) + minute * MINUTE);

const ownDay = fc.record(
  {
    date: fc.oneof(
      fc.constantFrom('2026-12-24', '2026-11-20', '2018-11-04', '2026-03-08'),
      fc.constantFrom('12-24', '11-21', '02-29', '11-01', '04-03', '03-07'),
    ),
    label: fc.constantFrom('Dia da casa', 'Inventário'),
    closed: periods,
    open: periods,
  },
  { requiredKeys: ['date', 'label'] },
);

export const anyCalendar: fc.Arbitrary<Calendar> = fc
  .record(
    {
      id: fc.constantFrom('a', 'b'),
      label: fc.constant('Calendário'),
      timeZone: fc.constantFrom(...ZONES),
      week: fc.record(Object.fromEntries(WEEKDAYS.map((day) => [day, hours]))) as fc.Arbitrary<CalendarSource['week']>,
      holidays: fc.record(
        {
          state: fc.constantFrom('SP', 'RJ', 'SC'),
          kinds: fc.subarray(['public', 'bank', 'optional'] as const, { minLength: 1 }) as fc.Arbitrary<
            ('public' | 'bank' | 'optional')[]
          >,
        },
        { requiredKeys: ['kinds'] },
      ),
      ownDays: fc.uniqueArray(ownDay, { maxLength: 3, selector: ({ date }) => date }),
    },
    { requiredKeys: ['id', 'label', 'timeZone', 'week', 'ownDays'] },
  )
  .map((source) => calendarSchema.parse(source));

const packages = new Map<string, Holidays>();
interface KeptDay {
  date: string;
  from: string;
  until: string;
  type: string;
}
const years = new Map<string, Map<string, KeptDay[]>>();

/** Of the package, in the zone of nobody, as text: what is kept in a year in the nation and in a state. */
function kept(place: string[], year: number): Map<string, KeptDay[]> {
  const key = `${place.join('-')} ${year}`;
  const known = years.get(key);
  if (known) return known;
  const calendar = packages.get(place.join('-')) ?? new Holidays(...(place as [string]), { timezone: 'UTC' });
  packages.set(place.join('-'), calendar);
  const found = calendar.getHolidays(year).flatMap(({ start, end, date, type }) => {
    const from = date.slice(11, 16);
    const length = (end.getTime() - start.getTime()) / MINUTE;
    return Array.from({ length: Math.ceil(length / 1440) }, (_, i) => ({
      date: new Date(Date.parse(`${date.slice(0, 10)}T00:00Z`) + i * 1440 * MINUTE).toISOString().slice(0, 10),
      from,
      until: length < 1440 && from === '00:00' ? time(length) : '24:00',
      type,
    }));
  });
  const byDate = Map.groupBy(found, ({ date }) => date);
  years.set(key, byDate);
  return byDate;
}

const formats = new Map<string, Intl.DateTimeFormat>();
const walls = new Map<string, { date: string; minute: number }>();
const QUARTER = 15 * MINUTE;

/** What the clock on the wall shows. Clocks are changed on the quarter of an hour, so one look per quarter is enough. */
function wallAt(timeZone: string, instant: number): [date: string, clock: string] {
  const quarter = Math.floor(instant / QUARTER) * QUARTER;
  const key = `${timeZone} ${quarter}`;
  let wall = walls.get(key);
  if (!wall) {
    const format =
      formats.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
    formats.set(timeZone, format);
    const [date = '', clock = ''] = format.format(quarter).split(' ');
    wall = { date, minute: Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3)) };
    walls.set(key, wall);
  }
  return [wall.date, time(wall.minute + (instant - quarter) / MINUTE)];
}

/** Whether the minute that begins at an instant counts. */
export function countsAt(calendar: Calendar, instant: number): boolean {
  const [date, clock] = wallAt(calendar.timeZone, instant);
  const holds = (list: readonly { from: string; until: string }[]) =>
    list.some(({ from, until }) => from <= clock && clock < until);
  const own =
    calendar.ownDays.find((one) => one.date === date) ?? calendar.ownDays.find((one) => one.date === date.slice(5));
  if (own?.open) return holds(own.open);
  if (own && (!own.closed || holds(own.closed))) return false;
  const { holidays } = calendar;
  if (holidays) {
    const year = Number(date.slice(0, 4));
    const places = [['BR'], ...(holidays.state ? [['BR', holidays.state]] : [])];
    const days = places.flatMap((place) => kept(place, year).get(date) ?? []);
    if (days.some((day) => holidays.kinds.some((kind) => kind === day.type) && holds([day]))) {
      return false;
    }
  }
  return holds(calendar.week[WEEKDAYS[new Date(`${date}T00:00Z`).getUTCDay()]!]);
}
