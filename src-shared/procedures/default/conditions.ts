import type { Condition } from '../schema/condition.ts';

/** Short ways to write the default pack's conditions; what they build is plain JSON Logic data. */
export const at = (path: string): Condition => ({ var: path });
export const answer = (path: string): Condition => at(`answers.${path}`);
export const is = (left: Condition, right: Condition): Condition => ({ '==': [left, right] });
export const isNot = (left: Condition, right: Condition): Condition => ({ '!=': [left, right] });
export const atLeast = (left: Condition, right: Condition): Condition => ({ '>=': [left, right] });
export const oneOf = (value: Condition, options: string[]): Condition => ({ in: [value, options] });
export const given = (value: Condition): Condition => ({ '!!': [value] });
export const not = (value: Condition): Condition => ({ '!': [value] });
export const all = (...conditions: Condition[]): Condition => ({ and: conditions });
export const any = (...conditions: Condition[]): Condition => ({ or: conditions });
/** `pick(a, x, b, y)`: x when a holds, y when b does, nothing otherwise. */
export const pick = (...pairs: Condition[]): Condition => ({ if: pairs });
