/** The station's calendar days, `2026-11-21`; asked for at every save, so the formatter is made once. */
export function localDays(timeZone: string): (at: string | number) => string {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return (at) => format.format(typeof at === 'string' ? Date.parse(at) : at);
}
