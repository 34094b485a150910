import type { TicketView } from '#shared/contract/views.ts';
import { parseProtocol } from '#shared/domain/protocol/protocol-number.ts';
import { openTicketsOf, searchTickets, ticketPage } from '../../store/ticket-queries.ts';
import { attendanceSummaries, attendanceView } from '../attendance-view.ts';
import { live } from '../live.ts';
import { acting, anybody, type RouterParts, revisions, signedIn } from './base.ts';

const OPEN_TICKETS_OF_CUSTOMER = 50;

export function attendanceRouter({ core, desks: { tickets, shifts } }: RouterParts) {
  const { feed } = core.store;
  return {
    watch: signedIn.attendance.watch.handler(({ context, signal }) =>
      live({
        feed,
        signal,
        touches: (change) => change.tickets.size > 0 || change.topics.has('packs'),
        answer: () => attendanceSummaries(core, context.actor.id),
      }),
    ),
    view: signedIn.attendance.view.handler(({ context, signal, input }) =>
      live({
        feed,
        signal,
        touches: (change) =>
          change.tickets.size > 0 ||
          change.customers.size > 0 ||
          change.topics.has('work-orders') ||
          change.topics.has('settings'),
        answer: () => attendanceView(core, input.ticketId, context.actor),
      }),
    ),
    open: anybody.attendance.open.handler(({ context, input }) =>
      acting(context.session, async (actor) => {
        const { looseCallId: callId } = input;
        const loose = callId === null ? null : { callId, mayRecord: () => shifts.mayRecord(actor, callId) };
        const opened = await tickets.open(actor, loose);
        if (opened.ok && callId !== null) await shifts.recorded(actor, callId, opened.value.ticketId);
        return opened;
      }),
    ),
    openComplementary: anybody.attendance.openComplementary.handler(({ context, input }) =>
      acting(context.session, (actor) => tickets.openComplementary(actor, input)),
    ),
    identify: anybody.attendance.identify.handler(({ context, input }) =>
      acting(context.session, (actor) => tickets.identify(actor, input.ticketId, input.customerId)),
    ),
    save: anybody.attendance.save.handler(({ context, input }) =>
      acting(context.session, (actor) => tickets.save(actor, input.ticketId, input.draft)),
    ),
    exit: anybody.attendance.exit.handler(({ context, input: { ticketId, draft, exitId } }) =>
      acting(context.session, (actor) => tickets.move(actor, { ticketId, draft, departing: { by: 'exit', exitId } })),
    ),
    skip: anybody.attendance.skip.handler(({ context, input: { ticketId, draft, reasonId, text } }) =>
      acting(context.session, (actor) =>
        tickets.move(actor, { ticketId, draft, departing: { by: 'skip', reasonId, text } }),
      ),
    ),
    back: anybody.attendance.back.handler(({ context, input: { ticketId, draft } }) =>
      acting(context.session, (actor) => tickets.move(actor, { ticketId, draft, departing: { by: 'back' } })),
    ),
    park: anybody.attendance.park.handler(({ context, input }) =>
      acting(context.session, (actor) => tickets.park(actor, input)),
    ),
    resume: anybody.attendance.resume.handler(({ context, input }) =>
      acting(context.session, (actor) => tickets.resume(actor, input.ticketId)),
    ),
  };
}

export function ticketsRouter({ core, desks: { tickets, sync } }: RouterParts) {
  const view = async (ticketId: string): Promise<TicketView | null> => {
    const ticket = core.journal.ticket(ticketId);
    return ticket ? { ticket, entries: await core.store.journal(ticketId), delivery: sync.deliveryOf(ticketId) } : null;
  };
  return {
    page: signedIn.tickets.page.handler(({ input }) => ticketPage(core.store.file, input)),
    revision: signedIn.tickets.revision.handler(({ signal }) =>
      revisions(core, signal, (change) => change.tickets.size > 0),
    ),
    watch: signedIn.tickets.watch.handler(({ signal, input }) =>
      live({
        feed: core.store.feed,
        signal,
        touches: (change) => change.tickets.has(input.ticketId),
        answer: () => view(input.ticketId),
      }),
    ),
    report: anybody.tickets.report.handler(({ context, input: { ticketId, ...report } }) =>
      acting(context.session, (actor) => tickets.report(actor, ticketId, report)),
    ),
    decideClash: anybody.tickets.decideClash.handler(({ context, input: { ticketId, ...choice } }) =>
      acting(context.session, (actor) => tickets.decideClash(actor, ticketId, choice)),
    ),
    follow: anybody.tickets.follow.handler(({ context, input }) =>
      acting(context.session, (actor) => tickets.follow(actor, input.ticketId, input.on)),
    ),
    moveUnit: anybody.tickets.moveUnit.handler(({ context, input: { ticketId, ...move } }) =>
      acting(context.session, (actor) => {
        const { units, unit: home } = sync.view();
        return tickets.moveUnit(actor, ticketId, { ...move, units, home });
      }),
    ),
    openOf: signedIn.tickets.openOf.handler(({ input }) =>
      openTicketsOf(core.store.file, input.customerId, OPEN_TICKETS_OF_CUSTOMER),
    ),
    historyOf: signedIn.tickets.historyOf.handler(({ input: { customerId, limit } }) =>
      ticketPage(core.store.file, { filters: { customerId }, after: null, limit }),
    ),
  };
}

export function searchRouter({ core, desks: { customers } }: RouterParts) {
  return {
    all: signedIn.search.all.handler(async ({ input: { text, limit } }) => {
      const parsed = parseProtocol(text);
      const digits = text.replace(/\D/g, '').length;
      const looksLikeProtocol = /^[\d\s.-]+$/.test(text) && digits >= 15;
      return {
        tickets: searchTickets(core.store.file, text, limit),
        customers: text.trim() === '' ? [] : await customers.search(text, limit),
        hint: looksLikeProtocol && !parsed.ok ? parsed.message : null,
      };
    }),
  };
}
