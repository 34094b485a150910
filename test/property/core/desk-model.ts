/*
 * A desk of two agents by an independent reckoning: what each ticket is and what the book of calls counts, kept as
 * plainly as can be. The commands below do the same to the model and to a real station.
 */
import fc from 'fast-check';
import type { Result } from '#shared/domain/refusal.ts';
import { done, type StationClient, type StationUnderTest } from '#test/support/station-client.ts';

export interface ModelTicket {
  id: string;
  protocol: string;
  /** Index of the agent who attends it. */
  agent: number;
  openedBy: number;
  attendance: 'active' | 'parked' | 'ended';
  closed: boolean;
  reports: number;
  /** The note of its first step. */
  note: string;
  complements: number;
}

export interface ModelCall {
  id: string;
  agent: number;
  ticket: string | null;
  explained: boolean;
}

export interface Model {
  tickets: ModelTicket[];
  calls: ModelCall[];
}

export interface Desk {
  station: StationUnderTest;
  /** The windows of the two agents; anew after a restart. */
  windows: () => [StationClient, StationClient];
}

type Command = fc.AsyncCommand<Model, Desk>;
/** What a command does to both; answers whether the station must have refused it. */
type Act = (model: Model, desk: Desk) => Promise<void>;

function command(name: string, act: Act, ready: (model: Model) => boolean = () => true): Command {
  return { check: (model) => ready(model), run: act, toString: () => name };
}

const some = <T>(list: readonly T[], pick: number): T => list[pick % list.length]!;
const hasTickets = ({ tickets }: Model) => tickets.length > 0;
const hasCalls = ({ calls }: Model) => calls.length > 0;

async function expected(answer: Promise<Result<unknown>>, allowed: boolean, what: string): Promise<void> {
  const { ok } = await answer;
  if (ok !== allowed) throw new Error(`${what}: ${ok ? 'allowed' : 'refused'} against the model`);
}

function parkActive(model: Model, agent: number): void {
  for (const ticket of model.tickets)
    if (ticket.agent === agent && ticket.attendance === 'active') ticket.attendance = 'parked';
}

function born(model: Model, opened: { ticketId: string; protocol: string }, agent: number): ModelTicket {
  const ticket: ModelTicket = {
    id: opened.ticketId,
    protocol: opened.protocol,
    agent,
    openedBy: agent,
    attendance: 'active',
    closed: false,
    reports: 0,
    note: '',
    complements: 0,
  };
  model.tickets.push(ticket);
  return ticket;
}

const agent = fc.constantFrom(0 as const, 1 as const);
const pick = fc.nat(1_000);
const word = fc.constantFrom('boleto', 'nota', 'senha', '');

