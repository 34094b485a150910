import type { PackSource } from '../../schema/pack.ts';

export type WordRuleSource = PackSource['wordRules'][number];

/** `id | words separated by commas | suggestion`; a word list that begins with `~` holds stems. */
export type Row = readonly [id: string, words: string, suggestion?: string];

/** Rules of one kind and severity, written as a table. */
export function rules(
  common: Pick<WordRuleSource, 'kind' | 'severity' | 'message'>,
  rows: readonly Row[],
): WordRuleSource[] {
  return rows.map(([id, words, suggestion = '']) => ({
    ...common,
    id,
    words: words
      .replace(/^~/u, '')
      .split(',')
      .map((word) => word.trim()),
    stem: words.startsWith('~'),
    suggestion,
  }));
}
