/** Whole days from a calendar day until now. */
export function standingAge(asOf: string, now: string): number {
  return Math.floor((Date.parse(now) - new Date(`${asOf}T00:00`).getTime()) / 86_400_000);
}
