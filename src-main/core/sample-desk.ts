import type { Customer } from '#shared/domain/customer/customer.ts';
import type { Result } from '#shared/domain/refusal.ts';
import type { Staff } from '#shared/domain/staff/staff.ts';
import { decideIdentify, decideOpenCall } from '#shared/domain/ticket/decide/call.ts';
import { decideMove } from '#shared/domain/ticket/decide/move.ts';
import { decidePark } from '#shared/domain/ticket/decide/park.ts';
import { decideSaveStep } from '#shared/domain/ticket/decide/step.ts';
import type { EntryDraft } from '#shared/domain/ticket/draft.ts';
import type { Person } from '#shared/domain/ticket/entry.ts';
import { momentOf } from '#shared/domain/ticket/moment-of.ts';
import { previewDrafts } from '#shared/domain/ticket/preview.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { DEMO_AGENT, DEMO_COLLEAGUES, DEMO_COMPANY, DEMO_PASSWORD } from '../sample/demo-account.ts';
import { type SampleCall, sampleCalls } from '../sample/sample-calls.ts';
import { sampleCustomers } from '../sample/sample-customers.ts';
import { type SampleCourse, type SampleStep, sampleWalk } from '../sample/sample-walk.ts';
import { sampleWorkOrders } from '../sample/sample-work-orders.ts';
import { readSetting, writeSetting } from '../store/local-settings.ts';
import { type Core, personOf } from './core.ts';
import { nextProtocol } from './next-protocol.ts';
import { Session } from './session.ts';
import type { StaffDesk } from './staff-desk.ts';
import type { WorkOrderDesk } from './work-order-desk.ts';

const SEED = 261121;
const CUSTOMERS = 240;
const WORK_ORDERS = 14;
const CALLS = 90;
const DAYS = 14;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Calls of the last hours are still going on in some way; those before are over, but for one in this many. */
const UNFINISHED_EVERY = 9;

interface SampledCall {
  call: SampleCall;
  customer: Customer;
  actor: Person;
  /** Milliseconds since the epoch. */
  startedAt: number;
  course: SampleCourse;
}

/** Fills a profile with sample data: customers, work orders, and calls that went through the very rules of the house. */
export class SampleDesk {
  readonly #core: Core;
  readonly #desks: { staff: StaffDesk; workOrders: WorkOrderDesk };

  constructor(core: Core, desks: { staff: StaffDesk; workOrders: WorkOrderDesk }) {
    this.#core = core;
    this.#desks = desks;
  }

