import { ok, type Refusal, type Result, refuse } from '../../refusal.ts';
import { cleanText } from '../../text/clean.ts';
import { draft, type EntryDraft } from '../draft.ts';
import type { EntryData } from '../entry.ts';
import type { Ticket } from '../ticket.ts';
import { closedRefusal } from './closed.ts';

/**
 * S1.6: that a waiting ticket was looked at in the round of a day, by whom and when. Stands before what was done with it, in
 * the same commit.
 */
export function decideFollowUp(
  ticket: Ticket,
  input: { day: string; action: EntryData<'followed-up'>['action']; note: string },
): Result<EntryDraft[]> {
  const refusal = roundRefusal(ticket);
  if (refusal) return refuse(refusal);
  const data = { day: input.day, action: input.action, note: cleanText(input.note).trim() };
  return ok([draft(ticket.id, 'followed-up', { data })]);
}

/** Why a ticket is none of the daily round. */
export function roundRefusal(ticket: Pick<Ticket, 'status'>): Refusal | null {
  const closed = closedRefusal(ticket);
  if (closed) return closed;
  return ticket.status === 'waiting'
    ? null
    : {
        code: 'not-waiting',
        rule: 'S1.6',
        message: 'Este chamado não está à espera de ninguém.',
        way: 'Alguém já o retomou: siga para o próximo da rotina.',
      };
}
