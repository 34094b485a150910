import { ok, type Result, refuse } from '../../refusal.ts';
import { cleanLine } from '../../text/clean.ts';
import { draft, type EntryDraft } from '../draft.ts';
import type { Person } from '../entry.ts';
import { patch } from '../registers.ts';
import type { Ticket } from '../ticket.ts';
import { CLOSED, NOT_IN_ATTENDANCE } from './closed.ts';

/** Why a call was parked by hand, when nothing else is said; and why the station parked it for another one. */
export const SET_ASIDE = 'Estacionada';
export const FOR_ANOTHER = 'Outra ligação';

/** Sets the call aside; parking a parked one is no error and writes nothing. */
export function decidePark(ticket: Ticket, reason: string): Result<EntryDraft[]> {
  const { attendance } = ticket;
  if (ticket.status === 'closed') return refuse(CLOSED);
  if (!attendance || attendance.status === 'ended') return refuse(NOT_IN_ATTENDANCE);
  if (attendance.status === 'parked') return ok([]);
  return ok([
    draft(ticket.id, 'parked', {
      data: { reason: cleanLine(reason) || SET_ASIDE },
      patch: patch({ attendance: 'parked' }),
    }),
  ]);
}

/** Takes a parked call up again, where it was. A promised call back is thereby kept. */
export function decideResume(ticket: Ticket, actor: Person): Result<EntryDraft[]> {
  const { attendance } = ticket;
  if (ticket.status === 'closed') return refuse(CLOSED);
  if (!attendance || attendance.status === 'ended') return refuse(NOT_IN_ATTENDANCE);
  if (attendance.status === 'active') return ok([]);
  const kept = ticket.callback ? patch({ callback: null }) : {};
  return ok([
    draft(ticket.id, 'resumed', {
      data: {},
      patch: { ...patch({ attendance: 'active', status: 'in-progress', assignee: actor }), ...kept },
    }),
  ]);
}
