import { sameJson } from '#shared/domain/merge/same-json.ts';
import type { LostField } from '#shared/sync/messages.ts';
import type { RawDocument } from '../store/raw-collection.ts';

export interface Unsent {
  /** The centre's state that the edits here began from; `null`: the centre had none. */
  base: RawDocument | null;
  /** A state that was pushed and of which no answer was seen: the centre may or may not have taken it. */
  sent: RawDocument | null;
  /** As it is here; `null`: removed here. */
  here: RawDocument | null;
  /** As it is at the centre now. */
  centre: RawDocument;
}

export interface MergedUnsent {
  document: RawDocument;
  /** Fields that both changed: the centre's value stands. */
  lost: LostField[];
}

/** Fields that say when something was written, and are nobody's word. */
const STAMPS = new Set(['updatedAt']);

/**
 * Edits that are not on the centre, put on top of what it has now, field by field: what was changed here stays changed here
 * until the centre has judged it. A field that the centre has as it was pushed counts as unchanged there, so an answer
 * that was lost does no harm to what was edited afterwards.
 */
export function mergeUnsent({ base, sent, here, centre }: Unsent): MergedUnsent | null {
  if (here === null) return null;
  const document: RawDocument = { ...centre };
  const lost: LostField[] = [];
  for (const field of new Set([...Object.keys(here), ...Object.keys(centre)])) {
    const mine = here[field];
    const theirs = centre[field];
    if (sameJson(mine, theirs) || (base !== null && sameJson(mine, base[field]))) continue;
    const asSent = sent !== null && sameJson(theirs, sent[field]);
    const changedThere = base !== null && !sameJson(theirs, base[field]) && !asSent;
    if (changedThere && !STAMPS.has(field)) lost.push({ field, kept: theirs, lost: mine });
    else if (mine === undefined) delete document[field];
    else document[field] = mine;
  }
  return { document, lost };
}
