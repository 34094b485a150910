import { describe, expect, it } from 'vitest';
import { foldForSearch, searchWords } from '#shared/domain/text/fold-accents.ts';

describe('foldForSearch', () => {
  it.each([
    ['[S5.1] is blind to accents and case', 'JOSÉ da Conceição', 'jose da conceicao'],
    ['treats composed and decomposed accents alike', 'Conceic\u0327a\u0303o', 'conceicao'],
    ['collapses white space of every kind', '  a\u00a0 b\n\tc ', 'a b c'],
    ['drops invisible characters', 'São\u200b Pa\u00adulo', 'sao paulo'],
    ['folds full-width forms', 'ＡＢＣ１２３', 'abc123'],
    ['folds ligatures and signs', 'ﬁscal nº', 'fiscal no'],
    ['keeps other scripts', 'مرحبا', 'مرحبا'],
  ])('%s', (_name, text, folded) => {
    expect(foldForSearch(text)).toBe(folded);
  });
});

describe('searchWords', () => {
  it('are the runs of letters and digits', () => {
    expect(searchWords("D'Ávila & Cia. nº 5")).toEqual(['d', 'avila', 'cia', 'no', '5']);
    expect(searchWords(' -- 😀 ')).toEqual([]);
  });
});
