import { sameJson } from '../../merge/same-json.ts';
import type { Refusal } from '../../refusal.ts';
import type { Entry } from '../entry.ts';

/*
 * What no station of ours writes. Whoever meets one of these has a defect, a version that speaks otherwise, or made it up; a
 * person reads the words in the queue all the same.
 */

const UPDATE = 'Atualize o Prumo nesta estação e tente de novo; se continuar, avise a administração.';

export function crafted(code: string, message: string, field?: string): Refusal {
  return { code, rule: 'B3', ...(field === undefined ? {} : { field }), message, way: UPDATE };
}

/** That the entry sets what follows from what it tells, and nothing else. `allowed`: every patch that it may have. */
export function patchRefusals(entry: Entry, ...allowed: Entry['patch'][]): Refusal[] {
  if (allowed.some((expected) => sameJson(expected, entry.patch))) return [];
  const [expected = {}] = allowed;
  const registers = [...new Set([...Object.keys(expected), ...Object.keys(entry.patch)])];
  const wrong = registers.filter((register) => !sameJson(expected[register], entry.patch[register]));
  return wrong.map((register) =>
    crafted('patch-unfounded', 'O registro muda mais, ou outra coisa, do que o que ele conta.', `patch.${register}`),
  );
}

export function found(...refusals: (Refusal | null)[]): Refusal[] {
  return refusals.filter((refusal) => refusal !== null);
}
