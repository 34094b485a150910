import type { JsonValue } from '../../procedures/schema/condition.ts';
import { sameJson } from './same-json.ts';

/** A list whose elements are things of their own: a telephone that two people add is not a clash. */
export interface ListRule {
  /** What makes an element the same one on both sides; `null`: it has nothing of the kind. */
  identity: (element: JsonValue) => string | null;
  /** Most elements that the document may have. */
  limit: number;
}

export interface MergedList {
  merged: JsonValue[];
  /** The same with our elements where both sides changed one and theirs stood; `null` when nothing was lost. */
  lost: JsonValue[] | null;
}

type Elements = Map<string, JsonValue>;

/** Merges by element; `null` when the lists cannot be merged so, and clash as a whole. */
export function mergeList(
  rule: ListRule,
  { base, theirs, ours }: { base: unknown; theirs: unknown; ours: unknown },
): MergedList | null {
  const before = elementsOf(rule, base ?? []);
  const there = elementsOf(rule, theirs);
  const here = elementsOf(rule, ours);
  if (!before || !there || !here) return null;
  const kept: Elements = new Map();
  const otherwise: Elements = new Map();
  let clash = false;
  for (const key of orderOf(before, there, here)) {
    const [was, their, our] = [before.get(key), there.get(key), here.get(key)];
    const chosen = sameJson(was, their) ? our : sameJson(was, our) || sameJson(their, our) ? their : (their ?? our);
    if (chosen === undefined) continue;
    kept.set(key, chosen);
    const both = their !== undefined && our !== undefined;
    const clashes = both && !sameJson(their, our) && !sameJson(was, their) && !sameJson(was, our);
    if (clashes) clash = true;
    otherwise.set(key, clashes ? our : chosen);
  }
  if (kept.size > rule.limit) return null;
  return { merged: [...kept.values()], lost: clash ? [...otherwise.values()] : null };
}

/** The elements by what they are; `null`: no list, or one in which two are the same. */
function elementsOf({ identity }: ListRule, list: unknown): Elements | null {
  if (!Array.isArray(list)) return null;
  const elements: Elements = new Map();
  for (const element of list as JsonValue[]) {
    const key = identity(element);
    if (key === null || elements.has(key)) return null;
    elements.set(key, element);
  }
  return elements;
}

/** Elements of old in the order of whoever moved them, theirs first; then what was added, by what it is. */
function orderOf(before: Elements, there: Elements, here: Elements): string[] {
  const old = [...before.keys()];
  const moved = [there, here].find((side) => {
    const inSide = [...side.keys()].filter((key) => before.has(key));
    return !sameJson(
      inSide,
      old.filter((key) => side.has(key)),
    );
  });
  const ordered = moved ? [...moved.keys()].filter((key) => before.has(key)) : old;
  const added = [...new Set([...there.keys(), ...here.keys()])].filter((key) => !before.has(key)).sort();
  return [...ordered, ...old.filter((key) => !ordered.includes(key)), ...added];
}
