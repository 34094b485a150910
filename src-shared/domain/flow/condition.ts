import type { Condition, JsonValue } from '../../procedures/schema/condition.ts';
import { LAZY_OPERATORS, OPERATORS, truthy } from './operators.ts';

/** Deeper conditions count as null here, and are refused when a pack is read. */
export const MAX_CONDITION_DEPTH = 32;

type JsonObject = { [key: string]: JsonValue };

const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The one operator of a JSON Logic object and its arguments, or undefined if it is not one. */
function operation(rule: JsonObject): { operator: string; args: JsonValue[] } | undefined {
  const keys = Object.keys(rule);
  const operator = keys[0];
  if (keys.length !== 1 || operator === undefined) return undefined;
  const args = rule[operator] as JsonValue;
  return { operator, args: Array.isArray(args) ? args : [args] };
}

/** The value at a dotted path, by own properties only; null where there is none. */
export function valueAt(facts: object, path: string): JsonValue {
  let here: unknown = facts;
  for (const key of path.split('.')) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return null;
    here = (here as Record<string, unknown>)[key];
  }
  return (here ?? null) as JsonValue;
}

/**
 * The value of a condition over facts. Total: never throws, whatever the condition is; what cannot be
 * understood is null. Purely interpreted: no code is ever built from data.
 */
export function evaluate(condition: Condition, facts: object): JsonValue {
  return run(condition, facts, 0);
}

/** Whether a condition holds; one that is absent always does. */
export function holds(condition: Condition | undefined, facts: object): boolean {
  return condition === undefined || truthy(evaluate(condition, facts));
}

function run(rule: JsonValue | undefined, facts: object, depth: number): JsonValue {
  if (rule === undefined || depth > MAX_CONDITION_DEPTH) return null;
  if (Array.isArray(rule)) return rule.map((item) => run(item, facts, depth + 1));
  if (!isObject(rule)) return rule;
  const found = operation(rule);
  if (!found) return null;
  if (LAZY_OPERATORS.has(found.operator)) return runLazily(found.operator, found.args, { facts, depth: depth + 1 });
  const operator = OPERATORS.get(found.operator);
  if (!operator || found.args.length < operator.min || found.args.length > operator.max) return null;
  return operator.apply(found.args.map((arg) => run(arg, facts, depth + 1)));
}

function runLazily(operator: string, args: JsonValue[], at: { facts: object; depth: number }): JsonValue {
  const value = (arg: JsonValue | undefined) => run(arg, at.facts, at.depth);
  switch (operator) {
    case 'var': {
      const [path, fallback] = args;
      const found = typeof path === 'string' ? valueAt(at.facts, path) : null;
      return found ?? value(fallback);
    }
    case 'missing':
      return args.filter((path) => typeof path === 'string' && !truthy(presence(valueAt(at.facts, path))));
    case 'and':
      return firstOr(args, (arg) => !truthy(arg), value);
    case 'or':
      return firstOr(args, truthy, value);
    default:
      for (let i = 0; i + 1 < args.length; i += 2) if (truthy(value(args[i]))) return value(args[i + 1]);
      return args.length % 2 === 1 ? value(args.at(-1)) : null;
  }
}

/** Zero and false are answers; null and emptiness are not. */
function presence(value: JsonValue): JsonValue {
  return typeof value === 'number' || typeof value === 'boolean' ? true : value;
}

function firstOr(
  args: JsonValue[],
  stop: (value: JsonValue) => boolean,
  value: (arg: JsonValue | undefined) => JsonValue,
): JsonValue {
  let last: JsonValue = null;
  for (const arg of args) {
    last = value(arg);
    if (stop(last)) return last;
  }
  return last;
}

/** Every path that a condition looks at. */
export function conditionPaths(condition: Condition): string[] {
  if (Array.isArray(condition)) return condition.flatMap(conditionPaths);
  if (!isObject(condition)) return [];
  const found = operation(condition);
  if (!found) return [];
  const { operator, args } = found;
  const named = operator === 'var' ? args.slice(0, 1) : operator === 'missing' ? args : [];
  const paths = named.filter((path): path is string => typeof path === 'string');
  return [...paths, ...args.slice(named.length).flatMap(conditionPaths)];
}

/**
 * What is wrong with a condition, in pt-BR, one sentence each; empty when it can be used.
 * `knownPaths` are the paths that may stand in `var` and `missing` (`knownPaths(flow)`).
 */
export function conditionProblems(condition: Condition, knownPaths: ReadonlyMap<string, string>): string[] {
  const problems: string[] = [];
  inspect(condition, { knownPaths, problems, depth: 0 });
  return problems;
}

interface Inspection {
  knownPaths: ReadonlyMap<string, string>;
  problems: string[];
  depth: number;
}

function inspect(rule: JsonValue, at: Inspection): void {
  if (at.depth > MAX_CONDITION_DEPTH) {
    at.problems.push(`a condição tem mais de ${MAX_CONDITION_DEPTH} níveis; divida-a em condições menores`);
    return;
  }
  const deeper = { ...at, depth: at.depth + 1 };
  if (Array.isArray(rule)) {
    for (const item of rule) inspect(item, deeper);
    return;
  }
  if (!isObject(rule)) return;
  const found = operation(rule);
  if (!found) {
    at.problems.push(
      `a condição deve ter um só operador por objeto, e este tem ${Object.keys(rule).length}: ${Object.keys(rule).join(', ') || '(vazio)'}`,
    );
    return;
  }
  inspectOperation(found, deeper);
}

function inspectOperation({ operator, args }: { operator: string; args: JsonValue[] }, at: Inspection): void {
  const arity = LAZY_OPERATORS.get(operator) ?? OPERATORS.get(operator);
  if (!arity) {
    const known = [...LAZY_OPERATORS.keys(), ...OPERATORS.keys()].join(' ');
    at.problems.push(`o operador “${operator}” não existe; use um destes: ${known}`);
    return;
  }
  if (args.length < arity.min || args.length > arity.max) {
    const range = arity.min === arity.max ? `${arity.min}` : `de ${arity.min} a ${arity.max}`;
    at.problems.push(`o operador “${operator}” pede ${range} valor(es) e recebeu ${args.length}`);
  }
  const paths = operator === 'var' ? args.slice(0, 1) : operator === 'missing' ? args : [];
  for (const path of paths) inspectPath(path, at);
  for (const arg of args.slice(paths.length)) inspect(arg, at);
}

function inspectPath(path: JsonValue, at: Inspection): void {
  if (typeof path !== 'string') at.problems.push('o caminho de “var” deve ser um texto, como "customer.kind"');
  else if (!at.knownPaths.has(path)) at.problems.push(unknownPath(path, at.knownPaths));
}

/** Says that a path does not exist and names the nearest that do. */
export function unknownPath(path: string, knownPaths: ReadonlyMap<string, string>): string {
  const parent = path.split('.').slice(0, -1).join('.');
  const siblings = [...knownPaths.keys()].filter((known) => known.startsWith(`${parent}.`)).slice(0, 6);
  const hint = siblings.length > 0 ? `; existem: ${siblings.join(', ')}` : '';
  return `o caminho “${path}” não existe${hint}`;
}
