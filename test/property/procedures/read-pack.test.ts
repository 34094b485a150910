import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPack } from '#shared/procedures/validate.ts';
import { standardPack } from '#test/unit/flow/call.ts';
import { anyFlow, packWith } from '../flow/flows.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const standard = JSON.parse(JSON.stringify(standardPack)) as Json;

/** The value with the part at a random place replaced, removed or given twice. */
function damaged(value: Json, turns: readonly number[], by: { how: number; other: Json }): Json {
  const [turn = 0, ...rest] = turns;
  if (value === null || typeof value !== 'object' || rest.length === 0) return by.other;
  if (Array.isArray(value)) {
    if (value.length === 0) return [by.other];
    const at = turn % value.length;
    if (rest.length === 1 && by.how === 0) return value.filter((_, i) => i !== at);
    if (rest.length === 1 && by.how === 1) return [...value, value[at]!];
    return value.map((one, i) => (i === at ? damaged(one, rest, by) : one));
  }
  const keys = Object.keys(value);
  const key = keys[turn % Math.max(1, keys.length)];
  if (key === undefined) return { x: by.other };
  if (rest.length === 1 && by.how === 0) return Object.fromEntries(Object.entries(value).filter(([k]) => k !== key));
  if (rest.length === 1 && by.how === 1) return { ...value, [`${key}x`]: by.other };
  return { ...value, [key]: damaged(value[key]!, rest, by) };
}

/** Reading answers a pack or at least one refusal with a message; it never throws. */
function answers(source: unknown): boolean {
  const read = readPack(source);
  if (read.ok) return true;
  expect(read.refusals.length).toBeGreaterThan(0);
  for (const { code, message } of read.refusals) {
    expect(code).toMatch(/^pack-/);
    expect(message.length).toBeGreaterThan(5);
    expect(message).not.toMatch(/undefined|\[object|Invalid|expected/);
  }
  return false;
}

describe('readPack', () => {
  test('answers any JSON value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => void answers(value)),
      { seed: 20261121, numRuns: 500 },
    );
  });

  test('answers any text, and reads JSON text as JSON.parse does', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.json(),
          fc.string({ unit: fc.constantFrom(...'{}[]",:\\ue1-.\n ') }),
        ),
        (text) => {
          answers(text);
          let parses = true;
          try {
            JSON.parse(text);
          } catch {
            parses = false;
          }
          const read = readPack(text);
          const refusedAsJson = !read.ok && ['pack-json', 'pack-empty'].includes(read.refusals[0]!.code);
          const repeated = !read.ok && /duas vezes/.test(read.refusals[0]!.message);
          if (!repeated) expect(refusedAsJson).toBe(!parses);
        },
      ),
      { seed: 20261121, numRuns: 1500 },
    );
  });

  test('answers the default pack damaged anywhere', () => {
    const kinds = fc.constantFrom<Json>(
      null,
      '',
      'x',
      0,
      -1,
      true,
      [],
      {},
      'end',
      { var: 'x' },
      '{{',
      'Não!',
      [null],
      1e308,
    );
    fc.assert(
      fc.property(fc.array(fc.nat(60), { minLength: 1, maxLength: 9 }), fc.nat(2), kinds, (turns, how, other) => {
        answers(damaged(standard, turns, { how, other }));
      }),
      { seed: 20261121, numRuns: 400 },
    );
  });

  test('a drawn flow is read, or refused at a place in it; what is read is read again the same', () => {
    fc.assert(
      fc.property(anyFlow, (flow) => {
        const read = readPack(packWith(flow));
        if (read.ok) expect(readPack(JSON.stringify(read.value))).toEqual(read);
        else for (const { field } of read.refusals) expect(field).toMatch(/^flows\.0/);
      }),
      { seed: 20261121, numRuns: 300 },
    );
  });
});
