import { ok, type Result, refuse } from '../../refusal.ts';
import { cleanLine } from '../../text/clean.ts';
import { draft, type EntryDraft } from '../draft.ts';
import type { Person } from '../entry.ts';
import type { Ticket } from '../ticket.ts';
import { attendanceRefusal } from './closed.ts';
import { parkPatch, resumePatch } from './patches.ts';

/** Why a call was parked by hand, when nothing else is said; and why the station parked it for another one. */
export const SET_ASIDE = 'Estacionada';
export const FOR_ANOTHER = 'Outra ligação';

/** Sets the call aside; parking a parked one is no error and writes nothing. */
export function decidePark(ticket: Ticket, reason: string): Result<EntryDraft[]> {
  const refusal = attendanceRefusal(ticket);
  if (refusal) return refuse(refusal);
  if (ticket.attendance?.status === 'parked') return ok([]);
  const data = { reason: cleanLine(reason) || SET_ASIDE };
  return ok([draft(ticket.id, 'parked', { data, patch: parkPatch({ waiting: false }) })]);
}

/** Takes a parked call up again, where it was. A promised call back is thereby kept. */
export function decideResume(ticket: Ticket, actor: Person): Result<EntryDraft[]> {
  const refusal = attendanceRefusal(ticket);
  if (refusal) return refuse(refusal);
  if (ticket.attendance?.status === 'active') return ok([]);
  return ok([
    draft(ticket.id, 'resumed', { data: {}, patch: resumePatch(actor, { callback: ticket.callback !== null }) }),
  ]);
}
