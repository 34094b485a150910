import type { WordRule } from '../../procedures/schema/pack.ts';
import { foldForSearch } from '../text/fold-accents.ts';
import { SPACED, SUSPECT, undrawn, unmask } from './disguise.ts';
import { accented } from './inflect.ts';
import { type CompiledWordRules, expressionsAt, isBlocking, meets, ruleFor } from './word-rules.ts';

/** A word or expression that should not, or must not, reach the customer (S5.4). */
export interface Finding {
  /** UTF-16 offsets in the text as given; `text.slice(start, end) === word`. */
  start: number;
  end: number;
  word: string;
  ruleId: string;
  severity: WordRule['severity'];
  kind: WordRule['kind'];
  message: string;
  /** What to write instead; may be empty. */
  suggestion: string;
}

interface Token {
  start: number;
  end: number;
  folded: string;
  /** Its folded form, and for short words with an accent the accented one as well; drawn-out letters apart. */
  spellings: string[];
}

const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}\p{Cf}]*/gu;
const PLAIN_WORD = /^[a-z]+$/;
/** What may stand between the words of an expression. */
const BETWEEN = /^[\s\-'’]+$/u;

/**
 * S5.4: every finding in a text, in order, none overlapping. Blind to accents and case; knows inflections;
 * whole words only, so "computador" is never an offence. Blocking words are found disguised as well. Never throws.
 */
export function checkLanguage(text: string, compiled: CompiledWordRules): Finding[] {
  return apart([...inWords(text, compiled), ...disguised(text, compiled), ...spaced(text, compiled)]);
}

function tokens(text: string): Token[] {
  return Array.from(text.matchAll(WORD), ({ 0: word, index }) => {
    const lower = word.toLowerCase();
    const plain = PLAIN_WORD.test(lower);
    const folded = plain ? lower : foldForSearch(word);
    const spellings = undrawn(folded);
    if (!plain && folded.length < 8) spellings.push(...undrawn(accented(word)));
    return { start: index, end: index + word.length, folded, spellings };
  });
}

function inWords(text: string, compiled: CompiledWordRules): Finding[] {
  const words = tokens(text);
  const findings: Finding[] = [];
  for (let i = 0; i < words.length; i++) {
    const token = words[i]!;
    const expression = expressionFrom(text, words, { compiled, i });
    if (expression) findings.push(finding(text, expression, expression.rule));
    const rule = singleRule(compiled, token.spellings);
    if (rule) findings.push(finding(text, token, rule));
  }
  return findings;
}

function singleRule(compiled: CompiledWordRules, spellings: readonly string[]): WordRule | undefined {
  for (const form of spellings) {
    const rule = ruleFor(compiled, form);
    if (rule) return rule;
  }
  return undefined;
}

function expressionFrom(text: string, words: Token[], at: { compiled: CompiledWordRules; i: number }) {
  for (const { rule, words: wanted } of words[at.i]!.spellings.flatMap((form) => expressionsAt(at.compiled, form))) {
    const found = words.slice(at.i, at.i + wanted.length);
    const fits = wanted.every((matcher, j) => {
      const token = found[j];
      if (!token?.spellings.some((form) => meets(matcher, form))) return false;
      const before = found[j - 1];
      return !before || BETWEEN.test(text.slice(before.end, token.start));
    });
    if (fits) return { start: found[0]!.start, end: found.at(-1)!.end, rule };
  }
  return undefined;
}

function disguised(text: string, compiled: CompiledWordRules): Finding[] {
  return Array.from(text.matchAll(SUSPECT)).flatMap((match) => {
    const found = unmask(compiled, match[0]);
    if (!found) return [];
    const start = match.index + found.lead;
    return [finding(text, { start, end: start + found.word.length }, found.rule)];
  });
}

function spaced(text: string, compiled: CompiledWordRules): Finding[] {
  return letterRows(text).flatMap((row) => {
    const letters = Array.from(row.text.matchAll(/\p{L}/gu), (letter) => ({
      folded: foldForSearch(letter[0]),
      start: row.start + letter.index,
      end: row.start + letter.index + letter[0].length,
    }));
    return spelled(text, letters, compiled);
  });
}

/** Rows of letters set apart; where the separator changes, the last letter of one row begins the next. */
function letterRows(text: string): { text: string; start: number }[] {
  const rows: { text: string; start: number }[] = [];
  const pattern = new RegExp(SPACED);
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    rows.push({ text: match[0], start: match.index });
    const [last = ''] = [...match[0]].slice(-1);
    pattern.lastIndex -= last.length;
  }
  return rows;
}

const LONGEST_SPELLED = 16;

/** The blocking words spelled out by letters in a row, longest first at each letter. */
function spelled(text: string, letters: Omit<Token, 'spellings'>[], compiled: CompiledWordRules): Finding[] {
  const findings: Finding[] = [];
  for (let i = 0; i < letters.length; i++) {
    for (let count = Math.min(LONGEST_SPELLED, letters.length - i); count >= 4; count--) {
      const part = letters.slice(i, i + count);
      const rule = compiled.forms.get(part.map(({ folded }) => folded).join(''));
      if (!rule || !isBlocking(rule)) continue;
      findings.push(finding(text, { start: part[0]!.start, end: part.at(-1)!.end }, rule));
      break;
    }
  }
  return findings;
}

function finding(text: string, { start, end }: { start: number; end: number }, rule: WordRule): Finding {
  const { id, severity, kind, message, suggestion } = rule;
  return { start, end, word: text.slice(start, end), ruleId: id, severity, kind, message, suggestion };
}

/** Of overlapping findings a blocking one stays before a warning, then the longer. */
function apart(findings: Finding[]): Finding[] {
  const rank = (one: Finding) => (one.severity === 'block' ? 1 : 0);
  const kept: Finding[] = [];
  for (const next of findings.toSorted((a, b) => a.start - b.start || rank(b) - rank(a) || b.end - a.end)) {
    const last = kept.at(-1);
    if (!last || next.start >= last.end) kept.push(next);
    else if (rank(next) > rank(last) || (rank(next) === rank(last) && next.end - next.start > last.end - last.start)) {
      kept[kept.length - 1] = next;
    }
  }
  return kept;
}