  /** A whole demonstration profile: company, agents (password: `DEMO_PASSWORD`) and data. */
  async setUp(): Promise<void> {
    const session = new Session();
    const { name: agentName, role: agentRole } = DEMO_AGENT;
    require_(
      await this.#desks.staff.firstRun(session, {
        company: DEMO_COMPANY,
        agentName,
        agentRole,
        password: DEMO_PASSWORD,
      }),
    );
    writeSetting(this.#core.store.file, 'demonstration', true);
    const colleagues: Staff[] = [];
    for (const one of DEMO_COLLEAGUES)
      colleagues.push(require_(await this.#desks.staff.add({ ...one, password: DEMO_PASSWORD })));
    await this.fill(session.agent!, colleagues);
  }

  /** Customers, work orders and a fortnight of calls by `agent` and the others. The past is written oldest first. */
  async fill(agent: Staff, colleagues: readonly Staff[] = []): Promise<void> {
    const { store, clock, log } = this.#core;
    const now = new Date(clock());
    const customers = await sampleCustomers(CUSTOMERS, SEED, now);
    const free = customers.filter(
      ({ code }) => !store.file.pluck('SELECT 1 FROM customer_row WHERE code = ?').get(code),
    );
    await store.collections.customers.bulkInsert(free);
    for (const order of await sampleWorkOrders(WORK_ORDERS, SEED, now)) await this.#desks.workOrders.save(null, order);
    for (const call of await this.#calls(free, [agent, ...colleagues].map(personOf)))
      await this.#core.serially(() => this.#play(call));
    log.info('sample.filled', { customers: free.length, calls: CALLS });
  }

  async #calls(customers: readonly Customer[], actors: readonly Person[]): Promise<SampledCall[]> {
    const now = this.#core.clock();
    const calls = await sampleCalls(CALLS, SEED);
    return calls.map((call, index) => {
      const customer = customers[(index * 7) % customers.length]!;
      const age = Math.round(((CALLS - index) / CALLS) ** 2 * DAYS * DAY) + 35 * MINUTE;
      return {
        call,
        customer,
        actor: actors[index % actors.length]!,
        startedAt: now - age,
        course: this.#courseOf(call, index, { customer, age }),
      };
    });
  }

  #courseOf(call: SampleCall, index: number, { customer, age }: { customer: Customer; age: number }): SampleCourse {
    if (customer.standing.status === 'em-debito') return 'billing';
    const category = this.#core.packs.inForce.categories.find(({ id }) => id === call.category);
    if (category?.outOfScope) return 'out-of-scope';
    if (index % UNFINISHED_EVERY !== 0) return 'solved';
    if (age > 3 * DAY) return 'open';
    return index % 2 === 0 ? 'callback' : 'internal';
  }

  async #play({ call, customer, actor, startedAt, course }: SampledCall): Promise<void> {
    const { journal, packs, clock } = this.#core;
    const pack = packs.inForce;
    const flow = pack.flows.find(({ id }) => id === pack.callFlow)!;
    const ticketId = journal.newId();
    let wall = startedAt;
    const moments: { wall: number; drafts: EntryDraft[] }[] = [];
    let ticket: Ticket | null = null;
    const take = (drafts: EntryDraft[]): Ticket => {
      if (drafts.length > 0) moments.push({ wall, drafts });
      ticket = previewDrafts(ticket, drafts, { at: new Date(wall).toISOString(), actor });
      return ticket;
    };

    const protocol = nextProtocol({ ...this.#core, clock: () => wall });
    let now = take(decideOpenCall(pack, flow, { ticketId, protocol, callId: journal.newId(), actor }));
    const { id, code, name, kind, document = null } = customer;
    wall += MINUTE / 2;
    now = take(require_(decideIdentify(now, { id, code, name, kind, document }, { registered: false })));

    const callbackAt = new Date(Math.ceil((clock() + 20 * 60 * MINUTE) / (30 * MINUTE)) * 30 * MINUTE).toISOString();
    for (const step of sampleWalk(call, { course, standing: customer.standing.status, callbackAt })) {
      wall += step.minutes * MINUTE;
      now = take(
        require_(
          decideSaveStep(
            now,
            { stepId: step.stepId, answers: step.answers, notes: step.notes },
            { pack, workOrder: () => null },
          ),
        ),
      );
      if (step.exitId !== null) now = take(this.#leave(now, step, { wall, customer, actor }));
    }
    if (now.attendance?.status === 'active') take(require_(decidePark(now, 'Outra ligação')));
    await journal.commitTimeline(moments, actor);
  }

  #leave(
    ticket: Ticket,
    step: SampleStep,
    { wall, customer, actor }: { wall: number; customer: Customer; actor: Person },
  ): EntryDraft[] {
    const { packs, store, timeZone } = this.#core;
    const pack = packs.inForce;
    const around = {
      company: readSetting(store.file, 'company') ?? '',
      agent: { name: actor.name, role: actor.role },
      customer,
      workOrder: null,
      openTickets: 0,
      now: new Date(wall).toISOString(),
      timeZone,
      publicText: packs.publicText(pack.version),
    };
    return require_(
      decideMove(ticket, { by: 'exit', exitId: step.exitId! }, { pack, moment: momentOf(pack, ticket, around) }),
    );
  }
}

/** Sample data follow the default pack; under a pack that refuses them this is a defect of the sample, not of the person. */
function require_<T>(result: Result<T>): T {
  if (!result.ok)
    throw new Error(
      `sample data refused: ${result.refusals.map(({ code, message }) => `${code}: ${message}`).join('; ')}`,
    );
  return result.value;
}
