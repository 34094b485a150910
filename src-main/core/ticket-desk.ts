import type { StepDraft } from '#shared/contract/attendance.ts';
import type { Unit } from '#shared/contract/sync.ts';
import type { OpenedCall } from '#shared/contract/views.ts';
import { ok, type Result, refuse } from '#shared/domain/refusal.ts';
import { decideComplementaryCall, decideIdentify, decideOpenCall } from '#shared/domain/ticket/decide/call.ts';
import { type ClashChoice, decideClash } from '#shared/domain/ticket/decide/clash.ts';
import { decideFollow, decideMoveUnit } from '#shared/domain/ticket/decide/follow.ts';
import { type Departing, decideMove } from '#shared/domain/ticket/decide/move.ts';
import { decidePark, decideResume, FOR_ANOTHER } from '#shared/domain/ticket/decide/park.ts';
import { decideReclassify } from '#shared/domain/ticket/decide/reclassify.ts';
import { decideReport, type ReportInput } from '#shared/domain/ticket/decide/report.ts';
import { decideSaveStep } from '#shared/domain/ticket/decide/step.ts';
import type { EntryDraft } from '#shared/domain/ticket/draft.ts';
import type { Person, WorkOrderRef } from '#shared/domain/ticket/entry.ts';
import { hasNews, type Known } from '#shared/domain/ticket/known.ts';
import { momentOf } from '#shared/domain/ticket/moment-of.ts';
import { previewDrafts } from '#shared/domain/ticket/preview.ts';
import type { Impact } from '#shared/domain/ticket/service-entries.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { readFolded } from '../store/projections/ticket-heads.ts';
import { byId, byIds } from '../store/read.ts';
import { activeTicketIds } from '../store/ticket-queries.ts';
import { surroundingsOf } from './attendance-view.ts';
import { type Core, personOf } from './core.ts';
import { nextProtocol } from './next-protocol.ts';
import { committed, onTicket, UNKNOWN_TICKET } from './on-ticket.ts';

/** A loose call of the book (S4.2) and whether it still lacks its ticket. */
export interface NotedCall {
  callId: string;
  mayRecord: () => Promise<Result<null>>;
}

export interface ReportCommand extends Omit<ReportInput, 'notify'> {
  seen?: Known | undefined;
  notify?: readonly string[];
  priority?: { id?: string; impact?: Impact; reason: string };
}

