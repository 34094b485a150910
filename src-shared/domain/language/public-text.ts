import type { Pack } from '../../procedures/schema/pack.ts';
import type { SensitiveData } from '../../procedures/schema/texts.ts';
import type { PublicTextCheck } from '../flow/moment.ts';
import type { Refusal } from '../refusal.ts';
import { checkLanguage, type Finding } from './check-language.ts';
import { type SensitiveContext, type SensitiveFinding, sensitiveFindings } from './sensitive.ts';
import { type CompiledWordRules, compileWordRules } from './word-rules.ts';

/** What a text that the customer will read is judged by. */
export interface PublicTextRules {
  words: CompiledWordRules;
  /** Absent: only its words are judged. */
  sensitive?: SensitiveContext;
}

/** Of the list of words, or of personal and secret data. */
export type PublicFinding = Finding | SensitiveFinding;

/** S5.4: all that is to be marked in a text, in order, none overlapping; of two in one place the data stay. */
export function publicTextFindings(text: string, { words, sensitive }: PublicTextRules): PublicFinding[] {
  const data = sensitive ? sensitiveFindings(text, sensitive) : [];
  const apart = checkLanguage(text, words).filter((one) =>
    data.every(({ start, end }) => one.end <= start || one.start >= end),
  );
  return [...data, ...apart].toSorted((a, b) => a.start - b.start);
}

/** S5.4: why a text cannot be saved as public; one refusal for each blocked word or number, none when it may go. */
export function publicTextRefusals(text: string, field: string, rules: PublicTextRules): Refusal[] {
  const seen = new Set<string>();
  return publicTextFindings(text, rules).flatMap((found) => {
    const key = found.word.toLocaleLowerCase('pt-BR');
    if (found.severity !== 'block' || seen.has(key)) return [];
    seen.add(key);
    const message = `“${found.word}” não pode ir ao cliente: ${found.message}`;
    return [{ code: 'public-text-blocked', rule: 'S5.4', field, message, way: wayOut(found) }];
  });
}

function wayOut(found: PublicFinding): string {
  // What replaces a word is the word itself; what to do with data is a sentence.
  if (!('ruleId' in found)) return found.suggestion;
  return found.suggestion
    ? `Escreva, por exemplo: “${found.suggestion}”.`
    : 'Reescreva o trecho ou passe-o para a nota técnica.';
}

/** The check that the flow engine asks for: the words and data of a pack, whoever writes. */
export function publicTextCheck({
  words,
  sensitiveData,
}: {
  words: CompiledWordRules;
  sensitiveData: SensitiveData;
}): PublicTextCheck {
  const rules: PublicTextRules = { words, sensitive: { severities: sensitiveData } };
  return (text, field) => publicTextRefusals(text, field, rules);
}

/** The same, compiled from a pack: once for each of its versions. */
export function packTextCheck(pack: Pick<Pack, 'wordRules' | 'sensitiveData'>): PublicTextCheck {
  return publicTextCheck({ words: compileWordRules(pack.wordRules), sensitiveData: pack.sensitiveData });
}
