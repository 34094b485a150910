import { foldForSearch, searchWords } from '../text/fold-accents.ts';

/** The names of people made ready: build once per list. */
export interface StaffNames {
  /** First name → the other names of each person who has it. */
  byFirst: ReadonlyMap<string, readonly ReadonlySet<string>[]>;
}

const CONNECTORS = new Set(['de', 'da', 'do', 'das', 'dos', 'e']);
const WORD = /\p{L}[\p{L}\p{M}'’]*/gu;

/** People of one name alone are left out: "Vitória" and "Rosa" are words. */
export function staffNames(names: readonly string[]): StaffNames {
  const byFirst = new Map<string, ReadonlySet<string>[]>();
  for (const name of names) {
    const [first, ...others] = searchWords(name).filter((word) => !CONNECTORS.has(word));
    if (first && others.length > 0) byFirst.set(first, [...(byFirst.get(first) ?? []), new Set(others)]);
  }
  return { byFirst };
}

/**
 * Where a person is named by their first name and at least one other of their names, written with capitals: "Ana Souza",
 * "Ana de Souza" of Ana Clara de Souza. Blind to accents.
 */
export function staffNamesIn(text: string, { byFirst }: StaffNames): { start: number; end: number }[] {
  if (byFirst.size === 0) return [];
  const words = Array.from(text.matchAll(WORD), ({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
    folded: foldForSearch(word),
    capital: /^\p{Lu}/u.test(word),
  }));
  const found: { start: number; end: number }[] = [];
  for (let i = 0; i < words.length; i++) {
    const first = words[i];
    const people = first?.capital ? byFirst.get(first.folded) : undefined;
    if (!first || !people) continue;
    const ends = people.map((others) => {
      let last: number | null = null;
      for (let j = i + 1; j < words.length; j++) {
        const [word, before] = [words[j], words[j - 1]];
        if (!word || !before || !/^\s+$/u.test(text.slice(before.end, word.start))) break;
        if (word.capital && others.has(word.folded)) last = j;
        else if (!CONNECTORS.has(word.folded)) break;
      }
      return last;
    });
    const last = Math.max(-1, ...ends.map((end) => end ?? -1));
    if (last < 0) continue;
    found.push({ start: first.start, end: words[last]?.end ?? first.end });
    i = last;
  }
  return found;
}