/** Commands on tickets: read the head, decide, commit. Each is one commit, whatever it writes. */
export class TicketDesk {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  /** S4.2, B5. What was active is parked in the same commit. `loose`: the noted call that the ticket records, if any. */
  open(actor: Person, loose: NotedCall | null): Promise<Result<OpenedCall>> {
    const { journal, packs, serially } = this.#core;
    return serially(async () => {
      const allowed = loose ? await loose.mayRecord() : ok(null);
      if (!allowed.ok) return allowed;
      const pack = packs.inForce;
      const flow = pack.flows.find(({ id }) => id === pack.callFlow)!;
      const ticketId = journal.newId();
      const protocol = nextProtocol(this.#core);
      const opening = decideOpenCall(pack, flow, {
        ticketId,
        protocol,
        callId: loose?.callId ?? journal.newId(),
        actor,
      });
      await journal.commit([...this.#parkOthers(actor, null), ...opening], actor);
      return ok({ ticketId, protocol });
    });
  }

  /** S4.3. */
  openComplementary(
    actor: Person,
    input: { ticketId: string; note: string; fromTicketId: string | null },
  ): Promise<Result<OpenedCall>> {
    const { journal, packs } = this.#core;
    return onTicket(this.#core, input.ticketId, async (main) => {
      const from = input.fromTicketId === null ? null : journal.ticket(input.fromTicketId);
      if (input.fromTicketId !== null && !from) return refuse(UNKNOWN_TICKET);
      const ticketId = from?.id ?? journal.newId();
      const protocol = from?.protocol ?? nextProtocol(this.#core);
      const decided = decideComplementaryCall(packs.inForce, main, {
        ticketId,
        protocol,
        callId: journal.newId(),
        actor,
        note: input.note,
        from,
      });
      if (!decided.ok) return decided;
      await journal.commit(decided.value, actor);
      return ok({ ticketId, protocol });
    });
  }

  identify(actor: Person, ticketId: string, customerId: string): Promise<Result<null>> {
    return onTicket(this.#core, ticketId, async (ticket) => {
      const customer = await byId(this.#core.store.collections.customers, customerId);
      if (!customer)
        return refuse({
          code: 'customer-unknown',
          rule: 'S5.1',
          field: 'customer',
          message: 'Este cliente não está mais no cadastro.',
          way: 'Procure de novo ou cadastre o cliente.',
        });
      const { id, code, name, kind, document = null } = customer;
      const registered = customer.createdAt >= ticket.openedAt;
      return committed(this.#core, decideIdentify(ticket, { id, code, name, kind, document }, { registered }), actor);
    });
  }

  save(actor: Person, ticketId: string, draft: StepDraft): Promise<Result<null>> {
    return onTicket(this.#core, ticketId, async (ticket) =>
      committed(this.#core, await this.#saved(ticket, draft), actor),
    );
  }

  /** Saves what is typed and leaves the step, in one commit; refused together with the move, what is typed is saved all the same. */
  move(
    actor: Person,
    { ticketId, draft, departing }: { ticketId: string; draft: StepDraft | null; departing: Departing },
  ): Promise<Result<{ stepId: string | null }>> {
    const { journal, packs } = this.#core;
    return onTicket(this.#core, ticketId, async (ticket) => {
      const saved = draft ? await this.#saved(ticket, draft) : ok([]);
      if (!saved.ok) return saved;
      const typed = previewDrafts(ticket, saved.value, { at: journal.now(), actor });
      const version = ticket.attendance?.packVersion ?? packs.inForce.version;
      const pack = packs.require(version);
      const around = await surroundingsOf(this.#core, typed, { agent: actor, publicText: packs.publicText(version) });
      const moved = decideMove(typed, departing, { pack, moment: momentOf(pack, typed, around) });
      if (!moved.ok) {
        await journal.commit(saved.value, actor);
        return moved;
      }
      await journal.commit([...saved.value, ...moved.value], actor);
      return ok({ stepId: journal.ticket(ticketId)?.attendance?.stepId ?? null });
    });
  }

  park(
    actor: Person,
    { ticketId, draft, reason }: { ticketId: string; draft: StepDraft | null; reason: string },
  ): Promise<Result<null>> {
    return onTicket(this.#core, ticketId, async (ticket) => {
      const saved = draft ? await this.#saved(ticket, draft) : ok([]);
      if (!saved.ok) return saved;
      const parked = decidePark(ticket, reason);
      return parked.ok ? committed(this.#core, ok([...saved.value, ...parked.value]), actor) : parked;
    });
  }

  /** Takes a call up again; whatever else was active is parked in the same commit. */
  resume(actor: Person, ticketId: string): Promise<Result<null>> {
    return onTicket(this.#core, ticketId, async (ticket) => {
      const resumed = decideResume(ticket, actor);
      return resumed.ok
        ? committed(this.#core, ok([...this.#parkOthers(actor, ticketId), ...resumed.value]), actor)
        : resumed;
    });
  }

  /**
   * `seen`: what whoever writes has read of the others; with news among it nothing is written. `notify`: ids of whom to tell;
   * `priority`: from now on (S3.5).
   */
  report(
    actor: Person,
    ticketId: string,
    { seen, notify = [], priority, ...input }: ReportCommand,
  ): Promise<Result<null>> {
    return onTicket(this.#core, ticketId, async (ticket) => {
      const { packs, store, stationNumber } = this.#core;
      const known = readFolded(store, ticketId)?.known ?? {};
      if (seen && hasNews(known, seen, String(stationNumber))) return refuse(NEWS_UNSEEN);
      const told = await byIds(store.collections.staff, notify);
      if (told.length < new Set(notify).size) return refuse(UNKNOWN_COLLEAGUE);
      const pack = packs.inForce;
      const report = { ...input, notify: told.map(personOf) };
      const decided = decideReport(ticket, report, packs.publicText(pack.version));
      if (!decided.ok || !priority) return committed(this.#core, decided, actor);
      const { id, ...asked } = priority;
      const classified = decideReclassify(ticket, { ...asked, ...(id === undefined ? {} : { priority: id }) }, pack);
      if (!classified.ok) return classified;
      return committed(this.#core, ok([...decided.value, ...classified.value]), actor);
    });
  }

  decideClash(actor: Person, ticketId: string, choice: ClashChoice): Promise<Result<null>> {
    return onTicket(this.#core, ticketId, (ticket) => committed(this.#core, decideClash(ticket, choice), actor));
  }

  follow(actor: Person, ticketId: string, on: boolean): Promise<Result<null>> {
    return onTicket(this.#core, ticketId, (ticket) => committed(this.#core, decideFollow(ticket, actor, on), actor));
  }

  /** `units`: those there are, as the centre said; `home`: of this station. */
  moveUnit(
    actor: Person,
    ticketId: string,
    { unitId, reason, units, home }: { unitId: string; reason: string; units: readonly Unit[]; home: Unit | null },
  ): Promise<Result<null>> {
    return onTicket(this.#core, ticketId, async (ticket) => {
      const unit = units.find(({ id }) => id === unitId);
      if (!unit) return refuse(UNKNOWN_UNIT);
      const bornHere = ticket.station === String(this.#core.stationNumber);
      const homeUnitId = bornHere ? (home?.id ?? null) : null;
      return committed(this.#core, decideMoveUnit(ticket, { unit, reason, homeUnitId }), actor);
    });
  }

  #parkOthers(actor: Person, except: string | null): EntryDraft[] {
    const { journal, store } = this.#core;
    return activeTicketIds(store.file, actor.id)
      .filter((id) => id !== except)
      .flatMap((id) => {
        const ticket = journal.ticket(id);
        const parked = ticket ? decidePark(ticket, FOR_ANOTHER) : null;
        return parked?.ok ? parked.value : [];
      });
  }

  async #saved(ticket: Ticket, draft: StepDraft): Promise<Result<EntryDraft[]>> {
    const { packs, store } = this.#core;
    const pack = packs.require(ticket.attendance?.packVersion ?? packs.inForce.version);
    const flow = pack.flows.find(({ id }) => id === ticket.attendance?.flowId);
    const fields = flow?.steps.find(({ id }) => id === draft.stepId)?.fields ?? [];
    const ids = fields
      .filter(({ kind }) => kind === 'work-order')
      .map(({ id }) => draft.answers[id])
      .filter((value): value is string => typeof value === 'string' && value !== '');
    const orders = ids.length === 0 ? [] : await byIds(store.collections.workorders, ids);
    const workOrder = (id: string): WorkOrderRef | null => {
      const order = orders.find((one) => one.id === id);
      return order ? { id, number: order.number, title: order.title } : null;
    };
    return decideSaveStep(ticket, draft, { pack, workOrder });
  }
}

const UNKNOWN_UNIT = {
  code: 'unit-unknown',
  field: 'unitId',
  message: 'Esta unidade não é conhecida nesta estação.',
  way: 'Escolha uma unidade da lista.',
};

const UNKNOWN_COLLEAGUE = {
  code: 'person-unknown',
  rule: 'S3.5',
  field: 'notify',
  message: 'Alguém dos avisados não está na equipe.',
  way: 'Escolha de novo quem deve ser avisado.',
};

const NEWS_UNSEEN = {
  code: 'news-unseen',
  rule: 'B3',
  message: 'Não foi registrado: colegas escreveram neste chamado enquanto você escrevia.',
  way: 'Leia o que chegou, confirme a leitura e registre de novo. O seu texto está guardado.',
};
