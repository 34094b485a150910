/** What a table of holidays says: rules as data, as `brazil-table.ts` has them. */

/** `public`: decreed; `bank`: only banks close (Carnival, Corpus Christi); `optional`: ponto facultativo. */
export const HOLIDAY_KINDS = ['public', 'bank', 'optional'] as const;
export type HolidayKind = (typeof HOLIDAY_KINDS)[number];

/** Which day of a year. Weekdays: 0 is Sunday. */
export type DayRule =
  | { date: string; movedTo?: undefined }
  /** The first such weekday from the date on. */
  | { date: string; movedTo: number }
  /** Days after Easter Sunday. */
  | { easter: number }
  | { nth: number; weekday: number; month: number }
  /** The last such weekday before the date. */
  | { weekday: number; before: string };

export interface HolidayRule {
  name: string;
  kind: HolidayKind;
  day: DayRule;
  evenYears?: true;
  /** How many days it lasts; one where nothing is said. */
  days?: number;
  /** Minutes of the day between which it holds; the whole day where nothing is said. */
  fromMinute?: number;
  untilMinute?: number;
  /** In force from this date on, and up to the day before `until`. */
  since?: string;
  until?: string;
}

export interface HolidayPlace {
  name: string;
  rules: HolidayRule[];
  cities?: Record<string, HolidayPlace>;
}

export interface HolidaySource {
  rules: HolidayRule[];
  /** By the two letters of the state (UF). */
  states: Record<string, HolidayPlace>;
}
