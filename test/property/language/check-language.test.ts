import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkLanguage } from '#shared/domain/language/check-language.ts';
import { nounForms } from '#shared/domain/language/inflect.ts';
import { compileWordRules } from '#shared/domain/language/word-rules.ts';
import { wordRuleSchema } from '#shared/procedures/schema/texts.ts';
import { standardPack } from '#test/unit/flow/call.ts';

const compiled = compileWordRules(standardPack.wordRules);
const bad = standardPack.wordRules.filter(({ stem }) => !stem).flatMap(({ words }) => words);
const pieces = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(...bad, ' ', '-', '.', '*', '@', '\u200B', '\uD800', '🙂', 'p o r r a', 'kkkk', '\u202E', '\0'),
);
const anyText = fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join(''));

function wellFormed(text: string): void {
  let end = 0;
  for (const finding of checkLanguage(text, compiled)) {
    expect(finding.start).toBeGreaterThanOrEqual(end);
    expect(finding.end).toBeGreaterThan(finding.start);
    expect(finding.end).toBeLessThanOrEqual(text.length);
    expect(text.slice(finding.start, finding.end)).toBe(finding.word);
    end = finding.end;
  }
}

describe('checkLanguage', () => {
  test('[S5.4] on any text the findings lie in it, in order, apart, and never throws', () => {
    fc.assert(fc.property(anyText, wellFormed), { seed: 20261121, numRuns: 1500 });
  });

  test('[S5.4] a listed word is found in any case, accents or not, between any punctuation', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...bad),
        fc.boolean(),
        fc.constantFrom(' ', ',', '(', '"', '\n', '…', '/'),
        (word, upper, mark) => {
          const written = upper ? word.toLocaleUpperCase('pt-BR') : word;
          const text = `Sr. ${mark}${written}${mark} fim`;
          const found = checkLanguage(text, compiled);
          expect(
            found.some(
              ({ start, end }) => start <= text.indexOf(written) + written.length - 1 && end > text.indexOf(written),
            ),
          ).toBe(true);
        },
      ),
      { seed: 20261121, numRuns: 500 },
    );
  });

  test('[S5.4] a word is never found inside a longer one of letters', () => {
    const one = compileWordRules([
      wordRuleSchema.parse({ id: 'x', words: ['puta'], severity: 'block', kind: 'offence', message: 'não.' }),
    ]);
    const forms = nounForms('puta');
    const letters = fc.string({ unit: fc.constantFrom(...'bcdfghjlmnqrtvxzçñ'), minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(letters, letters, (before, after) => {
        for (const text of [`${before}puta`, `puta${after}`, `${before}puta${after}`]) {
          if (!forms.has(text)) expect(checkLanguage(text, one)).toEqual([]);
        }
      }),
      { seed: 20261121, numRuns: 500 },
    );
  });

  test('any rules compile and check without throwing', () => {
    const rule = fc.record({
      id: fc.constantFrom('a', 'b', 'c'),
      words: fc.array(fc.string({ unit: 'grapheme', minLength: 2 }), { minLength: 1, maxLength: 4 }),
      stem: fc.boolean(),
      severity: fc.constantFrom('block' as const, 'warn' as const),
      kind: fc.constantFrom('slang' as const, 'offence' as const),
      suggestion: fc.string(),
      message: fc.constant('não.'),
    });
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 8 }), anyText, (rules, text) => {
        expect(Array.isArray(checkLanguage(text, compileWordRules(rules)))).toBe(true);
      }),
      { seed: 20261121, numRuns: 300 },
    );
  });

  test('[S5.4] the cost grows with the text and no faster', () => {
    const text = 'Verificamos a nota do cliente, ação por ação. P o r r a, f*da, m3rda… ';
    const time = (copies: number) => {
      const long = text.repeat(copies);
      const started = performance.now();
      checkLanguage(long, compiled);
      return performance.now() - started;
    };
    time(200);
    const small = Math.min(time(200), time(200), time(200));
    const large = Math.min(time(2000), time(2000));
    expect(large / small).toBeLessThan(30);
  });
});
