import { describe, expect, test } from 'vitest';
import { conditionProblems, evaluate, holds } from '#shared/domain/flow/condition.ts';
import type { JsonValue } from '#shared/procedures/schema/condition.ts';

const facts = { customer: { kind: 'pj', name: 'Padaria' }, minutes: { step: 15 }, list: ['a'], no: false, none: null };

describe('evaluate', () => {
  test.each<[JsonValue, JsonValue]>([
    [{ var: 'customer.kind' }, 'pj'],
    [{ var: 'customer.nothing.deeper' }, null],
    [{ var: ['customer.nothing', 'fallback'] }, 'fallback'],
    [{ var: 'no' }, false],
    [{ '==': [{ var: 'customer.kind' }, 'pj'] }, true],
    [{ '==': ['15', { var: 'minutes.step' }] }, true],
    [{ '===': ['15', { var: 'minutes.step' }] }, false],
    [{ '==': [null, false] }, false],
    [{ '!=': [1, 2] }, true],
    [{ '!==': [1, 1] }, false],
    [{ '>=': [{ var: 'minutes.step' }, 15] }, true],
    [{ '<': [1, 2, 3] }, true],
    [{ '<': [1, 3, 2] }, false],
    [{ '<': ['2026-01-02', '2026-01-10'] }, true],
    [{ '>': [null, -1] }, false],
    [{ '!': [[]] }, true],
    [{ '!': { var: 'none' } }, true],
    [{ '!!': ['0'] }, true],
    [{ and: [true, 'x', 2] }, 2],
    [{ and: [true, '', 2] }, ''],
    [{ or: [false, 'x', 2] }, 'x'],
    [{ if: [false, 'a', true, 'b', 'c'] }, 'b'],
    [{ if: [false, 'a', 'c'] }, 'c'],
    [{ if: [false, 'a'] }, null],
    [{ in: ['a', { var: 'list' }] }, true],
    [{ in: ['pad', 'Padaria'] }, false],
    [{ in: ['dar', 'Padaria'] }, true],
    [{ missing: ['customer.kind', 'customer.code', 'no'] }, ['customer.code']],
    [{ '+': [1, '2', 3] }, 6],
    [{ '-': [5] }, -5],
    [{ '*': [2, 3] }, 6],
    [{ '/': [1, 0] }, null],
    [{ max: [1, 5, 3] }, 5],
    [{ min: [1, 5, 3] }, 1],
    [{ cat: ['a', 1, null, true] }, 'a1true'],
    [{ constructor: ['return 1'] }, null],
    [{ var: 'constructor.name' }, null],
    [{ var: '__proto__' }, null],
    [{ nothing: [1] }, null],
    [{ '==': [1] }, null],
    [{ a: 1, b: 2 }, null],
  ])('%j is %j', (condition, value) => {
    expect(evaluate(condition, facts)).toEqual(value);
  });

  test('gives up on what is too deep instead of overflowing', () => {
    let deep: JsonValue = true;
    for (let i = 0; i < 100_000; i++) deep = { '!!': [deep] };
    expect(holds(deep, facts)).toBe(false);
  });

  test('an absent condition holds', () => {
    expect(holds(undefined, facts)).toBe(true);
    expect(holds({}, facts)).toBe(false);
  });
});

describe('conditionProblems', () => {
  const paths = new Map([
    ['customer.kind', 'tipo'],
    ['customer.name', 'nome'],
  ]);

  test.each<[JsonValue, RegExp]>([
    [{ '=': [1, 1] }, /operador “=” não existe; use um destes: .*==/],
    [{ '==': [1] }, /“==” pede 2 valor\(es\) e recebeu 1/],
    [{ '<': [1, 2, 3, 4] }, /de 2 a 3/],
    [{ var: 'customer.age' }, /caminho “customer.age” não existe; existem: customer.kind, customer.name/],
    [{ '!': { missing: ['x'] } }, /caminho “x” não existe/],
    [{ var: [{ var: 'customer.kind' }] }, /deve ser um texto/],
    [{ '==': [1, 1], '!': [1] }, /um só operador por objeto, e este tem 2: ==, !/],
    [{}, /\(vazio\)/],
  ])('%j is refused', (condition, message) => {
    expect(conditionProblems(condition, paths)).toEqual([expect.stringMatching(message)]);
  });

  test('names every problem, however deep', () => {
    expect(conditionProblems({ and: [{ or: [{ var: 'a' }, { var: 'b' }] }, { foo: [] }] }, paths)).toHaveLength(3);
  });

  test('literals and good conditions have none', () => {
    expect(conditionProblems({ if: [{ '==': [{ var: 'customer.kind' }, 'pf'] }, ['x', 1], null] }, paths)).toEqual([]);
  });
});
