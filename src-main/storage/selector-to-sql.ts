/**
 * Mango selector → SQL condition, only where the schema makes the two mean the same (see `layout.ts` on leaves).
 *
 * The result is `exact` when the SQL selects precisely what RxDB's matcher would. Otherwise it is a superset (the
 * parts without SQL are left out of a conjunction) and the matcher must still judge each document. Truth values:
 * SQL's NULL counts as false, and negation is `IS NOT TRUE`, which turns NULL into true, as the matcher does for
 * missing values.
 */
import type { SqlValue } from './driver.ts';
import { comparable, type Layout, type LeafKind } from './layout.ts';
import { comparesAlike } from './sort-key.ts';

export type Condition = { sql: string; params: SqlValue[]; exact: boolean };

/** What a path is in SQL. */
export type Access = {
  sql: string;
  kind: LeafKind;
  /** Read out of the JSON text: strings are in UTF-8 order there, and integers past 2^53 are exact decimals. */
  fromJson: boolean;
  nullable: boolean;
  /** ORDER BY on it gives the order of RxDB's comparator. */
  sortable: boolean;
  /** A condition that is true when the value is present, `null` included. */
  present: string;
};

/** Paths that hold, in some document, a value that the schema does not allow: SQL must not judge them. */
export type LoosePaths = ReadonlySet<string>;

const EVERYTHING: Condition = { sql: '1', params: [], exact: true };
const MOST_INLINE_VALUES = 16;
const LARGEST_JSON_NUMBER = 2 ** 53;
const RANGE_OPERATORS: Readonly<Record<string, string>> = { $gt: '>', $gte: '>=', $lt: '<', $lte: '<=' };

export class SelectorCompiler {
  readonly #layout: Layout;
  readonly #loose: LoosePaths;
  readonly #onlyColumns: boolean;

  /** @param onlyColumns leave out what SQL would have to read from the JSON text: cheap, and a superset */
  constructor(layout: Layout, loose: LoosePaths, { onlyColumns = false } = {}) {
    this.#layout = layout;
    this.#loose = loose;
    this.#onlyColumns = onlyColumns;
  }

