import type { Pack } from '../../../procedures/schema/pack.ts';
import type { PublicTextCheck } from '../../flow/moment.ts';
import { packTextCheck } from '../../language/public-text.ts';
import type { Refusal } from '../../refusal.ts';
import type { Entry, EntryKind, EntryOf } from '../entry.ts';
import type { Folded } from '../fold.ts';
import type { Ticket } from '../ticket.ts';

export interface AdmitContext {
  /** Of the version that `packVersionFor` names; `null`: not known here, and what only it can tell is not judged. */
  pack: Pack | null;
  /** In force, for what is not bound to a call's version (reports, complementary calls). Default: `pack`. */
  inForce?: Pack | null;
  /**
   * The entry's actor as whoever judges knows them; `null`: nobody of that id. `active`: when the entry was written. `formerRoles`: other roles
   * that they had by then.
   */
  actor: { id: string; role: string; active: boolean; formerRoles?: readonly string[] } | null;
  /** The numbers of the station that sends the entry: its own, and those it had before it was enrolled. */
  stationNumbers: readonly string[];
  /** Ids of the units there are; absent: not judged. */
  units?: readonly string[];
  /** The language check of a pack, where it is kept ready; compiled each time otherwise. */
  publicText?: (pack: Pack) => PublicTextCheck;
}

/** One entry of a ticket that exists, with what it is judged by. */
export interface Case<K extends EntryKind = EntryKind> {
  entry: EntryOf<K>;
  /** As the entry's author saw it. */
  ticket: Ticket;
  context: AdmitContext;
}

export type Rules = { [K in EntryKind]?: (at: Case<K>) => Refusal[] };

export function wordCheck(context: AdmitContext, pack: Pack): PublicTextCheck {
  return context.publicText?.(pack) ?? packTextCheck(pack);
}

/** Version of the pack that an entry is judged by: that of the call, or `null`: the one in force. */
export function packVersionFor(head: Folded | null, entry: Entry): number | null {
  if (entry.kind === 'call-opened') return entry.data.packVersion;
  return head?.ticket.attendance?.packVersion ?? null;
}

/** Every pack that the entry may have been written by: that of its call, and the one in force. */
export function packsOf({ pack, inForce }: AdmitContext): Pack[] {
  return [...new Set([pack, inForce])].filter((one) => one !== null && one !== undefined);
}

/** Judges by each pack that may be meant: what one of them lets through is let through, and none known judges nothing. */
export function byAnyPack(context: AdmitContext, judge: (pack: Pack) => Refusal[]): Refusal[] {
  let refusals: Refusal[] = [];
  for (const pack of packsOf(context)) {
    refusals = judge(pack);
    if (refusals.length === 0) return [];
  }
  return refusals;
}
