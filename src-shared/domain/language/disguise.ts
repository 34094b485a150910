import type { WordRule } from '../../procedures/schema/pack.ts';
import { type CompiledWordRules, isBlocking, ruleFor } from './word-rules.ts';

/** Ways in which people write a word so that a list does not find it. */

const DRAWN = /(.)\1\1|([aeiou])\2$/u;
const RUN = /(.)\1{2,}/gu;
const LAST_DOUBLED = /([aeiou])\1+$/u;

/** A folded word as written, and without its drawn-out letters: "manooo" → mano, "porrrra" → porra. */
export function undrawn(folded: string): string[] {
  if (!DRAWN.test(folded)) return [folded];
  const single = folded.replace(RUN, '$1');
  const double = folded.replace(RUN, '$1$1');
  return [...new Set([folded, single, double].flatMap((form) => [form, form.replace(LAST_DOUBLED, '$1')]))];
}

const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** Pieces of text in which letters may be replaced by figures or signs. */
export const SUSPECT = /[\p{L}\p{M}\p{N}@$!*#]{4,}/gu;
const EDGE_SIGNS = /^[*#!@$]+|[*#!@]+$/gu;
/** A figure or sign between letters: codes such as "CU5" or "V10" are left alone. */
const INSIDE = /\p{L}[0134577@$!*#]+\p{L}/u;

/** The blocking rule that a disguised piece hides, with the piece trimmed of signs at its edges. */
export function unmask(
  compiled: CompiledWordRules,
  piece: string,
): { rule: WordRule; lead: number; word: string } | null {
  const word = piece.replace(EDGE_SIGNS, '');
  if (word.length < 4 || !INSIDE.test(word)) return null;
  const plain = [...word.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')]
    .map((char) => LEET[char] ?? char)
    .join('');
  const rule = /[*#]/u.test(plain) ? blotted(compiled, plain) : blocking(compiled, plain);
  return rule ? { rule, lead: piece.indexOf(word), word } : null;
}

function blocking(compiled: CompiledWordRules, plain: string): WordRule | undefined {
  return undrawn(plain)
    .map((form) => ruleFor(compiled, form))
    .find((rule) => rule && isBlocking(rule));
}

/** "p*rra": each sign stands for one letter, and at least half the letters are there. */
function blotted(compiled: CompiledWordRules, plain: string): WordRule | undefined {
  const signs = plain.match(/[*#]/gu)?.length ?? 0;
  if (signs * 2 > plain.length) return undefined;
  const fits = (form: string) => [...plain].every((char, i) => char === '*' || char === '#' || char === form[i]);
  const form = compiled.blockedByLength.get(plain.length)?.find(fits);
  return form === undefined ? undefined : compiled.forms.get(form);
}

/** Letters set apart: "p o r r a", "p.o.r.r.a". At least four, with one and the same separator. */
export const SPACED = /(?<![\p{L}\p{N}])\p{L}([ ._-])\p{L}(?:\1\p{L}){2,}(?![\p{L}\p{N}])/gu;