  access(path: string): Access | undefined {
    if (path === this.#layout.primaryPath) return fixedAccess('id', 'string');
    if (path === '_deleted') return fixedAccess('deleted', 'boolean');
    if (path === '_meta.lwt') return fixedAccess('lwt', 'number');
    const leaf = this.#layout.leaves.get(path);
    if (!leaf || this.#loose.has(path)) return undefined;
    const column = this.#layout.columns.find((candidate) => candidate.path === path);
    if (this.#onlyColumns && (!column || leaf.nullable)) return undefined;
    const jsonPath = `'$.${leaf.segments.map((segment) => `"${segment}"`).join('.')}'`;
    const sql = column?.name ?? `json_extract(data, ${jsonPath})`;
    const { kind, nullable, optional } = leaf;
    const sortable = !(nullable && optional) && (column !== undefined || kind !== 'string');
    const present = column && !nullable ? `${sql} IS NOT NULL` : `json_type(data, ${jsonPath}) IS NOT NULL`;
    return { sql, kind, fromJson: column === undefined, nullable, sortable, present };
  }

  compile(selector: unknown): Condition {
    if (!isPlainObject(selector)) return inexact();
    return conjunction(Object.entries(selector).map(([name, operand]) => this.#entry(name, operand)));
  }

  #entry(name: string, operand: unknown): Condition | undefined {
    if (name === '$and' || name === '$or' || name === '$nor') {
      if (!Array.isArray(operand) || operand.length === 0) return undefined;
      const parts = operand.map((part: unknown) => this.compile(part));
      if (name === '$and') return conjunction(parts);
      return name === '$or' ? disjunction(parts) : negation(disjunction(parts));
    }
    if (name.startsWith('$')) return undefined;
    const access = this.access(name);
    return access && this.#field(access, operand);
  }

  #field(access: Access, matcher: unknown): Condition | undefined {
    if (!isPlainObject(matcher)) return operation(access, '$eq', matcher);
    const entries = Object.entries(matcher);
    if (entries.length === 0 || entries.some(([operator]) => !operator.startsWith('$'))) return undefined;
    return conjunction(
      entries.map(([operator, operand]) => {
        if (operator !== '$not') return operation(access, operator, operand);
        const inner = isPlainObject(operand) ? this.#field(access, operand) : undefined;
        return inner && negation(inner);
      }),
    );
  }
}

function fixedAccess(column: string, kind: LeafKind): Access {
  return { sql: column, kind, fromJson: false, nullable: false, sortable: true, present: '1' };
}

function operation(access: Access, operator: string, operand: unknown): Condition | undefined {
  const { sql } = access;
  switch (operator) {
    case '$eq':
      return operand === null ? exactly(`${sql} IS NULL`) : compared(access, '=', operand);
    case '$ne':
      return operand === null ? exactly(`${sql} IS NOT NULL`) : compared(access, 'IS NOT', operand);
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return access.kind === 'boolean' ? undefined : compared(access, RANGE_OPERATORS[operator] ?? '=', operand);
    case '$in':
      return among(access, operand);
    case '$nin': {
      const inside = among(access, operand);
      return inside && negation(inside);
    }
    case '$exists':
      if (typeof operand !== 'boolean') return undefined;
      return operand ? exactly(access.present) : negation(exactly(access.present));
    default:
      return undefined;
  }
}

function compared(access: Access, comparison: string, operand: unknown): Condition | undefined {
  if (!isFitOperand(access, operand)) return undefined;
  return exactly(`${access.sql} ${comparison} ?`, [comparable(operand)]);
}

function among(access: Access, operand: unknown): Condition | undefined {
  if (!Array.isArray(operand)) return undefined;
  const values = operand.filter((value: unknown) => value !== null);
  if (!values.every((value) => isFitOperand(access, value))) return undefined;
  const bound = values.map(comparable);
  const condition =
    bound.length <= MOST_INLINE_VALUES
      ? exactly(`${access.sql} IN (${bound.map(() => '?').join()})`, bound)
      : exactly(`${access.sql} IN (SELECT value FROM json_each(?))`, [JSON.stringify(bound)]);
  if (values.length === operand.length) return condition;
  return { ...condition, sql: `(${condition.sql} OR ${access.sql} IS NULL)` };
}

function isFitOperand({ kind, fromJson }: Access, operand: unknown): boolean {
  if (typeof operand !== kind) return false;
  if (typeof operand === 'number') {
    return Number.isFinite(operand) && (!fromJson || Math.abs(operand) <= LARGEST_JSON_NUMBER);
  }
  return !(fromJson && typeof operand === 'string') || comparesAlike(operand);
}

function conjunction(parts: (Condition | undefined)[]): Condition {
  const known = parts.filter((part) => part !== undefined);
  const exact = known.length === parts.length && known.every((part) => part.exact);
  const useful = known.filter((part) => part.sql !== EVERYTHING.sql);
  return { ...joined(useful, 'AND'), exact };
}

/** A branch without SQL of its own (`1`) makes the whole condition useless but still a superset. */
function disjunction(parts: Condition[]): Condition {
  return { ...joined(parts, 'OR'), exact: parts.every((part) => part.exact) };
}

function joined(parts: Condition[], by: 'AND' | 'OR'): Omit<Condition, 'exact'> {
  const [first, ...others] = parts;
  if (!first) return EVERYTHING;
  const sql = others.length === 0 ? first.sql : parts.map((part) => `(${part.sql})`).join(` ${by} `);
  return { sql, params: parts.flatMap((part) => part.params) };
}

/** The complement of a superset is no superset, so only an exact condition can be negated. */
function negation(part: Condition): Condition {
  return part.exact ? exactly(`(${part.sql}) IS NOT TRUE`, part.params) : inexact();
}

function exactly(sql: string, params: SqlValue[] = []): Condition {
  return { sql, params, exact: true };
}

function inexact(): Condition {
  return { sql: EVERYTHING.sql, params: [], exact: false };
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
