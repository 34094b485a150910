import { foldForSearch } from '../text/fold-accents.ts';

/**
 * Portuguese word forms, generated once per rule. Generation works on the accented word (ç and c part ways
 * before i) and answers folded forms: lower case, no accents (of short words, see `accented`).
 */

/** Shorter words are taken as they are written: "da" has no plural worth looking for. */
const SHORTEST_INFLECTED = 4;

const VOWEL_END = /[aeo]$/u;
/** Words that take the diminutive with z: stressed vowel, u, i, nasal, consonant. */
const Z_END = /(?:[áéíóúâêôiu]|ão|[lrsz]|m)$/u;

function plurals(word: string): string[] {
  if (word.endsWith('ão')) return [`${word.slice(0, -2)}ões`, `${word.slice(0, -2)}ães`, `${word}s`];
  if (word.endsWith('m')) return [`${word.slice(0, -1)}ns`];
  if (/[aeou]l$/u.test(word)) return [`${word.slice(0, -1)}is`];
  if (word.endsWith('il')) return [`${word.slice(0, -1)}s`, `${word.slice(0, -2)}eis`];
  return /[rzs]$/u.test(word) ? [`${word}es`] : [`${word}s`];
}

/** Feminine from masculine only: the other way makes "caro" of "cara". */
function feminines(word: string): string[] {
  if (word.endsWith('ão')) return [`${word.slice(0, -2)}ona`, `${word.slice(0, -2)}oa`];
  if (word.endsWith('o')) return [`${word.slice(0, -1)}a`];
  return word.endsWith('or') ? [`${word}a`] : [];
}

/** The root as it is written before an i: saco → saqu-inho, palhaço → palhac-inho. */
function softened(root: string): string {
  if (root.endsWith('ç')) return `${root.slice(0, -1)}c`;
  if (root.endsWith('c')) return `${root.slice(0, -1)}qu`;
  return root.endsWith('g') ? `${root}u` : root;
}

function sized(word: string): string[] {
  const roots = VOWEL_END.test(word) && !word.endsWith('ão') ? [word.slice(0, -1)] : [];
  const zRoots = Z_END.test(word) || word.endsWith('e') ? [word.endsWith('m') ? `${word.slice(0, -1)}n` : word] : [];
  if (word.endsWith('ão')) zRoots.push(word, word.slice(0, -2));
  return [
    ...roots.flatMap((root) => [
      ...['inho', 'inha', 'inhos', 'inhas'].map((end) => softened(root) + end),
      ...['ão', 'ona', 'ões', 'onas'].map((end) => root + end),
    ]),
    ...zRoots.flatMap((root) =>
      ['zinho', 'zinha', 'zinhos', 'zinhas', 'zão', 'zona', 'zões', 'zonas'].map((end) => root + end),
    ),
  ];
}

/**
 * Short words with an accent are known by it: "né" is slang and "NE" is not, "tá" and "TA" neither.
 */
function short(base: string): string {
  const plain = foldForSearch(base);
  return plain === base ? plain : accented(base);
}

/** A word as short accented rules are compared: lower case, accents kept. */
export function accented(word: string): string {
  return word.normalize('NFC').toLowerCase();
}

/** Every form of a noun or adjective that the checker knows: number, gender, diminutive, augmentative. */
export function nounForms(word: string): Set<string> {
  const base = accented(word);
  if (base.length < SHORTEST_INFLECTED) return new Set([short(base)]);
  const genders = [base, ...feminines(base)];
  const forms = [...genders, ...genders.flatMap(plurals), ...sized(base)];
  return new Set(forms.map(foldForSearch));
}

const VERB_ENDINGS = {
  a: 'o as a amos ais am ava avas avamos avam ei aste ou astes aram ara aras aramos asse asses assemos assem arei aremos arao aria arias ariamos ariam e es emos em ar ares armos arem ando ado ada ados adas adao adona adinho adinha ador adora adores adoras agem avel aveis amento amentos acao acoes',
  e: 'eu ia ias iamos iam este estes eram era eras eramos esse esses essemos essem erei eremos erao eria erias eriamos eriam er eres ermos erem endo ido ida idos idas idao idona edor edora edores edoras',
  i: 'iu i is imos iste istes iram ira iras iramos isse isses issemos issem irei iremos irao iria irias iriamos iriam ir ires irmos irem indo idor idora idores idoras',
  noun: 'inho inha inhos inhas ao ona oes onas s os eira eiro eiras eiros oso osa osos osas',
};

/** What may follow a stem, folded: any conjugation of any verb class, and what is made of verbs. */
export const STEM_ENDINGS: ReadonlySet<string> = new Set([
  '',
  ...Object.values(VERB_ENDINGS).flatMap((list) => list.split(' ')),
]);
