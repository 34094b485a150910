import { ok, type Refusal, type Result, refuse } from '../../refusal.ts';
import { cleanLine } from '../../text/clean.ts';
import { draft, type EntryDraft } from '../draft.ts';
import type { Person } from '../entry.ts';
import type { Ticket } from '../ticket.ts';
import { closedRefusal } from './closed.ts';
import { followPatch, movePatch } from './patches.ts';

/** Following is everybody's own: the ticket then comes to the stations where they work. Twice is no error and writes nothing. */
export function decideFollow(ticket: Ticket, actor: Person, on: boolean): Result<EntryDraft[]> {
  if (ticket.followers.includes(actor.id) === on) return ok([]);
  const data = { agentId: actor.id, agentName: actor.name, on };
  return ok([draft(ticket.id, 'followed', { data, patch: followPatch(data) })]);
}

export const REASON_MISSING: Refusal = {
  code: 'move-reason-missing',
  rule: 'S3.6',
  field: 'reason',
  message: 'Diga por que o chamado vai para outra unidade.',
};

export interface UnitMove {
  unit: { id: string; name: string };
  reason: string;
  /** Unit of this station: that of tickets nobody has moved. `null`: not known. */
  homeUnitId: string | null;
}

/** Hands the ticket to another unit: it then lives at the stations there, and leaves those here unless somebody follows it. */
export function decideMoveUnit(ticket: Ticket, { unit, reason, homeUnitId }: UnitMove): Result<EntryDraft[]> {
  const closed = closedRefusal(ticket);
  if (closed) return refuse(closed);
  if ((ticket.unit ?? homeUnitId) === unit.id)
    return refuse({
      code: 'move-to-same-unit',
      field: 'unitId',
      message: `Este chamado já é da unidade ${unit.name}.`,
      way: 'Escolha outra unidade.',
    });
  const why = cleanLine(reason);
  if (why === '') return refuse(REASON_MISSING);
  const data = { unitId: unit.id, unitName: unit.name, reason: why };
  return ok([draft(ticket.id, 'unit-moved', { data, patch: movePatch(data) })]);
}
