import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { conditionProblems, evaluate } from '#shared/domain/flow/condition.ts';
import { LAZY_OPERATORS, OPERATORS } from '#shared/domain/flow/operators.ts';
import { fillTemplate, templateProblems } from '#shared/domain/flow/template.ts';
import type { JsonValue } from '#shared/procedures/schema/condition.ts';

const operators = [...OPERATORS.keys(), ...LAZY_OPERATORS.keys(), 'constructor', '__proto__', 'toString', 'map'];
const json = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<JsonValue>;

const { condition } = fc.letrec<{ condition: JsonValue }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small' },
    json,
    fc
      .tuple(fc.constantFrom(...operators), fc.array(tie('condition'), { maxLength: 4 }))
      .map(([key, args]) => ({ [key]: args })),
    fc.tuple(fc.constantFrom(...operators), tie('condition')).map(([key, arg]) => ({ [key]: arg })),
    fc.constantFrom('a', 'a.b', 'a.b.c', '').map((path) => ({ var: path })),
  ),
}));

describe('conditions', () => {
  test('evaluating any JSON over any facts answers JSON and never throws', () => {
    fc.assert(
      fc.property(condition, fc.object(), (rule, facts) => {
        const value = evaluate(rule, facts);
        if (!JSON.stringify(rule).includes('"var"')) expect(JSON.parse(JSON.stringify(value))).toEqual(normal(value));
      }),
      { seed: 20261121, numRuns: 2000 },
    );
  });

  test('looking for problems in any JSON never throws', () => {
    fc.assert(
      fc.property(condition, (rule) => {
        expect(Array.isArray(conditionProblems(rule, new Map([['a', 'a']])))).toBe(true);
      }),
      { seed: 20261121, numRuns: 1000 },
    );
  });

  test('a comparison agrees with its plain meaning on numbers', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (a, b) => {
        const facts = { a, b };
        const of = (operator: string) => evaluate({ [operator]: [{ var: 'a' }, { var: 'b' }] }, facts);
        expect([of('<'), of('<='), of('=='), of('!='), of('>'), of('>=')]).toEqual([
          a < b,
          a <= b,
          a === b,
          a !== b,
          a > b,
          a >= b,
        ]);
      }),
      { seed: 20261121 },
    );
  });
});

/** JSON has no minus zero. */
function normal(value: JsonValue): JsonValue {
  return JSON.parse(JSON.stringify(value)) as JsonValue;
}

test('filling any template with any facts never throws, and leaves no known placeholder behind', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('{{', '}}', 'a', '.', ' ', 'b', '$&', 'ç') }),
      fc.object(),
      (text, facts) => {
        const filled = fillTemplate(text, facts, { names: new Map() });
        expect(typeof filled).toBe('string');
        expect(Array.isArray(templateProblems(text, new Map()))).toBe(true);
      },
    ),
    { seed: 20261121, numRuns: 1000 },
  );
});
