import type { WordRule } from '../../procedures/schema/pack.ts';
import { foldForSearch } from '../text/fold-accents.ts';
import { nounForms, STEM_ENDINGS } from './inflect.ts';

/** How one word of a rule is met in a text: by one of its forms, or by its stem with any known ending. */
type WordMatcher = { forms: ReadonlySet<string> } | { stem: string };

/** An expression of several words, in order. */
export interface Expression {
  rule: WordRule;
  words: WordMatcher[];
}

/** The pack's rules made ready for checking: build once per pack version, use for every keystroke. */
export interface CompiledWordRules {
  forms: ReadonlyMap<string, WordRule>;
  stems: ReadonlyMap<string, WordRule>;
  /** By every form of their first word, or by its stem; longest first. */
  expressions: ReadonlyMap<string, Expression[]>;
  /** Forms of blocking rules by length, for words with letters blotted out. */
  blockedByLength: ReadonlyMap<number, string[]>;
  longestStem: number;
}

const SHORTEST_STEM = 3;

/** Compiles rules; where two rules claim one form the blocking one has it, then the earlier. */
export function compileWordRules(rules: readonly WordRule[]): CompiledWordRules {
  const forms = new Map<string, WordRule>();
  const stems = new Map<string, WordRule>();
  const expressions = new Map<string, Expression[]>();
  for (const rule of [...rules.filter(isBlocking), ...rules.filter((one) => !isBlocking(one))]) {
    for (const text of rule.words) addWord({ forms, stems, expressions }, rule, text);
  }
  for (const list of expressions.values()) list.sort((a, b) => b.words.length - a.words.length);
  const blockedByLength = new Map<number, string[]>();
  for (const [form, rule] of forms) {
    if (isBlocking(rule)) blockedByLength.set(form.length, [...(blockedByLength.get(form.length) ?? []), form]);
  }
  const longestStem = Math.max(0, ...[...stems.keys(), ...expressions.keys()].map((stem) => stem.length));
  return { forms, stems, expressions, blockedByLength, longestStem };
}

export function isBlocking(rule: WordRule): boolean {
  return rule.severity === 'block';
}

interface Tables {
  forms: Map<string, WordRule>;
  stems: Map<string, WordRule>;
  expressions: Map<string, Expression[]>;
}

function addWord(tables: Tables, rule: WordRule, text: string): void {
  const words = text.split(/[^\p{L}\p{M}\p{N}]+/u).filter((word) => foldForSearch(word) !== '');
  const matchers = words.map((word, i) => matcher(word, rule.stem && i === 0));
  const [first] = matchers;
  if (!first) return;
  const keys = 'stem' in first ? [first.stem] : [...first.forms];
  if (matchers.length > 1) {
    const expression = { rule, words: matchers };
    for (const key of keys) tables.expressions.set(key, [...(tables.expressions.get(key) ?? []), expression]);
    return;
  }
  const table = 'stem' in first ? tables.stems : tables.forms;
  for (const key of keys) if (!table.has(key)) table.set(key, rule);
}

function matcher(word: string, asStem: boolean): WordMatcher {
  const folded = foldForSearch(word);
  return asStem && folded.length >= SHORTEST_STEM ? { stem: folded } : { forms: nounForms(word) };
}

/** Whether a folded word of a text is the one that the matcher looks for. */
export function meets(matcher: WordMatcher, folded: string): boolean {
  if ('forms' in matcher) return matcher.forms.has(folded);
  return folded.startsWith(matcher.stem) && STEM_ENDINGS.has(folded.slice(matcher.stem.length));
}

/** The rule that a single folded word falls under. */
export function ruleFor(compiled: CompiledWordRules, folded: string): WordRule | undefined {
  const found = compiled.forms.get(folded);
  if (found && isBlocking(found)) return found;
  for (let length = SHORTEST_STEM; length <= Math.min(folded.length, compiled.longestStem); length++) {
    const rule = compiled.stems.get(folded.slice(0, length));
    if (rule && (!found || isBlocking(rule)) && STEM_ENDINGS.has(folded.slice(length))) return rule;
  }
  return found;
}

/** The expressions that may begin with a folded word, longest first. */
export function expressionsAt(compiled: CompiledWordRules, folded: string): Expression[] {
  const found = [...(compiled.expressions.get(folded) ?? [])];
  for (let length = SHORTEST_STEM; length < Math.min(folded.length, compiled.longestStem + 1); length++) {
    for (const one of compiled.expressions.get(folded.slice(0, length)) ?? []) {
      if (one.words[0] && 'stem' in one.words[0]) found.push(one);
    }
  }
  return found.filter(({ words }) => words[0] && meets(words[0], folded));
}
