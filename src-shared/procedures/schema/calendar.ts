import './jitless.ts';
import { z } from 'zod';
import { HOLIDAY_KINDS } from '../../domain/calendar/holiday-rules.ts';
import { slugSchema } from './flow.ts';

const timeOfDaySchema = z.string().regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, 'escreva a hora de 00:00 a 24:00');

/** Hours of one day, `until` exclusive. What goes past midnight is two: until 24:00, and from 00:00 on the next day. */
export const periodSchema = z.strictObject({ from: timeOfDaySchema, until: timeOfDaySchema });
const periods = z.array(periodSchema).max(12);

/**
 * A day that the house treats in its own way. Neither `closed` nor `open`: nobody works all day. `closed`: nobody works in
 * these periods. `open`: people work in these and in no others, be it a Sunday or a holiday.
 */
export const ownDaySchema = z.strictObject({
  /** `2026-12-24`, or `12-24` for every year; of two, the one with the year counts. */
  date: z.string().regex(/^(?:\d{4}-)?\d\d-\d\d$/, 'escreva a data como 2026-12-24, ou 12-24 para todos os anos'),
  label: z.string().min(1),
  closed: periods.optional(),
  open: periods.optional(),
});

/** S4.13: when time counts. */
export const calendarSchema = z.strictObject({
  id: slugSchema,
  label: z.string().min(1),
  /** IANA name. Periods are meant by this zone's clocks. */
  timeZone: z.string().min(1),
  week: z.strictObject({
    sunday: periods.default([]),
    monday: periods.default([]),
    tuesday: periods.default([]),
    wednesday: periods.default([]),
    thursday: periods.default([]),
    friday: periods.default([]),
    saturday: periods.default([]),
  }),
  /** Holidays of Brazil that are kept: the nation's, and those of a state (UF) and a city. Absent: none. */
  holidays: z
    .strictObject({
      state: z.string().optional(),
      city: z.string().optional(),
      kinds: z.array(z.enum(HOLIDAY_KINDS)).min(1).default(['public']),
    })
    .optional(),
  ownDays: z.array(ownDaySchema).max(2_000).default([]),
  /** What a target of N days takes for one day; absent: the longest day of the week. */
  dayMinutes: z.int().min(1).max(1440).optional(),
  /** Units and plans of customers that live by this calendar unless a policy names another. */
  units: z.array(z.string().min(1)).default([]),
  plans: z.array(z.string().min(1)).default([]),
});
export type Calendar = z.infer<typeof calendarSchema>;
export type CalendarSource = z.input<typeof calendarSchema>;
export type Period = z.infer<typeof periodSchema>;
export type OwnDay = z.infer<typeof ownDaySchema>;

/** Sunday first, as weekdays are numbered. */
export const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

const always = [{ from: '00:00', until: '24:00' }];

/** Of packs that say nothing of calendars: all time counts. */
export const DEFAULT_CALENDARS: Calendar[] = [
  {
    id: 'sempre',
    label: '24 horas por dia, todos os dias',
    timeZone: 'America/Sao_Paulo',
    week: {
      sunday: always,
      monday: always,
      tuesday: always,
      wednesday: always,
      thursday: always,
      friday: always,
      saturday: always,
    },
    ownDays: [],
    units: [],
    plans: [],
  },
];
