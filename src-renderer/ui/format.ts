/*
 * How times are written: "21/11 14:30", "1 h 20", "02:41". Pure functions of milliseconds or ISO instants;
 * the local zone is the window's, which is the station's.
 */

const dayMonth = new Intl.DateTimeFormat('pt-BR', { day: '2-digit', month: '2-digit' });
const dayMonthYear = new Intl.DateTimeFormat('pt-BR', { day: '2-digit', month: '2-digit', year: 'numeric' });
const hourMinute = new Intl.DateTimeFormat('pt-BR', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const hourMinuteSecond = new Intl.DateTimeFormat('pt-BR', { timeStyle: 'medium', hourCycle: 'h23' });
const decimal = new Intl.NumberFormat('pt-BR');

type Instant = string | number | Date;

function dateOf(at: Instant): Date {
  /* A date without a time (a day in the calendar) is that day here, not at Greenwich. */
  return typeof at === 'string' && /^\d{4}-\d\d-\d\d$/.test(at) ? new Date(`${at}T00:00`) : new Date(at);
}

/** `21/11 14:30`; with the year when it is another one. */
export function formatMoment(at: Instant, now: Instant = Date.now()): string {
  const date = dateOf(at);
  return `${formatDay(date, now)} ${hourMinute.format(date)}`;
}

/** `21/11`; with the year when it is another one: `21/11/2025`. */
export function formatDay(at: Instant, now: Instant = Date.now()): string {
  const date = dateOf(at);
  return (date.getFullYear() === dateOf(now).getFullYear() ? dayMonth : dayMonthYear).format(date);
}

/** `21/11/2026`. */
export function formatDate(at: Instant): string {
  return dayMonthYear.format(dateOf(at));
}

/** `14:30`. */
export function formatTime(at: Instant): string {
  return hourMinute.format(dateOf(at));
}

/** `14:30:07`. */
export function formatExactTime(at: Instant): string {
  return hourMinuteSecond.format(dateOf(at));
}

/** `14:30` on the same day, else `20/11 14:30`: for lists. */
export function formatRecent(at: Instant, now: Instant = Date.now()): string {
  const [date, today] = [dateOf(at), dateOf(now)];
  return date.toDateString() === today.toDateString() ? formatTime(date) : formatMoment(date, today);
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A length of time in words: `45 s`, `12 min`, `1 h 20`, `3 dias`. Milliseconds; less than nothing counts as nothing. */
export function formatDuration(milliseconds: number): string {
  const length = Math.max(0, milliseconds);
  if (length < MINUTE) return `${Math.floor(length / 1000)} s`;
  if (length < HOUR) return `${Math.floor(length / MINUTE)} min`;
  if (length < 2 * DAY) {
    const minutes = Math.floor((length % HOUR) / MINUTE);
    const hours = Math.floor(length / HOUR);
    return minutes === 0 ? `${hours} h` : `${hours} h ${String(minutes).padStart(2, '0')}`;
  }
  return `${Math.floor(length / DAY)} dias`;
}

/** A running timer: `02:41`, `1:02:41`. Milliseconds. */
export function formatTimer(milliseconds: number): string {
  const seconds = Math.floor(Math.max(0, milliseconds) / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
  return hours === 0 ? rest : `${hours}:${rest}`;
}

/** `agora`, `há 12 min`, `há 1 h 20`, `em 5 min`. */
export function formatRelative(at: Instant, now: Instant): string {
  const difference = dateOf(now).getTime() - dateOf(at).getTime();
  if (Math.abs(difference) < MINUTE) return 'agora';
  return difference > 0 ? `há ${formatDuration(difference)}` : `em ${formatDuration(-difference)}`;
}

/** `50.000`. */
export function formatCount(value: number): string {
  return decimal.format(value);
}

/** `1 linha`, `50.000 linhas`. */
export function formatCounted(value: number, one: string, many: string): string {
  return `${formatCount(value)} ${value === 1 ? one : many}`;
}

const UNITS = ['B', 'kB', 'MB', 'GB'] as const;

/** `3,4 MB`, as disks are sold: thousands. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const rounded = unit === 0 ? value : Math.round(value * 10) / 10;
  return `${decimal.format(rounded)} ${UNITS[unit]}`;
}
