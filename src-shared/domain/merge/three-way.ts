import type { LostField } from '../../sync/messages.ts';
import { LISTS } from './lists.ts';
import { type ListRule, mergeList } from './merge-list.ts';
import { sameJson } from './same-json.ts';

/** A document of a collection; `null`: there is none, or it was deleted. */
export type Version = Readonly<Record<string, unknown>> | null;

export interface ThreeWay {
  /** What both changes began from; `null`: neither side had it before. */
  base: Version;
  /** As it is at the centre now. Where both changed the same thing, this stands. */
  theirs: Version;
  /** As it was changed here. */
  ours: Version;
  /** Lists that merge by element; default: those of the product's documents. */
  lists?: Readonly<Record<string, ListRule>>;
}

export interface Merged<T extends Version = Version> {
  merged: T | null;
  /** What both sides changed in different ways; `field` '' is the whole document. */
  lost: LostField[];
}

/** Fields that say when a document was written and not what it is: the earliest birth, the latest change. */
const BOOKKEEPING: Readonly<Record<string, (a: unknown, b: unknown) => unknown>> = {
  createdAt: (a, b) => (a === undefined || String(b) < String(a) ? b : a),
  updatedAt: (a, b) => (a === undefined || String(b) > String(a) ? b : a),
  importBatch: (a, b) => (a === undefined || String(b) > String(a) ? b : a),
};

/**
 * What two changes of one document make together, field by field (B3). Nothing that only one side changed is lost; where both
 * changed the same field, `theirs` stands and `lost` tells. Equal states never clash. A change wins over a deletion.
 */
export function mergeThreeWay({ base, theirs, ours, lists = LISTS }: ThreeWay): Merged {
  if (theirs === null || ours === null) return mergeDeletion({ base, theirs, ours });
  const merged: Record<string, unknown> = {};
  const lost: LostField[] = [];
  for (const field of fieldsOf(theirs, ours)) {
    const sides = { base: own(base, field), theirs: own(theirs, field), ours: own(ours, field) };
    const { value, given } = mergeField(field, sides, lists);
    if (value !== undefined) merged[field] = value;
    if (given) lost.push({ field, kept: value ?? null, lost: given.lost ?? null });
  }
  return { merged, lost };
}

interface Sides {
  base: unknown;
  theirs: unknown;
  ours: unknown;
}

function mergeField(
  field: string,
  sides: Sides,
  lists: Readonly<Record<string, ListRule>>,
): { value: unknown; given: { lost: unknown } | null } {
  const { base, theirs, ours } = sides;
  if (sameJson(theirs, ours) || sameJson(base, ours)) return { value: theirs, given: null };
  if (sameJson(base, theirs)) return { value: ours, given: null };
  const settle = Object.hasOwn(BOOKKEEPING, field) ? BOOKKEEPING[field] : undefined;
  if (settle) return { value: ours === undefined ? theirs : settle(theirs, ours), given: null };
  const rule = Object.hasOwn(lists, field) ? lists[field] : undefined;
  const list = rule && mergeList(rule, sides);
  if (list) return { value: list.merged, given: list.lost && { lost: list.lost } };
  return { value: theirs, given: { lost: ours } };
}

function mergeDeletion({ base, theirs, ours }: ThreeWay): Merged {
  const left = theirs ?? ours;
  if (left === null) return { merged: null, lost: [] };
  if (base !== null && sameBut(base, left)) return { merged: null, lost: [] };
  // Never there before: one side has it, the other has not heard of it.
  return { merged: { ...left }, lost: base === null ? [] : [{ field: '', kept: left, lost: null }] };
}

/** Equal but for their bookkeeping. */
function sameBut(a: Record<string, unknown>, b: Record<string, unknown>): boolean {
  return fieldsOf(a, b).every((field) => Object.hasOwn(BOOKKEEPING, field) || sameJson(own(a, field), own(b, field)));
}

function fieldsOf(a: object, b: object): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])];
}

function own(version: Version, field: string): unknown {
  return version !== null && Object.hasOwn(version, field) ? version[field] : undefined;
}
