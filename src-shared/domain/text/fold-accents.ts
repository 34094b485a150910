/**
 * The form in which texts are compared in searches: "  JOSÉ  da Conceição " → "jose da conceicao".
 * What is indexed and what is typed both pass here, so a search is blind to accents, case, width, and
 * invisible characters. Never shown to anybody and never stored in place of the text. Idempotent.
 */
export function foldForSearch(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{Mn}\p{Cf}]/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

/** The words of a text in search form: runs of letters and digits. "D'Ávila & Cia. nº 5" → d, avila, cia, no, 5. */
export function searchWords(text: string): string[] {
  return foldForSearch(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}
