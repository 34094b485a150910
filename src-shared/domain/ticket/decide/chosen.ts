import type { Refusal } from '../../refusal.ts';
import { cleanLine } from '../../text/clean.ts';
import type { Chosen } from '../service-entries.ts';

/** The item of one of the pack's lists, as entries tell it; `null` when there is none of that id. */
export function chosenFrom(list: readonly { id: string; label: string }[], id: string | null): Chosen | null {
  const found = list.find((one) => one.id === id);
  return found ? { id: found.id, label: cleanLine(found.label) } : null;
}

/** One of the pack's items has to be chosen. `message`: what is asked for. */
export function notChosen(rule: string, field: string, message: string): Refusal {
  return { code: 'not-chosen', rule, field, message, way: 'Escolha um item da lista.' };
}

/** Something has to be written. */
export function notSaid(rule: string, field: string, message: string): Refusal {
  return { code: 'not-said', rule, field, message };
}
