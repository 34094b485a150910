import type { SlaFacts, SlaTarget } from './timeline.ts';

export const TARGET_NAMES: Readonly<Record<SlaTarget, string>> = {
  firstAnswer: 'Primeira resposta',
  solution: 'Solução',
};

/** What changes a deadline, as a sentence names it. */
export const FACT_NAMES: Readonly<Record<keyof SlaFacts, string>> = {
  type: 'a classificação',
  category: 'a categoria',
  priority: 'a prioridade',
  plan: 'o plano do cliente',
  unit: 'a unidade',
};

const MINUTE = 60_000;

/** A time as people say it: "45 min", "4 h", "1 h 30 min", "102 h". Below a minute, "menos de 1 min"; the sign is left out. */
export function durationWords(millis: number): string {
  const minutes = Math.floor(Math.abs(millis) / MINUTE);
  if (minutes === 0) return millis === 0 ? '0 min' : 'menos de 1 min';
  const hours = Math.floor(minutes / 60);
  return [hours > 0 ? `${hours} h` : '', minutes % 60 > 0 ? `${minutes % 60} min` : ''].filter(Boolean).join(' ');
}

/** `dd/mm/aaaa hh:mm` on the clocks of a zone. */
export function instantWords(instant: number, timeZone: string): string {
  return new Intl.DateTimeFormat('pt-BR', { dateStyle: 'short', timeStyle: 'short', timeZone })
    .format(instant)
    .replace(',', '');
}

/** "a, b e c". */
export function listWords(list: readonly string[]): string {
  return new Intl.ListFormat('pt-BR').format(list);
}
