import type { ClosedTickets } from '#shared/contract/service.ts';
import { ok, type Refusal, type Result, refuse } from '#shared/domain/refusal.ts';
import { decideExplainBreach, type LateTarget } from '#shared/domain/ticket/decide/breach.ts';
import {
  type CloseContext,
  type CloseInput,
  decideClose,
  decideCloseForCause,
} from '#shared/domain/ticket/decide/close-by-hand.ts';
import { type ContactInput, decideContact } from '#shared/domain/ticket/decide/contact.ts';
import { decideForward, type ForwardInput } from '#shared/domain/ticket/decide/forward.ts';
import { type PendingContext, type PendingThing, pendingOnOurSide } from '#shared/domain/ticket/decide/pending.ts';
import { decidePlan } from '#shared/domain/ticket/decide/plan.ts';
import { decideReclassify, type ReclassifyInput } from '#shared/domain/ticket/decide/reclassify.ts';
import { decideRelate, decideUnlink, type RelationByHand } from '#shared/domain/ticket/decide/relate.ts';
import { decideReopen } from '#shared/domain/ticket/decide/reopen.ts';
import { decideEndSuspension, decideSuspend, type SuspendInput } from '#shared/domain/ticket/decide/suspend.ts';
import type { EntryDraft } from '#shared/domain/ticket/draft.ts';
import type { Person } from '#shared/domain/ticket/entry.ts';
import type { Ticket, TicketLink } from '#shared/domain/ticket/ticket.ts';
import { byId } from '../store/read.ts';
import { type Core, personOf } from './core.ts';
import { committed, onTicket, UNKNOWN_TICKET } from './on-ticket.ts';
import { NO_SLA, type SlaSource } from './sla-source.ts';

type Chosen = { reasonId: string; note: string };

/** Commands of the life of a ticket after the call (S1 to S3): read the head, decide, commit. */
export class ServiceDesk {
  readonly #core: Core;
  readonly #sla: SlaSource;

  constructor(core: Core, sla: SlaSource = NO_SLA) {
    this.#core = core;
    this.#sla = sla;
  }

  classify(actor: Person, ticketId: string, input: ReclassifyInput): Promise<Result<null>> {
    return this.#decided(actor, ticketId, (ticket) => decideReclassify(ticket, input, this.#core.packs.inForce));
  }

  contact(actor: Person, ticketId: string, input: ContactInput): Promise<Result<null>> {
    return this.#decided(actor, ticketId, (ticket) => decideContact(ticket, input, this.#core.packs.inForce));
  }

  plan(actor: Person, ticketId: string, fields: Record<string, string>): Promise<Result<null>> {
    return this.#decided(actor, ticketId, (ticket) => decidePlan(ticket, fields, this.#core.packs.inForce));
  }

  reopen(actor: Person, ticketId: string, input: Chosen): Promise<Result<null>> {
    return this.#decided(actor, ticketId, (ticket) => decideReopen(ticket, input, this.#core.packs.inForce));
  }

