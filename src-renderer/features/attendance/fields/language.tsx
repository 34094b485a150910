import { createContext, type ReactNode, use, useMemo } from 'react';
import { checkLanguage, type Finding } from '#shared/domain/language/check-language.ts';
import { type CompiledWordRules, compileWordRules } from '#shared/domain/language/word-rules.ts';
import type { Pack } from '#shared/procedures/schema/pack.ts';

const LanguageContext = createContext<CompiledWordRules | null>(null);

/** The pack's word list, made ready once. */
export function useWordRules(pack: Pack | undefined): CompiledWordRules | null {
  return useMemo(() => (pack ? compileWordRules(pack.wordRules) : null), [pack]);
}

export function LanguageProvider({ rules, children }: { rules: CompiledWordRules; children: ReactNode }) {
  return <LanguageContext value={rules}>{children}</LanguageContext>;
}

const NONE: readonly Finding[] = [];

/** The findings of a text that the customer will read; none for a text that stays in the house. */
export function useFindings(text: string, isPublic: boolean): readonly Finding[] {
  const rules = use(LanguageContext);
  return useMemo(() => (rules && isPublic && text !== '' ? checkLanguage(text, rules) : NONE), [rules, text, isPublic]);
}
