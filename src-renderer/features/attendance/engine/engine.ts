import type { AttendanceView } from '#shared/contract/views.ts';
import { type Registers, registersOf } from '#shared/domain/flow/answers.ts';
import { evaluate } from '#shared/domain/flow/condition.ts';
import type { FlowFacts, Walk } from '#shared/domain/flow/facts.ts';
import { factsNow } from '#shared/domain/flow/fields.ts';
import { flowOf, type Moment, type PublicTextCheck } from '#shared/domain/flow/moment.ts';
import { liveTime } from '#shared/domain/flow/time-box.ts';
import { type StepSummary, type StepView, stepOverview, stepView } from '#shared/domain/flow/view.ts';
import { momentOf } from '#shared/domain/ticket/moment-of.ts';
import type { Attendance, Ticket } from '#shared/domain/ticket/ticket.ts';
import { walkOf } from '#shared/domain/ticket/walk-of.ts';
import type { JsonValue } from '#shared/procedures/schema/condition.ts';
import type { Field, Flow } from '#shared/procedures/schema/flow.ts';
import type { Pack } from '#shared/procedures/schema/pack.ts';
import { type StepDrafts, typedAttendance } from '../typed/step-draft.ts';

/** Everything that the screen shows of an attendance at one moment, what is typed included. */
export interface Scene {
  pack: Pack;
  flow: Flow;
  ticket: Ticket;
  attendance: Attendance;
  walk: Walk;
  moment: Moment;
  facts: FlowFacts;
  /** `null` when the flow has ended. */
  view: StepView | null;
  overview: StepSummary[];
  /** Names of people who may be speaking for the customer, the customer's own first. */
  contacts: readonly string[];
  /** What the answers say of the ticket's registers, typed ones included (S1.2). */
  registers: Registers;
  customer: AttendanceView['customer'];
  workOrder: AttendanceView['workOrder'];
  /** Milliseconds of call until `moment.now`, parked time apart. */
  callMs: number;
  /** Milliseconds in the present step until `moment.now`, all visits, parked time apart. */
  stepMs: number;
}

export interface SceneInput {
  pack: Pack;
  seen: AttendanceView;
  attendance: Attendance;
  drafts: StepDrafts;
  /** ISO instant. */
  now: string;
  publicText: PublicTextCheck;
}

/** The same engine as the station's, over what is typed. */
export function sceneOf({ pack, seen, attendance, drafts, now, publicText }: SceneInput): Scene {
  const typed = typedAttendance(attendance, drafts);
  const ticket: Ticket = { ...seen.ticket, attendance: typed };
  const { company, agent, customer, workOrder, timeZone } = seen;
  const openTickets = seen.openTickets.length;
  const at = now > ticket.lastEntryAt ? now : ticket.lastEntryAt;
  const moment = momentOf(pack, ticket, {
    company,
    agent,
    customer,
    workOrder,
    openTickets,
    now: at,
    timeZone,
    publicText,
  });
  const walk = walkOf(typed);
  const clock = { now: at, parked: typed.parked };
  const stays = walk.visits.filter(({ stepId }) => stepId === walk.stepId);
  const flow = flowOf(pack, walk);
  const facts = factsNow(pack, walk, moment);
  return {
    pack,
    flow,
    ticket,
    attendance: typed,
    walk,
    moment,
    facts,
    view: typed.endedAt === null ? stepView(pack, walk, moment) : null,
    overview: stepOverview(pack, walk, clock),
    registers: registersOf(flow, facts),
    contacts: contactsOf(customer),
    customer,
    workOrder,
    callMs: liveTime(walk.visits, clock),
    stepMs: liveTime(stays, clock),
  };
}

function contactsOf(customer: AttendanceView['customer']): string[] {
  if (!customer) return [];
  const own = customer.kind === 'pf' ? [customer.name] : [];
  return [...new Set([...own, ...customer.contacts.map(({ name }) => name)])];
}

/** What the pack proposes for a field whatever the agent answered; null when it proposes nothing. */
export function proposal(scene: Scene, field: Field): JsonValue {
  return field.derive === undefined ? null : evaluate(field.derive, scene.facts);
}
