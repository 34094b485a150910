/** The calendar day at the station, `2026-11-21`. */
export function localDay({ clock, timeZone }: { clock: () => number; timeZone: string }): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    clock(),
  );
}
