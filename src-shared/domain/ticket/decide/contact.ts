import type { Service } from '../../../procedures/schema/service.ts';
import { ok, type Result, refuse } from '../../refusal.ts';
import { cleanLine, cleanText } from '../../text/clean.ts';
import { draft, type EntryDraft } from '../draft.ts';
import type { Ticket } from '../ticket.ts';
import { chosenFrom, notChosen } from './chosen.ts';

export interface ContactInput {
  meansId: string;
  outcomeId: string;
  /** Empty: the ticket's. */
  contact: string;
  note: string;
}

/** S1.1: somebody tried to reach the customer, in every state of the ticket. Two keys: by what means, with what outcome. */
export function decideContact(
  ticket: Ticket,
  input: ContactInput,
  { service }: { service: Service },
): Result<EntryDraft[]> {
  const means = chosenFrom(service.contactMeans, input.meansId);
  const outcome = service.contactOutcomes.find(({ id }) => id === input.outcomeId);
  if (!means) return refuse(notChosen('S1.1', 'meansId', 'Diga por que meio o contato foi tentado.'));
  if (!outcome) return refuse(notChosen('S1.1', 'outcomeId', 'Diga no que deu o contato.'));
  const { id, label, answered } = { ...outcome, label: cleanLine(outcome.label) };
  const data = {
    means,
    outcome: { id, label, answered },
    contact: cleanLine(input.contact) || cleanLine(ticket.contact),
    note: cleanText(input.note).trim(),
  };
  return ok([draft(ticket.id, 'contact-tried', { data })]);
}
