import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expandCanned } from '#shared/domain/canned-text/expand.ts';
import { cannedShelf } from '#shared/domain/canned-text/shelf.ts';
import type { CannedText } from '#shared/procedures/schema/texts.ts';

const KEYS = ['aa', 'bb', 'cc', 'dd'];
const piece = fc.oneof(
  fc.constantFrom(
    '{>aa}',
    '{>bb}',
    '{>cc}',
    '{>dd}',
    '{>xx}',
    '{?um}',
    '{?dois}',
    '{{a.b}}',
    '{{x}}',
    '{|}',
    '\n',
    '{',
    '}',
  ),
  fc.string({ unit: 'binary', maxLength: 4 }),
);
const body = fc.array(piece, { minLength: 1, maxLength: 8 }).map((pieces) => pieces.join(''));
const asks = [
  { id: 'um', label: 'Um', required: true, long: false },
  { id: 'dois', label: 'Dois', required: false, long: false },
];
const shelfOf = (bodies: readonly string[]): CannedText[] =>
  bodies.map((one, i) => ({ id: KEYS[i]!, key: KEYS[i]!, title: KEYS[i]!, use: 'block', body: one, asks }));

describe('[S1.9] canned texts', () => {
  test('whatever they say of each other, they end; gaps lie where they are said to; answers stand as they were typed', () => {
    fc.assert(
      fc.property(
        fc.array(body, { minLength: 4, maxLength: 4 }),
        fc.string({ unit: 'binary', maxLength: 12 }),
        (bodies, answer) => {
          const texts = shelfOf(bodies);
          const input = { shelf: cannedShelf({ pack: texts }), facts: { a: { b: 'fato' } }, names: new Map() };
          const open = expandCanned(texts[0]!, { ...input, asked: {} });
          let end = 0;
          for (const blank of open.blanks) {
            expect(blank.start).toBeGreaterThanOrEqual(end);
            expect(open.text.slice(blank.start, blank.end)).toMatch(/^\[.*\]$/s);
            end = blank.end;
          }
          if (open.cursor !== null) expect(open.cursor).toBeLessThanOrEqual(open.text.length);

          const given = expandCanned(texts[0]!, { ...input, asked: { um: answer, dois: answer } });
          expect(given.missing.length).toBe(answer.trim() === '' ? open.missing.length : 0);
          if (answer.trim() !== '' && given.asks.length > 0) expect(given.text).toContain(answer.trim());
          expect(given.left).toEqual(open.left);
        },
      ),
      { seed: 20261122, numRuns: 300 },
    );
  });
});
