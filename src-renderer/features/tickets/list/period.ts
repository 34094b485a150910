/** The spans of time that the list offers, and how an address writes them. */
export const PERIODS = {
  hoje: 'Hoje',
  '7-dias': 'Últimos 7 dias',
  '30-dias': 'Últimos 30 dias',
  datas: 'Entre datas',
} as const;

export type Period = keyof typeof PERIODS | '';

export function isPeriod(text: string): text is Exclude<Period, ''> {
  return text in PERIODS;
}

/** Midnight at the beginning of a day; `undefined` for what is no day. Days are counted on from it by `later`. */
function beginningOf(day: string, later = 0): Date | undefined {
  const [year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day)?.slice(1).map(Number) ?? [];
  if (!year || !month || !date) return undefined;
  const midnight = new Date(year, month - 1, date);
  if (midnight.getMonth() !== month - 1) return undefined;
  return new Date(year, month - 1, date + later);
}

export interface PeriodChoice {
  period: Period;
  /** Days, both inclusive; used by `datas`. */
  from: string;
  until: string;
}

/** The span as instants: `from` inclusive, `until` exclusive. `today` is a day of the calendar. */
export function spanOf({ period, from, until }: PeriodChoice, today: string): { from?: string; until?: string } {
  const days = { hoje: 0, '7-dias': -6, '30-dias': -29 } as const;
  if (period === '') return {};
  const [begin, end] =
    period === 'datas' ? [beginningOf(from), beginningOf(until, 1)] : [beginningOf(today, days[period]), undefined];
  return {
    ...(begin ? { from: begin.toISOString() } : {}),
    ...(end ? { until: end.toISOString() } : {}),
  };
}

/** Why two days are no span, in words; `null` when they are one. */
export function periodProblem({ period, from, until }: PeriodChoice): string | null {
  if (period !== 'datas' || !from || !until) return null;
  return from > until ? 'O fim vem antes do começo.' : null;
}
