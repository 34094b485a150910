/** The life after the call, as two stations live it: each act is a decision over what the station sees. */
import type { PublicTextCheck } from '#shared/domain/flow/moment.ts';
import type { Result } from '#shared/domain/refusal.ts';
import { decideExplainBreach } from '#shared/domain/ticket/decide/breach.ts';
import { decideClose, decideCloseForCause } from '#shared/domain/ticket/decide/close-by-hand.ts';
import { decideContact } from '#shared/domain/ticket/decide/contact.ts';
import { decideForward } from '#shared/domain/ticket/decide/forward.ts';
import { decidePlan } from '#shared/domain/ticket/decide/plan.ts';
import { decideReclassify } from '#shared/domain/ticket/decide/reclassify.ts';
import { decideRelate, decideUnlink, RELATIONS_BY_HAND } from '#shared/domain/ticket/decide/relate.ts';
import { decideReopen } from '#shared/domain/ticket/decide/reopen.ts';
import { decideReport } from '#shared/domain/ticket/decide/report.ts';
import { decideRoundStep, type RoundStep } from '#shared/domain/ticket/decide/round-step.ts';
import { decideEndSuspension, decideSuspend } from '#shared/domain/ticket/decide/suspend.ts';
import { decideDiscardTimer, decideStart } from '#shared/domain/ticket/decide/timers.ts';
import { decideCorrectWork, decideLogWork } from '#shared/domain/ticket/decide/work-log.ts';
import type { EntryDraft } from '#shared/domain/ticket/draft.ts';
import type { Person } from '#shared/domain/ticket/entry.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import type { Pack } from '#shared/procedures/schema/pack.ts';

export interface ServiceAct {
  /** Which of `SERVICE_ACTS`. */
  act: number;
  pick: number;
  actor: Person;
  colleague: Person;
  /** Milliseconds. */
  wall: number;
  /** Those that the station holds. */
  tickets: readonly Ticket[];
  pack: Pack;
  publicText: PublicTextCheck;
}

type Decide = (ticket: Ticket, at: ServiceAct) => Result<EntryDraft[]>;

const MINUTE = 60_000;
const some = <T>(list: readonly T[], pick: number): T => list[pick % list.length]!;
const nothing: Result<EntryDraft[]> = { ok: true, value: [] };
const instant = (wall: number) => new Date(wall).toISOString();

function closingInput(ticket: Ticket, { pack, pick }: ServiceAct) {
  const type = pack.ticketTypes.find(({ id }) => id === ticket.type) ?? some(pack.ticketTypes, pick);
  const canned = pack.cannedTexts.find(({ id }) => id === type.closingText)!;
  // Now and then something that it asks for is missing.
  const asks = pick % 5 === 0 ? canned.asks.slice(1) : canned.asks;
  const values = Object.fromEntries(asks.map(({ id }) => [id, 'feito']));
  const article = pick % 3 === 0 ? some(pack.articles, pick).number : null;
  return { closing: { textId: canned.id, values, text: 'Prezado cliente: está feito.' }, article };
}

const workInput = ({ pack, pick, wall }: ServiceAct) => ({
  contact: 'Marta',
  reasonId: some(pack.service.activityReasons, pick).id,
  meansId: some(pack.service.contactMeans, pick).id,
  description: 'Conferi o banco',
  from: instant(wall - (5 + pick) * MINUTE),
  until: instant(wall - (pick % 7) * MINUTE),
  overlapConfirmed: pick % 6 === 0,
  file: null,
});

function workContext(ticket: Ticket, { pack, actor, wall, tickets }: ServiceAct) {
  const elsewhere = tickets
    .filter(({ id }) => id !== ticket.id)
    .flatMap(({ workTimes, protocol }) =>
      workTimes
        .filter(({ agentId, struck }) => agentId === actor.id && !struck)
        .map(({ from, until }) => ({ protocol, from, until })),
    );
  return { service: pack.service, actor, now: instant(wall), elsewhere };
}

const contactInput = ({ pack, pick }: ServiceAct) => ({
  meansId: some(pack.service.contactMeans, pick).id,
  outcomeId: some(pack.service.contactOutcomes, pick).id,
  contact: '',
  note: '',
});

const suspendContext = ({ pack, wall }: ServiceAct) => ({
  service: pack.service,
  now: instant(wall),
  pack,
  workOrder: null,
});

const steps: ((ticket: Ticket, at: ServiceAct) => RoundStep)[] = [
  (_, at) => ({ action: 'tried', contact: contactInput(at), until: null }),
  (_, at) => ({ action: 'tried', contact: contactInput(at), until: instant(at.wall + 300 * MINUTE) }),
  (_, at) => ({ action: 'answered', contact: contactInput(at) }),
  () => ({ action: 'resumed', note: 'respondeu' }),
  (ticket, at) => ({ action: 'closed', closing: closingInput(ticket, at) }),
  () => ({ action: 'kept', note: '', until: null }),
];

