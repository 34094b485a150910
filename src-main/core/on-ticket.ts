import { ok, type Refusal, type Result, refuse } from '#shared/domain/refusal.ts';
import type { EntryDraft } from '#shared/domain/ticket/draft.ts';
import type { Person } from '#shared/domain/ticket/entry.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import type { Core } from './core.ts';

export const UNKNOWN_TICKET: Refusal = {
  code: 'ticket-unknown',
  message: 'Este chamado não existe nesta estação.',
  way: 'Procure pelo protocolo na busca.',
};

/** Runs a command on the ticket as it stands, one command after another. */
export function onTicket<T>(
  core: Core,
  ticketId: string,
  command: (ticket: Ticket) => Promise<Result<T>>,
): Promise<Result<T>> {
  return core.serially(async () => {
    const ticket = core.journal.ticket(ticketId);
    return ticket ? command(ticket) : refuse(UNKNOWN_TICKET);
  });
}

/** Writes what was decided, in one commit. */
export async function committed(core: Core, decided: Result<EntryDraft[]>, actor: Person): Promise<Result<null>> {
  if (!decided.ok) return decided;
  await core.journal.commit(decided.value, actor);
  return ok(null);
}
