import { ok, type Result } from '../../refusal.ts';
import type { EntryDraft } from '../draft.ts';
import type { Person } from '../entry.ts';
import { previewDrafts } from '../preview.ts';
import { suspensionOf } from '../service-life.ts';
import type { Ticket } from '../ticket.ts';
import { type CloseContext, type CloseInput, decideClose } from './close-by-hand.ts';
import { type ContactInput, decideContact } from './contact.ts';
import { decideFollowUp } from './round.ts';
import { decideEndSuspension, decideExtend, type SuspendContext } from './suspend.ts';

/** What is done with a ticket of the daily round, in one key (S1.6). */
export type RoundStep =
  /** Nobody answered; `until`: the new day, when the wait goes on longer. */
  | { action: 'tried'; contact: ContactInput; until: string | null }
  /** The customer answered: the wait is over. */
  | { action: 'answered'; contact: ContactInput }
  | { action: 'resumed'; note: string }
  | { action: 'closed'; closing: CloseInput }
  /** Looked at, and it goes on waiting. */
  | { action: 'kept'; note: string; until: string | null };

export interface RoundContext extends SuspendContext, Omit<CloseContext, 'pack'> {
  /** In force; `pack` is that of the ticket's call. */
  inForce: CloseContext['pack'];
  actor: Person;
  /** Of the round, local. */
  day: string;
}

/** S1.6: what was done, and that it was the round of that day, in one commit. */
export function decideRoundStep(ticket: Ticket, step: RoundStep, context: RoundContext): Result<EntryDraft[]> {
  const noted = decideFollowUp(ticket, {
    day: context.day,
    action: step.action,
    note: 'note' in step ? step.note : '',
  });
  if (!noted.ok) return noted;
  const done = deed(ticket, step, context);
  return done.ok ? ok([...noted.value, ...done.value]) : done;
}

function deed(ticket: Ticket, step: RoundStep, context: RoundContext): Result<EntryDraft[]> {
  const { actor } = context;
  switch (step.action) {
    case 'tried':
      return both(ticket, decideContact(ticket, step.contact, context), {
        context,
        next: extended(step.until, context),
      });
    case 'answered':
      return both(ticket, decideContact(ticket, step.contact, context), {
        context,
        next: (after) => (suspensionOf(after) ? decideEndSuspension(after, actor, { note: '' }) : ok([])),
      });
    case 'resumed':
      return decideEndSuspension(ticket, actor, { note: step.note });
    case 'closed':
      return decideClose(ticket, step.closing, { ...context, pack: context.inForce });
    case 'kept':
      return extended(step.until, context)(ticket);
  }
}

type Next = (ticket: Ticket) => Result<EntryDraft[]>;

function extended(until: string | null, context: RoundContext): Next {
  return (ticket) => (until === null ? ok([]) : decideExtend(ticket, until, context));
}

function both(
  ticket: Ticket,
  first: Result<EntryDraft[]>,
  { context, next }: { context: RoundContext; next: Next },
): Result<EntryDraft[]> {
  if (!first.ok) return first;
  const second = next(previewDrafts(ticket, first.value, { at: context.now, actor: context.actor }));
  return second.ok ? ok([...first.value, ...second.value]) : second;
}
