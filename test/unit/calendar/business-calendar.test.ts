import { describe, expect, test } from 'vitest';
import { type BusinessCalendar, businessCalendar } from '#shared/domain/calendar/business-calendar.ts';
import { type CalendarSource, calendarSchema } from '#shared/procedures/schema/calendar.ts';

const HOUR = 3_600_000;
const weekdays = (...periods: [string, string][]): CalendarSource['week'] => {
  const hours = periods.map(([from, until]) => ({ from, until }));
  return { monday: hours, tuesday: hours, wednesday: hours, thursday: hours, friday: hours };
};
const calendar = (more: Partial<CalendarSource> = {}): BusinessCalendar =>
  businessCalendar(
    calendarSchema.parse({
      id: 'comercial',
      label: 'Comercial',
      timeZone: 'America/Sao_Paulo',
      week: weekdays(['08:00', '12:00'], ['13:30', '18:00']),
      holidays: {},
      ...more,
    }),
  );

/** São Paulo has been at -03:00 since 2019. */
const at = (local: string): number => Date.parse(`${local}:00-03:00`);
const local = (instant: number | null): string =>
  instant === null ? 'never' : new Date(instant - 3 * HOUR).toISOString().slice(0, 16);
const hours = (one: BusinessCalendar, from: string, to: string): number => one.millisBetween(at(from), at(to)) / HOUR;

describe('[S4.13] business time', () => {
  const usual = calendar();

  test.each([
    ['within one period', '2026-11-23T09:00', '2026-11-23T10:30', 1.5],
    ['over lunch', '2026-11-23T11:00', '2026-11-23T14:30', 2],
    ['over night', '2026-11-23T17:00', '2026-11-24T09:00', 2],
    ['over a weekend', '2026-11-27T17:00', '2026-11-30T09:00', 2],
    ['over a national holiday', '2026-12-24T17:00', '2026-12-26T09:00', 1],
    ['a whole week', '2026-11-23T00:00', '2026-11-30T00:00', 42.5],
    ['outside of hours', '2026-11-23T18:00', '2026-11-24T08:00', 0],
    ['backwards', '2026-11-24T09:00', '2026-11-23T09:00', 0],
    ['nothing', '2026-11-23T09:00', '2026-11-23T09:00', 0],
  ])('%s: %s to %s is %d h', (_, from, to, expected) => {
    expect(hours(usual, from, to)).toBe(expected);
  });

  test.each([
    ['in the same period', '2026-11-23T09:00', 2, '2026-11-23T11:00'],
    ['at the end of a period, not at the beginning of the next', '2026-11-23T09:00', 3, '2026-11-23T12:00'],
    ['after lunch', '2026-11-23T09:00', 4, '2026-11-23T14:30'],
    ['asked in the night', '2026-11-23T22:00', 1, '2026-11-24T09:00'],
    ['over a holiday and the weekend after it', '2026-12-24T17:00', 2, '2026-12-28T09:00'],
    ['nothing left, while open', '2026-11-23T09:00', 0, '2026-11-23T09:00'],
    ['nothing left, in the night', '2026-11-23T19:00', 0, '2026-11-24T08:00'],
    ['85 h are ten days', '2026-11-23T08:00', 85, '2026-12-04T18:00'],
  ])('the deadline lies %s', (_, from, millis, expected) => {
    expect(local(usual.after(at(from), millis * HOUR))).toBe(expected);
  });

  test('a day is worth the longest of the week, or what the calendar says', () => {
    expect(usual.dayMillis).toBe(8.5 * HOUR);
    expect(calendar({ dayMinutes: 480 }).dayMillis).toBe(8 * HOUR);
  });

  test('hours that touch midnight go on on the next day', () => {
    const night = calendar({
      week: { monday: [{ from: '22:00', until: '24:00' }], tuesday: [{ from: '00:00', until: '06:00' }] },
    });
    expect(hours(night, '2026-11-23T12:00', '2026-11-24T12:00')).toBe(8);
    expect(local(night.after(at('2026-11-23T23:00'), 2 * HOUR))).toBe('2026-11-24T01:00');
    expect(night.stretches(at('2026-11-23T22:00'), at('2026-11-24T06:00'))).toHaveLength(1);
  });

  test('a calendar without hours answers never', () => {
    expect(calendar({ week: {} }).after(at('2026-11-23T09:00'), 1)).toBeNull();
    expect(calendar({ week: {} }).after(at('2026-11-23T09:00'), 0)).toBeNull();
  });
});

