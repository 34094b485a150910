/*
 * Dates and times as they are typed at a desk: "21/11 14:30", "14:30", "amanhã 9h", "em 2 h", "30". Read in
 * the window's zone. Pure functions of the text and of now.
 */

const DAY_WORDS: Record<string, number> = { hoje: 0, amanha: 1 };

/** ISO instant of a typed moment, or null while it is not one. A time that has passed today is tomorrow's. */
export function readMoment(typed: string, now: Date): string | null {
  const text = folded(typed);
  const ahead = /^(?:em|daqui a) (\d{1,3}) ?(m|min|minutos?|h|horas?)$/.exec(text);
  if (ahead) return later(now, Number(ahead[1]) * (ahead[2]?.startsWith('h') ? 60 : 1)).toISOString();
  const match = /^(?:(.+?)[ ,]+(?:as )?)?(\d{1,2})(?:[:h](\d{2})?| ?h(?:oras?)?)?$/.exec(text);
  if (!match) return null;
  const [, dayText, hourText, minuteText] = match;
  if (dayText === undefined && !/[:h]/.test(text)) return null;
  const time = { hour: Number(hourText), minute: Number(minuteText ?? '0') };
  if (time.hour > 23 || time.minute > 59) return null;
  if (dayText === undefined) return nextAt(now, time).toISOString();
  const day = readDayParts(dayText, now);
  return day ? new Date(day.year, day.month - 1, day.day, time.hour, time.minute).toISOString() : null;
}

/** `YYYY-MM-DD` of a typed day, or null while it is not one. Without a year: the next such day. */
export function readDay(typed: string, now: Date): string | null {
  const day = readDayParts(folded(typed), now);
  return day ? isoDay(day) : null;
}

interface Day {
  year: number;
  month: number;
  day: number;
}

function readDayParts(text: string, now: Date): Day | null {
  const word = DAY_WORDS[text];
  if (word !== undefined) return dayOf(new Date(now.getFullYear(), now.getMonth(), now.getDate() + word));
  const match = /^(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{2}|\d{4}))?$/.exec(text);
  if (!match) return null;
  const [day, month] = [Number(match[1]), Number(match[2])];
  const year = match[3] === undefined ? now.getFullYear() : Number(match[3].length === 2 ? `20${match[3]}` : match[3]);
  const found = existing({ year, month, day });
  if (!found || match[3] !== undefined) return found;
  const past = new Date(year, month - 1, day + 1) <= now;
  return past ? existing({ year: year + 1, month, day }) : found;
}

function existing(parts: Day): Day | null {
  const date = new Date(parts.year, parts.month - 1, parts.day);
  return date.getMonth() === parts.month - 1 && date.getDate() === parts.day ? parts : null;
}

function dayOf(date: Date): Day {
  return { year: date.getFullYear(), month: date.getMonth() + 1, day: date.getDate() };
}

function isoDay({ year, month, day }: Day): string {
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

const two = (value: number) => String(value).padStart(2, '0');

function folded(typed: string): string {
  return typed.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}

function later(now: Date, minutes: number): Date {
  return new Date(Math.ceil((now.getTime() + minutes * 60_000) / 60_000) * 60_000);
}

function nextAt(now: Date, { hour, minute }: { hour: number; minute: number }): Date {
  const today = new Date(now.getFullYear(), now.getMonth(), now.getDate(), hour, minute);
  return today > now ? today : new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, hour, minute);
}

/** `21/11/2026 14:30` of an instant, as it can be typed back. */
export function writeMoment(iso: string): string {
  const date = new Date(iso);
  return `${writeDay(isoDay(dayOf(date)))} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** `21/11/2026` of `2026-11-21`. */
export function writeDay(iso: string): string {
  const [year, month, day] = iso.split('-');
  return `${day}/${month}/${year}`;
}

export interface QuickMoment {
  label: string;
  value: string;
}

/** The choices that calls end with most: in an hour or two, this afternoon, the next working morning. */
export function quickMoments(now: Date): QuickMoment[] {
  const choices: QuickMoment[] = [
    { label: 'em 1 h', value: quarter(later(now, 60)).toISOString() },
    { label: 'em 2 h', value: quarter(later(now, 120)).toISOString() },
  ];
  const afternoon = new Date(now.getFullYear(), now.getMonth(), now.getDate(), 16);
  if (afternoon.getTime() - now.getTime() > 2 * 3_600_000)
    choices.push({ label: 'hoje 16 h', value: afternoon.toISOString() });
  const tomorrow = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
  for (const hour of [9, 14]) choices.push({ label: `amanhã ${hour} h`, value: at(tomorrow, hour) });
  if ([5, 6].includes(now.getDay())) {
    const days = now.getDay() === 5 ? 3 : 2;
    const monday = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);
    choices.push({ label: 'segunda 9 h', value: at(monday, 9) });
  }
  return choices;
}

/** Days that work orders and deadlines are promised for. */
export function quickDays(now: Date): QuickMoment[] {
  const day = (days: number) => isoDay(dayOf(new Date(now.getFullYear(), now.getMonth(), now.getDate() + days)));
  return [
    { label: 'amanhã', value: day(1) },
    { label: 'em 7 dias', value: day(7) },
    { label: 'em 15 dias', value: day(15) },
    { label: 'em 30 dias', value: day(30) },
  ];
}

function at(day: Date, hour: number): string {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate(), hour).toISOString();
}

/** Up to the next quarter of an hour: nobody promises 14:37. */
function quarter(date: Date): Date {
  return new Date(Math.ceil(date.getTime() / 900_000) * 900_000);
}
