import type { Service } from '../../../procedures/schema/service.ts';
import { ok, type Refusal, type Result, refuse } from '../../refusal.ts';
import { cleanText } from '../../text/clean.ts';
import { draft, type EntryDraft } from '../draft.ts';
import type { Entry } from '../entry.ts';
import { patch } from '../registers.ts';
import type { Ticket } from '../ticket.ts';
import { chosenFrom, notChosen } from './chosen.ts';

export function reopenPatch(): Entry['patch'] {
  return patch({ status: 'open' });
}

/** A closed ticket is open again, with its reason; whose it was, it is. */
export function decideReopen(
  ticket: Ticket,
  input: { reasonId: string; note: string },
  { service }: { service: Service },
): Result<EntryDraft[]> {
  const open = openRefusal(ticket);
  if (open) return refuse(open);
  const reason = chosenFrom(service.reopeningReasons, input.reasonId);
  if (!reason) return refuse(notChosen('S1.9', 'reasonId', 'Diga por que o chamado é reaberto.'));
  const data = { reason, note: cleanText(input.note).trim() };
  return ok([draft(ticket.id, 'reopened', { data, patch: reopenPatch() })]);
}

/** Why there is nothing to open again. */
export function openRefusal({ status }: Pick<Ticket, 'status'>): Refusal | null {
  return status === 'closed'
    ? null
    : { code: 'not-closed', message: 'Este chamado já está aberto.', way: 'Veja o histórico do chamado.' };
}
