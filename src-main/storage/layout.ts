/**
 * How a collection's documents lie in a table, derived from its RxDB schema.
 *
 *   rid INTEGER PRIMARY KEY · id (sort key of the primary) · rev · deleted · seq · lwt · "f.<path>" … · data (JSON)
 *
 * A *leaf* is a path that the schema makes a single scalar with only plain objects above it. Only leaves are used in
 * SQL. Indexed leaves get a typed column; the others are read out of the JSON text.
 */
import { sortKey } from './sort-key.ts';

export type LeafKind = 'string' | 'number' | 'boolean';

export type Leaf = {
  path: string;
  segments: readonly string[];
  kind: LeafKind;
  /** The schema allows `null`. */
  nullable: boolean;
  /** The schema allows the value, or an object above it, to be missing. */
  optional: boolean;
};

export type Column = Leaf & { name: string };

export type Layout = {
  primaryPath: string;
  leaves: ReadonlyMap<string, Leaf>;
  columns: readonly Column[];
  /** Column lists of the SQL indexes, one per RxDB index, in RxDB's order. */
  indexes: readonly (readonly string[])[];
};

/** The part of a JSON schema that is read here. */
export type SchemaNode = {
  type?: string | readonly string[];
  properties?: Readonly<Record<string, SchemaNode>>;
  required?: readonly string[];
};

export type CollectionSchema = SchemaNode & {
  version: number;
  primaryKey: string | { readonly key: string };
  indexes?: readonly (string | readonly string[])[];
};

/** Raise it when the same schema gets another table: existing tables are then rebuilt when they are opened. */
const LAYOUT_VERSION = 1;
/** Fields of RxDB's own that have a fixed column. */
const FIXED = { _deleted: 'deleted', '_meta.lwt': 'lwt' } as const;
/** Property names that need no care in a JSON path or a column name. */
const PLAIN_NAME = /^[A-Za-z_][\w-]*$/;

export function layoutOf(schema: CollectionSchema): Layout {
  const primaryPath = typeof schema.primaryKey === 'string' ? schema.primaryKey : schema.primaryKey.key;
  const leaves = new Map<string, Leaf>();
  collectLeaves(schema, { leaves, above: [], optionalAbove: false });
  const columns = new Map<string, Column>();
  const indexes: string[][] = [];
  for (const index of schema.indexes ?? []) {
    const fields = typeof index === 'string' ? [index] : index;
    if (isServedWithoutIndex(fields, primaryPath)) continue;
    const names = fields.map((path) => columnName(path, { primaryPath, leaves, columns }));
    if (names.every((name) => name !== undefined)) indexes.push(names);
  }
  return { primaryPath, leaves, columns: [...columns.values()], indexes };
}

/** A text that is equal exactly when two layouts produce the same table. */
export function layoutSignature({ columns, indexes, leaves }: Layout): string {
  const kinds = [...leaves.values()].map(({ path, kind, nullable }) => `${path}:${kind}${nullable ? '?' : ''}`).sort();
  return JSON.stringify({
    version: LAYOUT_VERSION,
    columns: columns.map(({ name, kind }) => [name, kind]),
    indexes,
    kinds,
  });
}

/**
 * RxDB adds these two to every schema: the primary key's own index serves the first, and nothing here reads by write
 * time (changes are read by sequence).
 */
function isServedWithoutIndex(fields: readonly string[], primaryPath: string): boolean {
  const text = fields.join();
  return text === `_deleted,${primaryPath}` || text === `_meta.lwt,${primaryPath}`;
}

function columnName(
  path: string,
  { primaryPath, leaves, columns }: { primaryPath: string; leaves: Map<string, Leaf>; columns: Map<string, Column> },
): string | undefined {
  if (path === primaryPath) return 'id';
  if (path in FIXED) return FIXED[path as keyof typeof FIXED];
  const leaf = leaves.get(path);
  if (!leaf) return undefined;
  const column = columns.get(path) ?? { ...leaf, name: `"f.${path}"` };
  columns.set(path, column);
  return column.name;
}

type Walk = { leaves: Map<string, Leaf>; above: readonly string[]; optionalAbove: boolean };

function collectLeaves(node: SchemaNode, { leaves, above, optionalAbove }: Walk): void {
  for (const [name, child] of Object.entries(node.properties ?? {})) {
    if (!PLAIN_NAME.test(name) || (above.length === 0 && name.startsWith('_'))) continue;
    const segments = [...above, name];
    const optional = optionalAbove || !(node.required ?? []).includes(name);
    const types = typeof child.type === 'string' ? [child.type] : (child.type ?? []);
    const solid = types.filter((type) => type !== 'null');
    const nullable = solid.length < types.length;
    if (solid.length !== 1) continue;
    const kind = leafKind(solid[0]);
    const path = segments.join('.');
    if (kind) leaves.set(path, { path, segments, kind, nullable, optional });
    else if (solid[0] === 'object')
      collectLeaves(child, { leaves, above: segments, optionalAbove: optional || nullable });
  }
}

function leafKind(type: string | undefined): LeafKind | undefined {
  if (type === 'integer' || type === 'number') return 'number';
  return type === 'string' || type === 'boolean' ? type : undefined;
}

/** Stands for a value that is not what the schema says, so that SQL must not judge it. */
export const NOT_CONFORMING = Symbol('not conforming');

/** The value at a leaf (`undefined` when missing), or `NOT_CONFORMING`. */
export function readLeaf(document: object, { segments, kind, nullable }: Leaf): unknown {
  let value: unknown = document;
  for (const segment of segments) {
    if (typeof value !== 'object' || value === null) return undefined;
    if (Array.isArray(value)) return NOT_CONFORMING;
    value = (value as Record<string, unknown>)[segment];
  }
  if (typeof value === kind) return kind === 'number' && !Number.isFinite(value) ? NOT_CONFORMING : value;
  if (value === undefined || (value === null && nullable)) return value;
  return NOT_CONFORMING;
}

/** The comparable form of a conforming scalar, or of an operand of the same kind. */
export function comparable(value: unknown): string | number | null {
  if (typeof value === 'string') return sortKey(value);
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'number' ? value : null;
}
