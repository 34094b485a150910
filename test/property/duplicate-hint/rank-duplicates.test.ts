import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rankDuplicates } from '#shared/domain/duplicate-hint/rank-duplicates.ts';

const words = fc
  .array(fc.constantFrom('nota', 'notas', 'fiscal', 'erro', '539', 'lento', 'de', 'relatório', 'emissão'), {
    maxLength: 8,
  })
  .map((list) => list.join(' '));
const text = fc.oneof(words, fc.string({ unit: 'binary', maxLength: 20 }));
const candidate = fc.record({
  kind: fc.constantFrom('ticket', 'work-order'),
  id: fc.uuid(),
  number: fc.constantFrom('4711', '26112200010', 'OS-12'),
  title: text,
  text,
  category: fc.constantFrom(null, 'fiscal', 'lentidao'),
  openedAt: fc.nat(9),
} as const);

describe('[S2.5] “é sobre esta?”', () => {
  test('on any texts: scores from 0 to 1, best first, whatever order the candidates come in', () => {
    fc.assert(
      fc.property(fc.array(candidate, { maxLength: 8 }), text, text, (candidates, subject, body) => {
        const hints = rankDuplicates({ subject, body, category: 'fiscal' }, candidates);
        const scores = hints.map(({ score }) => score);
        expect(scores).toEqual(scores.toSorted((a, b) => b - a));
        for (const score of scores) expect(score > 0 && score <= 1).toBe(true);
        const turned = rankDuplicates({ subject, body, category: 'fiscal' }, candidates.toReversed());
        expect(turned.map(({ score }) => score.toFixed(9))).toEqual(scores.map((score) => score.toFixed(9)));
      }),
      { seed: 20261122, numRuns: 300 },
    );
  });

  test('what is opened again in the same words is always offered', () => {
    fc.assert(
      fc.property(fc.array(candidate, { maxLength: 6 }), (others) => {
        const known = {
          kind: 'ticket' as const,
          id: 'x',
          number: '1',
          title: 'Boleto vencido',
          text: '',
          category: null,
          openedAt: 99,
        };
        const hints = rankDuplicates({ subject: 'boletos vencidos', body: '', category: null }, [...others, known]);
        expect(hints.some((hint) => hint.candidate.id === 'x')).toBe(true);
      }),
      { seed: 20261122, numRuns: 100 },
    );
  });
});