export const SERVICE_ACTS: Record<string, Decide> = {
  classify: (ticket, { pack, pick }) =>
    decideReclassify(
      ticket,
      {
        type: some(pack.ticketTypes, pick).id,
        category: some(pack.categories, pick).id,
        impact: { stopsAction: pick % 2 === 0, hitsDelivery: pick % 4 === 0 },
        ...(pick % 5 === 0 ? { priority: 'baixa' } : {}),
        reason: pick % 3 === 0 ? 'Pedido da gestão' : '',
      },
      pack,
    ),
  start: (ticket, { actor, pack, tickets }) => {
    const running = tickets
      .filter(({ timers }) => timers.some(({ agent }) => agent.id === actor.id))
      .map(({ id, protocol }) => ({ ticketId: id, protocol }));
    return decideStart(ticket, actor, { service: pack.service, running });
  },
  log: (ticket, at) => {
    const timer = ticket.timers.find(({ agent }) => agent.id === at.actor.id);
    const span = timer && timer.startedAt < instant(at.wall) ? { from: timer.startedAt, until: instant(at.wall) } : {};
    const input = { ...workInput(at), ...span, timerId: timer?.id ?? null };
    return decideLogWork(ticket, input, workContext(ticket, at));
  },
  correct: (ticket, at) => {
    const mine = ticket.workTimes.filter(({ agentId }) => agentId === at.actor.id);
    if (mine.length === 0) return nothing;
    const log = at.pick % 3 === 0 ? null : workInput(at);
    const input = { logId: some(mine, at.pick).id, reason: 'hora errada', log };
    return decideCorrectWork(ticket, input, workContext(ticket, at));
  },
  discard: (ticket, { actor, pick }) =>
    ticket.timers.length === 0
      ? nothing
      : decideDiscardTimer(ticket, actor, { timerId: some(ticket.timers, pick).id, reason: 'engano' }),
  contact: (ticket, at) => decideContact(ticket, contactInput(at), at.pack),
  suspend: (ticket, at) => {
    const until = instant(at.wall + (1 + (at.pick % 9)) * 60 * MINUTE);
    const reasonId = some(at.pack.service.suspensionReasons, at.pick).id;
    return decideSuspend(ticket, { reasonId, who: 'Marta', note: '', until }, suspendContext(at));
  },
  resume: (ticket, { actor }) => decideEndSuspension(ticket, actor, { note: '' }),
  close: (ticket, at) => decideClose(ticket, closingInput(ticket, at), { ...at, late: [] }),
  closeChild: (ticket, at) => {
    const parentId = ticket.links.find(({ relation }) => relation === 'child-of')?.ticketId;
    const parent = at.tickets.find(({ id }) => id === parentId);
    return parent ? decideCloseForCause(ticket, { parent, input: closingInput(parent, at), context: at }) : nothing;
  },
  reopen: (ticket, { pack, pick }) =>
    decideReopen(ticket, { reasonId: some(pack.service.reopeningReasons, pick).id, note: '' }, pack),
  relate: (ticket, { tickets, pick }) => decideRelate(ticket, some(tickets, pick >> 1), some(RELATIONS_BY_HAND, pick)),
  unlink: (ticket, { tickets, pick }) => {
    if (ticket.links.length === 0) return nothing;
    const { ticketId, relation } = some(ticket.links, pick);
    const other = tickets.find(({ id }) => id === ticketId) ?? null;
    return decideUnlink(ticket, other, { ticketId, relation, reason: 'outra causa' });
  },
  plan: (ticket, { pack, pick }) => {
    const fields = pack.service.changePlan.slice(pick % 2).map(({ id }) => [id, `${id} ${pick % 3}`]);
    return decidePlan(ticket, Object.fromEntries(fields), pack);
  },
  breach: (ticket, { wall }) => {
    const late = [{ target: 'solution' as const, dueAt: instant(wall - MINUTE) }];
    const reasons = [{ id: 'fila', label: 'Fila acima do normal' }];
    return decideExplainBreach(ticket, { target: 'solution', reasonId: 'fila', note: '' }, { late, reasons });
  },
  report: (ticket, { colleague, publicText }) =>
    decideReport(ticket, { text: 'Conferido', visibility: 'private', notify: [colleague] }, publicText),
  forward: (ticket, { pack, pick, actor, colleague }) =>
    decideForward(
      ticket,
      {
        boardId: some(pack.boards, pick).id,
        reason: 'Precisa de acesso',
        roleId: colleague.role,
        to: pick % 2 ? colleague : 'board',
        typeId: some(pack.ticketTypes, pick).id,
        note: '',
        hasDraft: pick % 7 === 0,
      },
      { pack, actor },
    ),
  round: (ticket, at) =>
    decideRoundStep(ticket, some(steps, at.pick)(ticket, at), {
      ...suspendContext(at),
      inForce: at.pack,
      actor: at.actor,
      publicText: at.publicText,
      late: [],
      day: '2026-11-23',
    }),
};

/** What the act comes to; every decision may also refuse. */
export function decideServiceAct(ticket: Ticket, at: ServiceAct): Result<EntryDraft[]> {
  return some(Object.values(SERVICE_ACTS), at.act)(ticket, at);
}