export const commands: fc.Arbitrary<Command>[] = [
  agent.map((who) =>
    command(`open ${who}`, async (model, desk) => {
      const opened = await done(desk.windows()[who].attendance.open({ looseCallId: null }));
      parkActive(model, who);
      born(model, opened, who);
    }),
  ),
  fc.tuple(agent, pick).map(([who, which]) =>
    command(
      `park ${who} ${which}`,
      async (model, desk) => {
        const ticket = some(model.tickets, which);
        const allowed = ticket.attendance !== 'ended';
        const { park } = desk.windows()[who].attendance;
        await expected(park({ ticketId: ticket.id, draft: null, reason: '' }), allowed, 'park');
        if (allowed) ticket.attendance = 'parked';
      },
      hasTickets,
    ),
  ),
  fc.tuple(agent, pick).map(([who, which]) =>
    command(
      `resume ${who} ${which}`,
      async (model, desk) => {
        const ticket = some(model.tickets, which);
        const allowed = ticket.attendance !== 'ended';
        await expected(desk.windows()[who].attendance.resume({ ticketId: ticket.id }), allowed, 'resume');
        if (!allowed || ticket.attendance === 'active') return;
        parkActive(model, who);
        Object.assign(ticket, { attendance: 'active', agent: who });
      },
      hasTickets,
    ),
  ),
  fc.tuple(agent, pick, word).map(([who, which, note]) =>
    command(
      `save ${which} “${note}”`,
      async (model, desk) => {
        const ticket = some(model.tickets, which);
        const draft = { stepId: 'atender', answers: {}, notes: note };
        const allowed = ticket.attendance !== 'ended';
        await expected(desk.windows()[who].attendance.save({ ticketId: ticket.id, draft }), allowed, 'save');
        if (allowed) ticket.note = note;
      },
      hasTickets,
    ),
  ),
  fc.tuple(agent, pick).map(([who, which]) =>
    command(
      `report ${which}`,
      async (model, desk) => {
        const ticket = some(model.tickets, which);
        const report = { ticketId: ticket.id, text: `relato ${which}`, visibility: 'private' as const };
        await done(desk.windows()[who].tickets.report(report));
        ticket.reports += 1;
      },
      hasTickets,
    ),
  ),
  fc.tuple(agent, pick, fc.option(pick)).map(([who, which, source]) =>
    command(
      `complementary ${who} on ${which} from ${source}`,
      async (model, desk) => {
        const main = some(model.tickets, which);
        const from = source === null ? null : some(model.tickets, source);
        const allowed = !main.closed && from !== main && !from?.closed;
        const call = { ticketId: main.id, note: 'mais', fromTicketId: from?.id ?? null };
        const answer = await desk.windows()[who].attendance.openComplementary(call);
        await expected(Promise.resolve(answer), allowed, 'complementary');
        if (!answer.ok) return;
        const added = from ?? born(model, answer.value, who);
        Object.assign(added, {
          attendance: 'ended',
          closed: true,
          reports: added.reports + 1,
          complements: added.complements + 1,
        });
        Object.assign(main, { reports: main.reports + 1, complements: main.complements + 1 });
      },
      hasTickets,
    ),
  ),
  agent.map((who) =>
    command(`note call ${who}`, async (model, desk) => {
      const { callId } = await done(desk.windows()[who].shift.noteCall({ note: '' }));
      model.calls.push({ id: callId, agent: who, ticket: null, explained: false });
    }),
  ),
  fc.tuple(agent, pick).map(([who, which]) =>
    command(
      `record ${who} ${which}`,
      async (model, desk) => {
        const call = some(model.calls, which);
        const answer = await desk.windows()[who].attendance.open({ looseCallId: call.id });
        await expected(Promise.resolve(answer), call.agent === who && call.ticket === null, 'record');
        if (!answer.ok) return;
        parkActive(model, who);
        call.ticket = born(model, answer.value, who).id;
      },
      hasCalls,
    ),
  ),
  fc.tuple(agent, pick, pick).map(([who, which, to]) =>
    command(
      `link ${who} ${which} to ${to}`,
      async (model, desk) => {
        const call = some(model.calls, which);
        const ticket = some(model.tickets, to);
        const free = !model.calls.some((one) => one.ticket === ticket.id);
        const allowed = call.agent === who && call.ticket === null && ticket.openedBy === who && free;
        const link = { callId: call.id, ticketId: ticket.id };
        await expected(desk.windows()[who].shift.linkCall(link), allowed, 'link');
        if (allowed) call.ticket = ticket.id;
      },
      (model) => hasCalls(model) && hasTickets(model),
    ),
  ),
  fc.tuple(agent, pick).map(([who, which]) =>
    command(
      `explain ${who} ${which}`,
      async (model, desk) => {
        const call = some(model.calls, which);
        const explain = { callId: call.id, reasonId: 'engano', text: '' };
        const allowed = call.agent === who;
        await expected(desk.windows()[who].shift.explainCall(explain), allowed, 'explain');
        if (allowed) call.explained = true;
      },
      hasCalls,
    ),
  ),
  fc
    .integer({ min: 0, max: 3_600_000 })
    .map((milliseconds) => command(`pass ${milliseconds}`, async (_, { station }) => station.clock.pass(milliseconds))),
  fc.constant(command('restart', async (_, { station }) => station.restart())),
];

/** What the book of an agent counts. */
export function modelBook({ tickets, calls }: Model, who: number) {
  const mine = calls.filter((call) => call.agent === who);
  const recorded = mine.filter((call) => call.ticket !== null);
  const apart = tickets.filter((ticket) => ticket.openedBy === who && !calls.some((call) => call.ticket === ticket.id));
  const explained = mine.filter((call) => call.ticket === null && call.explained);
  return {
    received: apart.length + mine.length,
    recorded: apart.length + recorded.length,
    explained: explained.length,
    unexplained: mine.length - recorded.length - explained.length,
  };
}