describe('[S4.13] holidays and own days', () => {
  const days = (more: Partial<CalendarSource>, from: string, to: string) => hours(calendar(more), from, to);

  test.each<[string, Partial<CalendarSource>, string, number]>([
    ['an ordinary day', {}, '2026-11-24', 8.5],
    ['a national holiday (Consciência Negra)', {}, '2026-11-20', 0],
    ['a national holiday whatever an older decree of the state said', { holidays: { state: 'SP' } }, '2026-11-20', 0],
    ['no holidays kept', { holidays: undefined }, '2026-11-20', 8.5],
    ['9 July in São Paulo', { holidays: { state: 'SP' } }, '2026-07-09', 0],
    ['9 July in Santa Catarina', { holidays: { state: 'SC' } }, '2026-07-09', 8.5],
    ['25 January 2027 in the city of São Paulo', { holidays: { state: 'SP', city: 'SP' } }, '2027-01-25', 0],
    ['25 January 2027 in the rest of the state', { holidays: { state: 'SP' } }, '2027-01-25', 8.5],
    ['Carnival, which no law makes a holiday', {}, '2026-02-17', 8.5],
    ['Carnival, where the house keeps it', { holidays: { kinds: ['public', 'bank'] } }, '2026-02-17', 0],
    ['Ash Wednesday until 14:00', { holidays: { kinds: ['optional'] } }, '2026-02-18', 4],
    ['Christmas Eve from 14:00', { holidays: { kinds: ['optional'] } }, '2026-12-24', 4.5],
    ['an own day', { ownDays: [{ date: '2026-11-24', label: 'Inventário' }] }, '2026-11-24', 0],
    ['an own day of every year', { ownDays: [{ date: '11-24', label: 'Aniversário da cidade' }] }, '2031-11-24', 0],
    [
      'half an own day',
      { ownDays: [{ date: '2026-11-24', label: 'Jogo', closed: [{ from: '13:00', until: '24:00' }] }] },
      '2026-11-24',
      4,
    ],
    [
      'a Saturday on which people work',
      { ownDays: [{ date: '2026-11-28', label: 'Mutirão', open: [{ from: '09:00', until: '12:00' }] }] },
      '2026-11-28',
      3,
    ],
    [
      'a holiday on which people work',
      { ownDays: [{ date: '2026-11-20', label: 'Plantão', open: [{ from: '09:00', until: '12:00' }] }] },
      '2026-11-20',
      3,
    ],
    [
      'of two own days the one of the year',
      {
        ownDays: [
          { date: '11-24', label: 'Sempre' },
          { date: '2026-11-24', label: 'Neste ano', closed: [{ from: '08:00', until: '09:00' }] },
        ],
      },
      '2026-11-24',
      7.5,
    ],
  ])('%s', (_, more, date, expected) => {
    const next = new Date(Date.parse(`${date}T00:00:00Z`) + 24 * HOUR).toISOString().slice(0, 10);
    expect(days(more, `${date}T00:00`, `${next}T00:00`)).toBe(expected);
  });

  test('every stretch says why it counts or not', () => {
    const found = calendar({
      ownDays: [{ date: '2026-12-24', label: 'Véspera', closed: [{ from: '15:00', until: '24:00' }] }],
    }).stretches(at('2026-12-24T11:00'), at('2026-12-28T09:00'));
    expect(found.map((one) => [local(one.from), one.counted, one.reason, one.label])).toEqual([
      ['2026-12-24T11:00', true, 'business-hours', ''],
      ['2026-12-24T12:00', false, 'outside-hours', ''],
      ['2026-12-24T13:30', true, 'business-hours', ''],
      ['2026-12-24T15:00', false, 'own-day', 'Véspera'],
      ['2026-12-24T18:00', false, 'outside-hours', ''],
      ['2026-12-25T00:00', false, 'holiday', 'Natal'],
      ['2026-12-26T00:00', false, 'day-off', ''],
      ['2026-12-28T00:00', false, 'outside-hours', ''],
      ['2026-12-28T08:00', true, 'business-hours', ''],
    ]);
  });
});

describe('[S4.13] clocks that are changed', () => {
  const always = { from: '00:00', until: '24:00' };
  const allWeek: CalendarSource['week'] = {
    sunday: [always],
    monday: [always],
    tuesday: [always],
    wednesday: [always],
    thursday: [always],
    friday: [always],
    saturday: [always],
  };

  test.each([
    ['New York, forward', 'America/New_York', '2026-03-08T05:00Z', '2026-03-09T04:00Z', 23],
    ['New York, back', 'America/New_York', '2026-11-01T04:00Z', '2026-11-02T05:00Z', 25],
    ['São Paulo, forward at midnight', 'America/Sao_Paulo', '2018-11-04T03:00Z', '2018-11-05T02:00Z', 23],
    ['São Paulo, back at midnight', 'America/Sao_Paulo', '2018-02-17T02:00Z', '2018-02-18T03:00Z', 25],
    ['Lord Howe, forward by half an hour', 'Australia/Lord_Howe', '2026-10-03T13:30Z', '2026-10-04T13:00Z', 23.5],
  ])('%s: the day has %s', (_, timeZone, from, to, expected) => {
    const one = calendar({ timeZone, week: allWeek, holidays: undefined });
    expect(one.millisBetween(Date.parse(from), Date.parse(to)) / HOUR).toBe(expected);
  });

  test('hours are meant by the clock of the day: 08:00 is 08:00 before and after', () => {
    const one = calendar({ timeZone: 'America/New_York', week: weekdays(['08:00', '18:00']), holidays: undefined });
    expect(one.after(Date.parse('2026-03-06T22:00Z'), 2 * HOUR)).toBe(Date.parse('2026-03-09T13:00Z'));
  });

  test('hours that the clocks leave out do not count, and those that come twice count twice', () => {
    const one = calendar({
      timeZone: 'America/New_York',
      week: { sunday: [{ from: '01:00', until: '03:00' }] },
      holidays: undefined,
    });
    const onDay = (date: string) =>
      one.millisBetween(Date.parse(`${date}T00:00Z`), Date.parse(`${date}T23:00Z`)) / HOUR;
    expect([onDay('2026-03-08'), onDay('2026-11-01'), onDay('2026-11-08')]).toEqual([1, 3, 2]);
  });
});
