import type { Person } from './entry.ts';

/** Who does what a station does by itself, for instance when a time box ends (S5.7). */
export function stationActor(station: number | string): Person {
  return { id: `station-${Number(station)}`, name: 'Estação', role: 'estacao' };
}
