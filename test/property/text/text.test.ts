import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanLine, cleanText, hasUnstorableCharacters } from '#shared/domain/text/clean.ts';
import { foldForSearch } from '#shared/domain/text/fold-accents.ts';

const RUNS = { seed: 20261121, numRuns: 2000 };

/** Any UTF-16: whole characters, lone surrogates, controls, bidi controls, combining marks. */
const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 5 }),
      fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
      fc.constantFrom(
        '\u0000',
        '\r',
        '\n',
        '\u202e',
        '\ufeff',
        '\u0301',
        'ã',
        '👨‍👩‍👧',
        '\ud83d',
        '\ude00',
        'İ',
        'ß',
        '¨',
      ),
    ),
    { maxLength: 20 },
  )
  .map((parts) => parts.join(''));

describe('cleanText', () => {
  it('is idempotent', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = cleanText(text);
        expect(cleanText(once)).toBe(once);
        expect(hasUnstorableCharacters(once)).toBe(false);
      }),
      RUNS,
    );
  });

  it('survives a round trip through UTF-8', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const clean = cleanText(text);
        expect(new TextDecoder().decode(new TextEncoder().encode(clean))).toBe(clean);
      }),
      RUNS,
    );
  });

  it('leaves letters, digits, emoji and right-to-left text as they are', () => {
    const good = fc.string({ unit: fc.constantFrom(...'aZ9 çãé\n\t', '😀', '🇧🇷', 'م', 'ש', '—', '€') });
    fc.assert(
      fc.property(good, (text) => {
        expect(cleanText(text)).toBe(text.normalize('NFC'));
      }),
      RUNS,
    );
  });

  it('gives a single line when asked for one', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const line = cleanLine(text);
        expect(line).not.toMatch(/[\n\t]|^\s|\s$| {2}/);
        expect(cleanLine(line)).toBe(line);
      }),
      RUNS,
    );
  });
});

describe('foldForSearch', () => {
  it('is idempotent and blind to case, normal form and surrounding space', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const folded = foldForSearch(text);
        expect(foldForSearch(folded)).toBe(folded);
        expect(foldForSearch(text.normalize('NFD'))).toBe(folded);
        expect(foldForSearch(`  ${text}\n`)).toBe(folded);
      }),
      RUNS,
    );
  });

  it('is the same before and after a text was cleaned for storage, as far as letters go', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'aàáâãéêíóôõúüçñABCÇÃ 019') });
    fc.assert(
      fc.property(letters, (text) => {
        expect(foldForSearch(cleanText(text))).toBe(foldForSearch(text));
        expect(foldForSearch(text)).toMatch(/^[a-z019 ]*$/);
      }),
      RUNS,
    );
  });
});
