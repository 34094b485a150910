import { sameJson } from '#shared/domain/merge/same-json.ts';
import { mergeThreeWay } from '#shared/domain/merge/three-way.ts';
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

/**
 * Edits that are not on the centre, put on top of what it has now, as the centre itself would. A field that the centre has as
 * it was pushed counts as unchanged there, so an answer that was lost does no harm to what was edited afterwards.
 */
export function mergeUnsent({ base, sent, here, centre }: Unsent): MergedUnsent | null {
  const { merged, lost } = mergeThreeWay({ base: begunFrom(base, sent, centre), theirs: centre, ours: here });
  return merged && { document: merged as RawDocument, lost };
}

function begunFrom(base: RawDocument | null, sent: RawDocument | null, centre: RawDocument): RawDocument | null {
  if (sent === null) return base;
  const taken = Object.entries(sent).filter(([field, value]) => sameJson(value, centre[field]));
  // Made here: of the fields in which the centre's differs nobody knows whether it ever had them as they were pushed.
  if (base === null && taken.length === 0) return null;
  return { ...base, ...Object.fromEntries(taken), id: centre.id };
}