  explainBreach(
    actor: Person,
    ticketId: string,
    input: Chosen & { target: LateTarget['target'] },
  ): Promise<Result<null>> {
    return this.#decided(actor, ticketId, async (ticket) =>
      decideExplainBreach(ticket, input, {
        late: await this.#sla.late(ticket, this.#core.journal.now()),
        reasons: this.#core.packs.inForce.breachReasons,
      }),
    );
  }

  suspend(actor: Person, ticketId: string, input: SuspendInput): Promise<Result<null>> {
    const { packs, journal } = this.#core;
    return this.#decided(actor, ticketId, async (ticket) => {
      const context = { ...(await this.pending(ticket)), service: packs.inForce.service, now: journal.now() };
      return decideSuspend(ticket, input, context);
    });
  }

  /** S1.8: what is pending on our side; nothing of a ticket that is not here. */
  async pendingOn(ticketId: string): Promise<PendingThing[]> {
    const ticket = this.#core.journal.ticket(ticketId);
    return ticket ? pendingOnOurSide(ticket, await this.pending(ticket)) : [];
  }

  resume(actor: Person, ticketId: string, input: { note: string }): Promise<Result<null>> {
    return this.#decided(actor, ticketId, (ticket) => decideEndSuspension(ticket, actor, input));
  }

  /** S1.9; "causa única" closes the children that can be closed in the same commit, and says why the others stay open. */
  close(
    actor: Person,
    ticketId: string,
    { closeChildren, ...input }: CloseInput & { closeChildren: boolean },
  ): Promise<Result<ClosedTickets>> {
    const { journal } = this.#core;
    return onTicket(this.#core, ticketId, async (ticket) => {
      const context = await this.closing(ticket, actor);
      const decided = decideClose(ticket, input, context);
      if (!decided.ok) return decided;
      const drafts = [...decided.value];
      const answer: ClosedTickets = { closed: [ticketId], left: [] };
      for (const { ticketId: childId, protocol } of closeChildren ? childrenOf(ticket) : []) {
        const child = journal.ticket(childId);
        if (child?.status === 'closed') continue;
        const childs: Result<EntryDraft[]> = child
          ? decideCloseForCause(child, { parent: ticket, input, context })
          : refuse(UNKNOWN_TICKET);
        if (childs.ok) {
          drafts.push(...childs.value);
          answer.closed.push(childId);
        } else answer.left.push({ ticketId: childId, protocol, refusals: childs.refusals });
      }
      await journal.commit(drafts, actor);
      return ok(answer);
    });
  }

  relate(actor: Person, ticketId: string, input: { otherId: string; relation: RelationByHand }): Promise<Result<null>> {
    return this.#decided(actor, ticketId, (ticket) => {
      const other = this.#core.journal.ticket(input.otherId);
      return other ? decideRelate(ticket, other, input.relation) : refuse({ ...UNKNOWN_TICKET, field: 'otherId' });
    });
  }

  unlink(
    actor: Person,
    ticketId: string,
    { otherId, ...input }: { otherId: string; relation: TicketLink['relation']; reason: string },
  ): Promise<Result<null>> {
    return this.#decided(actor, ticketId, (ticket) =>
      decideUnlink(ticket, this.#core.journal.ticket(otherId), { ...input, ticketId: otherId }),
    );
  }

  /** S3.6; `to`: id of somebody of the staff, or `board`. */
  forward(
    actor: Person,
    ticketId: string,
    { to, ...input }: Omit<ForwardInput, 'to'> & { to: string | null },
  ): Promise<Result<null>> {
    return this.#decided(actor, ticketId, async (ticket) => {
      const addressee: Result<Person | 'board' | null> =
        to === null ? ok(null) : to === 'board' ? ok('board') : await this.#person(to);
      if (!addressee.ok) return addressee;
      return decideForward(ticket, { ...input, to: addressee.value }, { pack: this.#core.packs.inForce, actor });
    });
  }

  /** What suspending is judged by, of a ticket as it stands. */
  async pending(ticket: Ticket): Promise<PendingContext> {
    const { packs, store } = this.#core;
    const { attendance, workOrder } = ticket;
    return {
      pack: attendance ? packs.get(attendance.packVersion) : null,
      workOrder: workOrder ? await byId(store.collections.workorders, workOrder.id) : null,
    };
  }

  /** What closing is judged by. */
  async closing(ticket: Ticket, actor: Person): Promise<CloseContext> {
    const { packs, journal } = this.#core;
    const pack = packs.inForce;
    return {
      pack,
      actor,
      publicText: packs.publicText(pack.version),
      late: await this.#sla.late(ticket, journal.now()),
    };
  }

  async #person(id: string): Promise<Result<Person>> {
    const staff = await byId(this.#core.store.collections.staff, id);
    return staff?.active ? ok(personOf(staff)) : refuse(UNKNOWN_PERSON);
  }

  #decided(
    actor: Person,
    ticketId: string,
    decide: (ticket: Ticket) => Result<EntryDraft[]> | Promise<Result<EntryDraft[]>>,
  ): Promise<Result<null>> {
    return onTicket(this.#core, ticketId, async (ticket) => committed(this.#core, await decide(ticket), actor));
  }
}

function childrenOf({ links }: Ticket): TicketLink[] {
  return links.filter(({ relation }) => relation === 'parent-of');
}

const UNKNOWN_PERSON: Refusal = {
  code: 'person-unknown',
  rule: 'S3.6',
  field: 'to',
  message: 'Esta pessoa não está na equipe.',
  way: 'Escolha outra pessoa.',
};
