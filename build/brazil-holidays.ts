/**
 * Writes src-shared/domain/calendar/brazil-table.ts anew from the `date-holidays` package: Brazil alone, as rules that
 * src-shared/domain/calendar/holidays.ts reads. Run it when the package is raised: `node build/brazil-holidays.ts`.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HolidayPlace, HolidayRule, HolidaySource } from '../src-shared/domain/calendar/holiday-rules.ts';

interface Day {
  name?: Record<string, string>;
  _name?: string;
  type?: string;
  active?: { from?: string; to?: string }[];
}
interface Place {
  name: string;
  days?: Record<string, Day>;
  regions?: Record<string, Place>;
}
interface Source {
  holidays: { BR: Place & { states: Record<string, Place> } };
  names: Record<string, { name: Record<string, string> }>;
}

/** Where the package's Portuguese is not Brazil's. */
const SAID_HERE: Readonly<Record<string, string>> = {
  'Corpo de Deus': 'Corpus Christi',
  'Dia do trabalhador': 'Dia do Trabalhador',
};
const KINDS = ['public', 'bank', 'optional'] as const;
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const root = join(import.meta.dirname, '..');
const { holidays, names } = JSON.parse(
  readFileSync(join(root, 'node_modules', 'date-holidays', 'data', 'holidays.json'), 'utf8'),
) as Source;

/** What the package writes as text, as data. Throws where it says something new. */
function when(rule: string): Pick<HolidayRule, 'day' | 'evenYears' | 'days' | 'fromMinute' | 'untilMinute'> {
  const even = rule.endsWith(' in even years');
  const text = even ? rule.slice(0, -' in even years'.length) : rule;
  const years = even ? { evenYears: true as const } : {};
  const date = /^(\d\d-\d\d)(?: (\d\d):00)?$/.exec(text);
  if (date?.[1]) return { day: { date: date[1] }, ...(date[2] ? { fromMinute: Number(date[2]) * 60 } : {}), ...years };
  const easter = /^easter(?: (-?\d+))?(?: PT(\d+)H)?$/.exec(text);
  if (easter) return { day: { easter: Number(easter[1] ?? 0) }, ...lasting(Number(easter[2] ?? 24)), ...years };
  const nth = /^(\d)\w\w (\w+) in (\w+)$/.exec(text);
  if (nth) {
    const [, count = '', weekday = '', month = ''] = nth;
    return {
      day: { nth: Number(count), weekday: number(WEEKDAYS, weekday), month: number(MONTHS, month) + 1 },
      ...years,
    };
  }
  const before = /^1st (\w+) before (\d\d-\d\d)$/.exec(text);
  if (before) return { day: { weekday: number(WEEKDAYS, before[1] ?? ''), before: before[2] ?? '' }, ...years };
  const moved = /^(\d\d-\d\d) if monday,tuesday,wednesday,thursday,friday,saturday then next sunday$/.exec(text);
  if (moved) return { day: { date: moved[1] ?? '', movedTo: 0 }, ...years };
  throw new Error(`date-holidays says “${rule}”, which build/brazil-holidays.ts does not know`);
}

function lasting(hours: number): Pick<HolidayRule, 'days' | 'untilMinute'> {
  if (hours === 24) return {};
  return hours % 24 === 0 ? { days: hours / 24 } : { untilMinute: hours * 60 };
}

function number(list: readonly string[], name: string): number {
  const index = list.indexOf(name);
  if (index < 0) throw new Error(`“${name}” is neither weekday nor month`);
  return index;
}

function rules(place: Place): HolidayRule[] {
  return Object.entries(place.days ?? {}).flatMap(([rule, day]) => {
    const kind = KINDS.find((one) => one === (day.type ?? 'public'));
    if (!kind) return [];
    const all = { ...names[day._name ?? '']?.name, ...day.name };
    const said = all.pt ?? all.en;
    const name = SAID_HERE[said ?? ''] ?? said;
    if (!name) throw new Error(`“${rule}” of ${place.name} has no name`);
    const spans = day.active ?? [{}];
    return spans.map(({ from, to }) => ({
      name,
      kind,
      ...when(rule),
      ...(from ? { since: isoDay(from) } : {}),
      ...(to ? { until: isoDay(to) } : {}),
    }));
  });
}

const isoDay = (text: string) => new Date(text).toISOString().slice(0, 10);

function place(source: Place): HolidayPlace {
  const cities = Object.entries(source.regions ?? {}).map(([id, city]) => [id, place(city)]);
  return {
    name: source.name,
    rules: rules(source),
    ...(cities.length > 0 ? { cities: Object.fromEntries(cities) } : {}),
  };
}

const table: HolidaySource = {
  rules: rules(holidays.BR),
  states: Object.fromEntries(Object.entries(holidays.BR.states).map(([id, state]) => [id, place(state)])),
};

const target = join(root, 'src-shared', 'domain', 'calendar', 'brazil-table.ts');
writeFileSync(
  target,
  `/*
 * Written by build/brazil-holidays.ts; not edited by hand.
 *
 * The holidays of Brazil, taken over from the data of date-holidays, https://github.com/commenthol/date-holidays,
 * Copyright (c) 2015 commenthol and contributors, which follows https://en.wikipedia.org/wiki/Public_holidays_in_Brazil
 * and https://pt.wikipedia.org/wiki/Feriados_no_Brasil. Changed: Brazil alone, rules as data. As those data, this file is
 * under CC BY-SA 3.0, https://creativecommons.org/licenses/by-sa/3.0/.
 */
import type { HolidaySource } from './holiday-rules.ts';

export const BRAZIL: HolidaySource = ${JSON.stringify(table)};
`,
);
execFileSync(join(root, 'node_modules', '.bin', 'biome'), ['check', '--write', target], { stdio: 'inherit' });
