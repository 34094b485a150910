import type { RunningTimer } from '#shared/contract/service.ts';
import type { Result } from '#shared/domain/refusal.ts';
import { decideDiscardTimer, decideStart } from '#shared/domain/ticket/decide/timers.ts';
import {
  type CorrectWorkInput,
  decideCorrectWork,
  decideLogWork,
  type OtherTime,
  overlaps,
  type WorkContext,
  type WorkLogInput,
} from '#shared/domain/ticket/decide/work-log.ts';
import type { Person } from '#shared/domain/ticket/entry.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { ticketsWithTimer, ticketsWorkedOn } from '../store/projections/service-facts.ts';
import type { Core } from './core.ts';
import { committed, onTicket } from './on-ticket.ts';
import { ownNumbers } from './own-numbers.ts';

type Logged = Omit<WorkLogInput, 'from' | 'until'> & {
  timerId: string | null;
  /** Absent: the start of the timer. */
  from: string | null;
  /** Absent: now. */
  until: string | null;
};

/** Work on tickets and its times (S3.2 to S3.4): what one person does at once is looked at over all their tickets here. */
export class WorkDesk {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  /** S3.3 */
  start(actor: Person, ticketId: string): Promise<Result<null>> {
    return onTicket(this.#core, ticketId, async (ticket) => {
      const { service } = this.#core.packs.inForce;
      return committed(this.#core, decideStart(ticket, actor, { service, running: this.timers(actor.id) }), actor);
    });
  }

  /** Of the agent, the oldest first. */
  timers(agentId: string): RunningTimer[] {
    const { store, journal } = this.#core;
    const own = ownNumbers(this.#core);
    return ticketsWithTimer(store.file, agentId)
      .flatMap((ticketId) => {
        const ticket = journal.ticket(ticketId);
        const mine = ticket?.timers.filter(({ agent }) => agent.id === agentId) ?? [];
        return mine.map(({ id, startedAt, station }) => ({
          ticketId,
          protocol: ticket!.protocol,
          subject: ticket!.subject,
          timerId: id,
          startedAt,
          here: own.has(station),
        }));
      })
      .sort((a, b) => (a.startedAt < b.startedAt ? -1 : 1));
  }

  log(actor: Person, ticketId: string, input: Logged): Promise<Result<null>> {
    return onTicket(this.#core, ticketId, async (ticket) => {
      const now = this.#core.journal.now();
      const timer = ticket.timers.find(({ id }) => id === input.timerId);
      const span = { from: input.from ?? timer?.startedAt ?? now, until: input.until ?? now };
      const context = this.#context(ticket, actor, span);
      return committed(this.#core, decideLogWork(ticket, { ...input, ...span }, context), actor);
    });
  }

  correct(actor: Person, ticketId: string, input: CorrectWorkInput): Promise<Result<null>> {
    return onTicket(this.#core, ticketId, async (ticket) => {
      const context = this.#context(ticket, actor, input.log);
      return committed(this.#core, decideCorrectWork(ticket, input, context), actor);
    });
  }

  discardTimer(actor: Person, ticketId: string, input: { timerId: string; reason: string }): Promise<Result<null>> {
    return onTicket(this.#core, ticketId, async (ticket) =>
      committed(this.#core, decideDiscardTimer(ticket, actor, input), actor),
    );
  }

  #context(ticket: Ticket, actor: Person, span: { from: string; until: string } | null): WorkContext {
    const { packs, journal } = this.#core;
    const elsewhere = span ? this.#elsewhere(ticket, actor.id, span) : [];
    return { service: packs.inForce.service, actor, now: journal.now(), elsewhere };
  }

  #elsewhere(ticket: Ticket, agentId: string, span: { from: string; until: string }): OtherTime[] {
    const { store, journal } = this.#core;
    return ticketsWorkedOn(store.file, agentId, span)
      .filter((id) => id !== ticket.id)
      .flatMap((id) => {
        const other = journal.ticket(id);
        const times = other?.workTimes.filter((time) => time.agentId === agentId && !time.struck) ?? [];
        return times
          .filter((time) => overlaps(time, span))
          .map(({ from, until }) => ({ protocol: other!.protocol, from, until }));
      });
  }
}
