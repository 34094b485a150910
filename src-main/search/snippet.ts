import { HIT_END, HIT_START } from '#shared/contract/views.ts';
import { typedPieces } from '#shared/domain/customer/search-tokens.ts';
import { cleanText } from '#shared/domain/text/clean.ts';
import { foldForSearch, searchWords } from '#shared/domain/text/fold-accents.ts';

/*
 * The place in a ticket's text where what was typed stands. Worked out here, since FTS5 would look the whole
 * expression up anew for every ticket shown.
 */

const WORDS_SHOWN = 14;
const WORDS_BEFORE = 6;
/** Longer texts are looked through this far: a snippet is a help, not a promise. */
const LOOKED_THROUGH = 40_000;
const WORD = /[\p{L}\p{N}\p{M}]+/gu;

interface Word {
  at: number;
  word: string;
  /** Which of the typed words it begins with. */
  hits: number[];
}

/** The words about the place with most of what was typed, hits marked; empty when the text has none. */
export function snippetOf(text: string, typed: string): string {
  const starts = typedPieces(cleanText(typed)).flatMap((piece) =>
    'number' in piece ? [...piece.number, piece.number.join('')].flatMap(searchWords) : searchWords(piece.text),
  );
  const looked = text.slice(0, LOOKED_THROUGH);
  const words = [...looked.matchAll(WORD)].map((match): Word => {
    const folded = foldForSearch(match[0]);
    const hits = starts.flatMap((start, index) => (folded.startsWith(start) ? [index] : []));
    return { at: match.index, word: match[0], hits };
  });
  const from = bestPlace(words);
  return from === null ? '' : written(looked, words, from);
}

/** Where the words shown begin: about the first of the hits that have most of the others behind them. */
function bestPlace(words: readonly Word[]): number | null {
  let best: number | null = null;
  let most = 0;
  for (const [index, { hits }] of words.entries()) {
    if (hits.length === 0) continue;
    const behind = words.slice(index, index + WORDS_SHOWN - WORDS_BEFORE);
    const found = new Set(behind.flatMap((one) => one.hits)).size;
    if (found > most) {
      best = Math.max(0, index - WORDS_BEFORE);
      most = found;
    }
  }
  return best;
}

function written(text: string, words: readonly Word[], from: number): string {
  const shown = words.slice(from, from + WORDS_SHOWN);
  let snippet = from > 0 ? '…' : '';
  let end = shown[0]!.at;
  for (const { at, word, hits } of shown) {
    snippet += text.slice(end, at) + (hits.length > 0 ? `${HIT_START}${word}${HIT_END}` : word);
    end = at + word.length;
  }
  return snippet + (from + WORDS_SHOWN >= words.length ? text.slice(end) : '…');
}
