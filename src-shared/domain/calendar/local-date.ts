/**
 * Dates without a time zone, as they stand on a wall calendar: `YYYY-MM-DD`, and the same as a day number
 * (days since 1970-01-01). Proleptic Gregorian; years 0001 to 9999.
 */

export const DAY_MILLIS = 86_400_000;

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

export function dayNumber(year: number, month: number, day: number): number {
  return Math.floor(Date.UTC(year, month - 1, day) / DAY_MILLIS);
}

/** The day number of `YYYY-MM-DD`; null when there is no such date. */
export function parseDate(text: string): number | null {
  const parts = DATE.exec(text);
  if (!parts) return null;
  const number = dayNumber(Number(parts[1]), Number(parts[2]), Number(parts[3]));
  return dateText(number) === text ? number : null;
}

export function dateText(day: number): string {
  return new Date(day * DAY_MILLIS).toISOString().slice(0, 10);
}

export function yearOf(day: number): number {
  return new Date(day * DAY_MILLIS).getUTCFullYear();
}

/** 0 is Sunday. */
export function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

/** Easter Sunday of the Gregorian calendar (Meeus, Jones, Butcher). */
export function easterDay(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 19 * l) / 433);
  const month = Math.floor((h + l - 7 * m + 90) / 25);
  return dayNumber(year, month, (h + l - 7 * m + 33 * month + 19) % 32);
}
