import type { Pack } from '../../procedures/schema/pack.ts';
import type { Customer } from '../customer/customer.ts';
import type { FlowFacts } from '../flow/facts.ts';
import { factsFor } from '../flow/facts-for.ts';
import type { Moment, PublicTextCheck } from '../flow/moment.ts';
import type { WorkOrder } from '../work-order/work-order.ts';
import type { Ticket } from './ticket.ts';
import { walkOf } from './walk-of.ts';

/** What surrounds an attendance: the same for the station's decision and for the screen that shows it. */
export interface Surroundings {
  company: string;
  agent: { name: string; role: string };
  customer: Customer | null;
  workOrder: WorkOrder | null;
  /** Other open tickets of the customer. */
  openTickets: number;
  /** ISO instant. */
  now: string;
  /** IANA name. */
  timeZone: string;
  publicText: PublicTextCheck;
}

/** The circumstances in which the ticket's walk is looked at. The ticket must have an attendance. */
export function momentOf(pack: Pack, ticket: Ticket, around: Surroundings): Moment {
  const attendance = ticket.attendance!;
  const { now, timeZone, publicText } = around;
  const facts = factsFor(pack, walkOf(attendance), {
    company: around.company,
    agent: around.agent,
    customer: customerFacts(ticket, around.customer),
    ticket: {
      protocol: ticket.protocol,
      subject: ticket.subject,
      type: ticket.type,
      category: ticket.category,
      priority: ticket.priority,
    },
    openTickets: around.openTickets,
    workOrder: around.workOrder && workOrderFacts(around.workOrder),
    now,
    callStartedAt: attendance.startedAt,
    parked: attendance.parked,
    timeZone,
  });
  return { facts, now, parked: attendance.parked, timeZone, publicText };
}

function customerFacts(ticket: Ticket, customer: Customer | null): FlowFacts['customer'] {
  if (!ticket.customer) return null;
  const { id, code, name, kind } = customer ?? ticket.customer;
  return {
    id,
    code,
    name,
    kind,
    plan: customer?.plan ?? '',
    product: customer?.product ?? '',
    version: customer?.version ?? '',
    standing: customer
      ? { status: customer.standing.status, asOf: customer.standing.asOf }
      : { status: 'desconhecida', asOf: null },
  };
}

function workOrderFacts({ number, status, release, expectedAt }: WorkOrder): FlowFacts['workOrder'] {
  return { number, status, release, expectedAt };
}
