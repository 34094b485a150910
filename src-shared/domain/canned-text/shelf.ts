import type { CannedText } from '../../procedures/schema/texts.ts';
import { searchWords } from '../text/fold-accents.ts';

/** Whose text it is; a person's own comes before the team's, and that before the pack's. */
export const CANNED_SCOPES = ['personal', 'team', 'pack'] as const;
export type CannedScope = (typeof CANNED_SCOPES)[number];

export interface ShelvedText {
  scope: CannedScope;
  text: CannedText;
  /** Whose texts of the same key it hides. */
  hides: CannedScope[];
}

/** All texts that a person may write with, by key. */
export interface CannedShelf {
  byKey(key: string): ShelvedText | undefined;
  /**
   * For a menu that follows the typing: keys that begin so first, then titles with words that do. Texts that are only parts
   * of others are left out.
   */
  matching(typed: string): ShelvedText[];
}

export function cannedShelf(texts: Partial<Record<CannedScope, readonly CannedText[]>>): CannedShelf {
  const shelved = new Map<string, ShelvedText>();
  for (const scope of CANNED_SCOPES) {
    for (const text of texts[scope] ?? []) {
      const before = shelved.get(text.key);
      if (!before) shelved.set(text.key, { scope, text, hides: [] });
      else if (before.scope !== scope) before.hides.push(scope);
    }
  }
  const offered = [...shelved.values()]
    .filter(({ text }) => text.use !== 'block')
    .toSorted((a, b) => a.text.title.localeCompare(b.text.title, 'pt-BR') || (a.text.key < b.text.key ? -1 : 1));
  return {
    byKey: (key) => shelved.get(key),
    matching: (typed) => {
      const wanted = searchWords(typed);
      const key = wanted.join('-');
      const byKey = offered.filter(({ text }) => text.key.startsWith(key));
      const byTitle = offered.filter(({ text }) => {
        const words = searchWords(text.title);
        return !text.key.startsWith(key) && wanted.every((start) => words.some((word) => word.startsWith(start)));
      });
      return [...byKey, ...byTitle];
    },
  };
}
