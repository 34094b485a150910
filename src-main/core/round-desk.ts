import type { RoundRow } from '#shared/contract/service.ts';
import type { Result } from '#shared/domain/refusal.ts';
import { decideRoundStep, type RoundStep } from '#shared/domain/ticket/decide/round-step.ts';
import type { Person } from '#shared/domain/ticket/entry.ts';
import { suspensionOf } from '#shared/domain/ticket/service-life.ts';
import { waitingTicketsOf } from '../store/ticket-queries.ts';
import type { Core } from './core.ts';
import { localDay } from './local-day.ts';
import { committed, onTicket } from './on-ticket.ts';
import type { ServiceDesk } from './service-desk.ts';

/** The daily follow-up round ("rotina de cobrança diária", S1.6). */
export class RoundDesk {
  readonly #core: Core;
  readonly #service: ServiceDesk;

  constructor(core: Core, service: ServiceDesk) {
    this.#core = core;
    this.#service = service;
  }

  /** The agent's waiting tickets: those not looked at today first, then by who waits longest for a word. */
  round(agentId: string): RoundRow[] {
    const { journal, store } = this.#core;
    const today = localDay(this.#core);
    return waitingTicketsOf(store.file, agentId)
      .flatMap((row): RoundRow[] => {
        const ticket = journal.ticket(row.id);
        if (ticket?.status !== 'waiting') return [];
        const { contacts, lastNewsAt, lastRound } = ticket;
        const suspension = suspensionOf(ticket);
        return [{ ticket: row, suspension, contacts, lastNewsAt, lastRound, done: lastRound?.day === today }];
      })
      .sort((a, b) => Number(a.done) - Number(b.done) || (waitsSince(a) < waitsSince(b) ? -1 : 1));
  }

  step(actor: Person, ticketId: string, step: RoundStep): Promise<Result<null>> {
    return onTicket(this.#core, ticketId, async (ticket) => {
      const { packs, journal } = this.#core;
      const { pack: inForce, ...closing } = await this.#service.closing(ticket, actor);
      const decided = decideRoundStep(ticket, step, {
        ...closing,
        ...(await this.#service.pending(ticket)),
        inForce,
        service: packs.inForce.service,
        now: journal.now(),
        day: localDay(this.#core),
      });
      return committed(this.#core, decided, actor);
    });
  }
}

function waitsSince({ contacts, lastNewsAt, ticket }: RoundRow): string {
  return contacts.last?.at ?? lastNewsAt ?? ticket.openedAt;
}
