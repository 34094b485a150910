import type { JsonValue } from '../../procedures/schema/condition.ts';

/**
 * The operators that a pack's conditions may use: JSON Logic's, restricted to those that are total over
 * JSON. Interpreter and validation read this one table. No operator throws, loops or builds code.
 */
export interface Operator {
  min: number;
  max: number;
  apply: (args: JsonValue[]) => JsonValue;
}

/** JSON Logic's truth, plus: an empty object is false, because an answer without content is no answer. */
export function truthy(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (value !== null && typeof value === 'object') return Object.keys(value).length > 0;
  return Boolean(value);
}

function looselyEqual(a: JsonValue, b: JsonValue): boolean {
  if (a === b) return true;
  if (a === null || b === null || typeof a === 'object' || typeof b === 'object') return false;
  if (typeof a === typeof b) return false;
  return Number(a) === Number(b);
}

function ordered(test: (a: number | string, b: number | string) => boolean) {
  return (args: JsonValue[]): boolean =>
    args.every((value, i) => {
      if (i === 0) return true;
      const before = args[i - 1];
      if (typeof before === 'string' && typeof value === 'string') return test(before, value);
      if (before === null || typeof before === 'object' || value === null || typeof value === 'object') return false;
      return test(Number(before), Number(value));
    });
}

/** A number, or null where there is none: NaN and infinities are not JSON. */
function finite(value: number): JsonValue {
  return Number.isFinite(value) ? value : null;
}

const numbers = (args: JsonValue[]) =>
  args.map((arg) => (arg === null || typeof arg === 'object' ? Number.NaN : Number(arg)));
const text = (value: JsonValue) =>
  value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);

export const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['==', { min: 2, max: 2, apply: ([a, b]) => looselyEqual(a ?? null, b ?? null) }],
  ['!=', { min: 2, max: 2, apply: ([a, b]) => !looselyEqual(a ?? null, b ?? null) }],
  ['===', { min: 2, max: 2, apply: ([a, b]) => a === b }],
  ['!==', { min: 2, max: 2, apply: ([a, b]) => a !== b }],
  ['<', { min: 2, max: 3, apply: ordered((a, b) => a < b) }],
  ['<=', { min: 2, max: 3, apply: ordered((a, b) => a <= b) }],
  ['>', { min: 2, max: 2, apply: ordered((a, b) => a > b) }],
  ['>=', { min: 2, max: 2, apply: ordered((a, b) => a >= b) }],
  ['!', { min: 1, max: 1, apply: ([a]) => !truthy(a ?? null) }],
  ['!!', { min: 1, max: 1, apply: ([a]) => truthy(a ?? null) }],
  [
    'in',
    {
      min: 2,
      max: 2,
      apply: ([needle, hay]) => {
        if (Array.isArray(hay)) return hay.some((item) => item === needle);
        return typeof hay === 'string' && typeof needle === 'string' && hay.includes(needle);
      },
    },
  ],
  ['+', { min: 1, max: 64, apply: (args) => finite(numbers(args).reduce((a, b) => a + b, 0)) }],
  [
    '-',
    {
      min: 1,
      max: 2,
      apply: (args) => {
        const [a = Number.NaN, b] = numbers(args);
        return finite(b === undefined ? -a : a - b);
      },
    },
  ],
  ['*', { min: 1, max: 64, apply: (args) => finite(numbers(args).reduce((a, b) => a * b, 1)) }],
  [
    '/',
    {
      min: 2,
      max: 2,
      apply: (args) => {
        const [a = Number.NaN, b = Number.NaN] = numbers(args);
        return finite(a / b);
      },
    },
  ],
  ['min', { min: 1, max: 64, apply: (args) => finite(Math.min(...numbers(args))) }],
  ['max', { min: 1, max: 64, apply: (args) => finite(Math.max(...numbers(args))) }],
  ['cat', { min: 1, max: 64, apply: (args) => args.map(text).join('') }],
]);

/** Operators whose arguments the interpreter evaluates itself; with how many they take. */
export const LAZY_OPERATORS: ReadonlyMap<string, { min: number; max: number }> = new Map([
  ['var', { min: 1, max: 2 }],
  ['missing', { min: 1, max: 64 }],
  ['and', { min: 1, max: 64 }],
  ['or', { min: 1, max: 64 }],
  ['if', { min: 2, max: 64 }],
]);
