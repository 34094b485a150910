/**
 * "É sobre esta?" (S2.5): which of the customer's open tickets and work orders a new text may be about. Words that they
 * share, weighed by how rare they are among the candidates; numbers of documents and codes of errors weigh most, words of
 * the subject more than those of the body. Nothing is decided: a person looks.
 */
import { searchWords } from '../text/fold-accents.ts';
import { STOP_WORDS } from '../text/stop-words.ts';

export interface DuplicateCandidate {
  kind: 'ticket' | 'work-order';
  id: string;
  /** Protocol, or number of the work order. */
  number: string;
  /** Subject or title. */
  title: string;
  /** Body, reports: as much as is at hand. */
  text: string;
  category: string | null;
  openedAt: number;
}

export interface NewDemand {
  subject: string;
  body: string;
  category: string | null;
}

export interface DuplicateHint {
  candidate: DuplicateCandidate;
  /** From 0 to 1. */
  score: number;
  /** The words that made it, the weightiest first, as they stand in the new text. */
  shared: string[];
}

/** Below it nobody is asked. */
const LEAST_SCORE = 0.25;
const MOST_HINTS = 5;
const SUBJECT_WEIGHT = 2;
const NUMBER_WEIGHT = 3;
const CATEGORY_SHARE = 0.1;
/** Enough to know a text by; a pasted log of megabytes costs no more. */
const MOST_CHARACTERS = 20_000;

/** The likeliest first, five at most; of equal ones the newer. Empty while there is too little text to tell. */
export function rankDuplicates(demand: NewDemand, candidates: readonly DuplicateCandidate[]): DuplicateHint[] {
  const wanted = weighed(demand.subject, demand.body);
  const named = numbersIn(`${demand.subject} ${demand.body}`);
  if (wanted.size === 0 && named.size === 0) return [];
  const texts = candidates.map((one) => weighed(one.title, one.text));
  const rarity = rarities(texts);
  const weight = (stem: string, at: number) => at * (rarity.get(stem) ?? 0);
  const length = (terms: ReadonlyMap<string, Term>) =>
    Math.sqrt([...terms].reduce((sum, [stem, { weight: at }]) => sum + weight(stem, at) ** 2, 0));
  const own = [...wanted].filter(([stem]) => rarity.has(stem));
  const ownLength = Math.sqrt(own.reduce((sum, [stem, { weight: at }]) => sum + weight(stem, at) ** 2, 0));
  const hints = candidates.map((candidate, i): DuplicateHint => {
    const terms = texts[i] ?? new Map<string, Term>();
    const shared = own.filter(([stem]) => terms.has(stem));
    const product = shared.reduce(
      (sum, [stem, { weight: at }]) => sum + weight(stem, at) * weight(stem, terms.get(stem)?.weight ?? 0),
      0,
    );
    const likeness = product === 0 ? 0 : product / (ownLength * length(terms));
    // A new demand says more than what it shares with what is known: words that no candidate has count against it, mildly.
    const covered = own.length === 0 ? 0 : Math.min(1, 0.5 + own.length / wanted.size);
    const sameCategory = demand.category !== null && demand.category === candidate.category && likeness > 0;
    const alike = Math.min(1, likeness * covered * (1 - CATEGORY_SHARE) + (sameCategory ? CATEGORY_SHARE : 0));
    const score = named.has(candidate.number) ? 1 : alike;
    const words = shared
      .toSorted(([a, x], [b, y]) => weight(b, y.weight) - weight(a, x.weight))
      .map(([, { word }]) => word);
    return { candidate, score, shared: named.has(candidate.number) ? [candidate.number, ...words] : words };
  });
  return hints
    .filter(({ score }) => score >= LEAST_SCORE)
    .toSorted((a, b) => b.score - a.score || b.candidate.openedAt - a.candidate.openedAt)
    .slice(0, MOST_HINTS);
}

/** Numbers as they stand, and the groups of a protocol read out in pieces as one: "261121 0312 0047 9". */
function numbersIn(text: string): Set<string> {
  const cut = text.slice(0, MOST_CHARACTERS);
  const pieces = (cut.match(/\d+(?:[ .]\d+)*/gu) ?? []).map((one) => one.replace(/\D/gu, ''));
  return new Set([
    ...pieces,
    ...(cut.match(/[\p{L}\d]+(?:-[\p{L}\d]+)*/gu) ?? []).filter((word) => /\d{3}/u.test(word)),
  ]);
}

interface Term {
  weight: number;
  /** As it stands in the text, folded. */
  word: string;
}

/** The words of a text by their stems, each with the greatest weight that it has somewhere. */
function weighed(title: string, body: string): Map<string, Term> {
  const terms = new Map<string, Term>();
  const add = (text: string, base: number) => {
    for (const word of searchWords(text.slice(0, MOST_CHARACTERS))) {
      if (word.length < 2 || STOP_WORDS.has(word)) continue;
      const weight = base * (/\d/u.test(word) && word.length >= 3 ? NUMBER_WEIGHT : 1);
      const stem = stemOf(word);
      const known = terms.get(stem);
      if (!known || known.weight < weight) terms.set(stem, { weight, word: known?.word ?? word });
    }
  };
  add(title, SUBJECT_WEIGHT);
  add(body, 1);
  return terms;
}

/** How telling each stem is: the fewer candidates have it, the more. Never 0, or one candidate alone would tell nothing. */
function rarities(texts: readonly ReadonlyMap<string, Term>[]): Map<string, number> {
  const count = new Map<string, number>();
  for (const terms of texts) for (const stem of terms.keys()) count.set(stem, (count.get(stem) ?? 0) + 1);
  return new Map([...count].map(([stem, n]) => [stem, Math.log(1 + (texts.length + 1) / n)]));
}

const ENDINGS =
  /(?:amentos?|imentos?|acoes|acao|coes|cao|oes|ando|endo|indo|aram|eram|iram|em|am|ados?|adas?|idos?|idas?|ou|ar|er|ir|es|as|os|a|o|e|s)$/u;

/** Near enough the same word: "emissão", "emitir" stay apart, "nota" and "notas", "rejeitada" and "rejeitou" do not. */
function stemOf(word: string): string {
  if (word.length < 4 || /\d/u.test(word)) return word;
  const stem = word.replace(ENDINGS, '');
  return stem.length >= 3 ? stem : word;
}
