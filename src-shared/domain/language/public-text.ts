import type { PublicTextCheck } from '../flow/moment.ts';
import type { Refusal } from '../refusal.ts';
import { checkLanguage } from './check-language.ts';
import type { CompiledWordRules } from './word-rules.ts';

/** S5.4: why a text cannot be saved as public; one refusal for each blocked word, none when it may go. */
export function publicTextRefusals(text: string, field: string, compiled: CompiledWordRules): Refusal[] {
  const seen = new Set<string>();
  return checkLanguage(text, compiled).flatMap(({ severity, word, message, suggestion }) => {
    const key = word.toLocaleLowerCase('pt-BR');
    if (severity !== 'block' || seen.has(key)) return [];
    seen.add(key);
    return [
      {
        code: 'public-text-blocked',
        rule: 'S5.4',
        field,
        message: `“${word}” não pode ir ao cliente: ${message}`,
        way: suggestion
          ? `Escreva, por exemplo: “${suggestion}”.`
          : 'Reescreva o trecho ou passe-o para a nota técnica.',
      },
    ];
  });
}

/** The check that the flow engine asks for. */
export function publicTextCheck(compiled: CompiledWordRules): PublicTextCheck {
  return (text, field) => publicTextRefusals(text, field, compiled);
}
