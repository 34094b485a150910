import { isDeepStrictEqual } from 'node:util';
import { mergeThreeWay } from '#shared/domain/merge/three-way.ts';
import type { LostField } from '#shared/sync/messages.ts';
import type { Fork } from '../documents.ts';
import { COLLECTIONS } from './collections.ts';
import type { ReadRow } from './read-row.ts';

export type DocumentRow = Extract<ReadRow, { kind: 'document' }>;
export type Body = Record<string, unknown>;

/** A document at the centre. */
export interface StoredState {
  version: number;
  body: Body | null;
  /** `null`: no restoration since it is there. */
  fork: Fork | null;
}

export interface Resolved {
  document: Body | null;
  lost: LostField[];
  /** What of a former epoch is in it now; `null`: as before. */
  fork: Fork | null;
}

/**
 * What the centre's state and a station's change of it make together. Versions of one epoch follow each other; one of a former
 * epoch may have been left behind by the backup that was put back, and the centre's was perhaps written anew since then.
 *
 * @param formerEpochs those that this centre has gone through, as far as the backup knows
 */
export function resolveDocument(
  row: DocumentRow,
  stored: StoredState | null,
  formerEpochs: readonly string[],
): Resolved {
  const { document, version, former } = row;
  const base = row.base as Body | null;
  const own: Fork | null = former === undefined || version === 0 ? null : { epoch: former, version, body: base };
  if (!stored) return { document, lost: [], fork: own };
  if (own === null) {
    if (stored.version === version) return { document, lost: [], fork: null };
    return { ...merge(row, stored, base), fork: null };
  }
  const { fork } = stored;
  const sameLine = fork?.epoch === own.epoch;
  const untouched = fork !== null && fork.version === stored.version;
  // The backup was older than this station: here is what had become of the document.
  if (untouched && version >= stored.version && (sameLine || !formerEpochs.includes(own.epoch)))
    return { document, lost: [], fork: own };
  if (sameLine && version <= fork.version) return { ...merge(row, stored, base), fork: null };
  const merged = merge(row, stored, commonBase(sameLine ? fork.body : null, base, stored.body));
  return { ...merged, fork: sameLine ? own : null };
}

/** What both had before them: the state from which their epochs parted, and what they have in common whatever way it came. */
function commonBase(forked: Body | null, base: Body | null, theirs: Body | null): Body | null {
  const common = Object.entries(base ?? {}).filter(([field, value]) => isDeepStrictEqual(value, theirs?.[field]));
  return forked === null && common.length === 0 ? null : { ...forked, ...Object.fromEntries(common) };
}

function merge(
  { collection, document }: DocumentRow,
  { body: theirs }: StoredState,
  base: Body | null,
): { document: Body | null; lost: LostField[] } {
  const { merged, lost } = mergeThreeWay({ base, theirs, ours: document });
  const sound = merged === null || COLLECTIONS[collection].schema.safeParse(merged).success;
  return sound ? { document: merged, lost } : keptAsIs(theirs, document);
}

/** Nothing of what was sent is taken; what differs is told as lost. */
export function keptAsIs(body: Body | null, sent: Body | null): { document: Body | null; lost: LostField[] } {
  const fields = new Set([...Object.keys(body ?? {}), ...Object.keys(sent ?? {})]);
  const lost = [...fields]
    .filter((field) => !isDeepStrictEqual(body?.[field], sent?.[field]))
    .map((field) => ({ field, kept: body?.[field] ?? null, lost: sent?.[field] ?? null }));
  return { document: body, lost };
}
