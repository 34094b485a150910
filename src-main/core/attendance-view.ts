import type { AttendanceSummary, AttendanceView } from '#shared/contract/views.ts';
import type { Customer } from '#shared/domain/customer/customer.ts';
import type { PublicTextCheck } from '#shared/domain/flow/moment.ts';
import { currentStep } from '#shared/domain/flow/moment.ts';
import { liveTime, timeBoxStatus } from '#shared/domain/flow/time-box.ts';
import type { Person } from '#shared/domain/ticket/entry.ts';
import type { Surroundings } from '#shared/domain/ticket/moment-of.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { walkOf } from '#shared/domain/ticket/walk-of.ts';
import { readSetting } from '../store/local-settings.ts';
import { byId } from '../store/read.ts';
import { liveTicketIds, openTicketsOf } from '../store/ticket-queries.ts';
import type { Core } from './core.ts';

const OPEN_TICKETS_SHOWN = 20;

/** What surrounds an attendance, read from the store. */
export async function surroundingsOf(
  core: Core,
  ticket: Ticket,
  { agent, publicText }: { agent: Person; publicText: PublicTextCheck },
): Promise<Surroundings> {
  const { store, journal, timeZone, packs } = core;
  const workOrder = ticket.workOrder ? await byId(store.collections.workorders, ticket.workOrder.id) : null;
  return {
    company: readSetting(store.file, 'company') ?? '',
    agent: {
      name: agent.name,
      role: roleLabel(core, agent.role, ticket.attendance?.packVersion ?? packs.inForce.version),
    },
    customer: await customerOf(core, ticket),
    workOrder,
    openTickets: othersOf(core, ticket).length,
    now: journal.now(),
    timeZone,
    publicText,
  };
}

/** The same for the screen. */
export async function attendanceView(core: Core, ticketId: string, agent: Person): Promise<AttendanceView | null> {
  const ticket = core.journal.ticket(ticketId);
  if (!ticket) return null;
  const around = await surroundingsOf(core, ticket, { agent, publicText: () => [] });
  const { company, customer, workOrder, timeZone } = around;
  return { ticket, customer, workOrder, openTickets: othersOf(core, ticket), company, agent: around.agent, timeZone };
}

function othersOf(core: Core, ticket: Ticket) {
  if (!ticket.customer) return [];
  return openTicketsOf(core.store.file, ticket.customer.id, OPEN_TICKETS_SHOWN + 1).filter(
    ({ id }) => id !== ticket.id,
  );
}

async function customerOf(core: Core, ticket: Ticket): Promise<Customer | null> {
  if (!ticket.customer) return null;
  return byId(core.store.collections.customers, ticket.customer.id);
}

function roleLabel(core: Core, role: string, packVersion: number): string {
  return core.packs.require(packVersion).roles.find(({ id }) => id === role)?.label ?? role;
}

/** My attendances that are not over, the active one first, then the oldest. */
export function attendanceSummaries(core: Core, agentId: string): AttendanceSummary[] {
  return liveTicketIds(core.store.file, agentId)
    .flatMap((id) => {
      const ticket = core.journal.ticket(id);
      return ticket ? [summaryOf(core, ticket)] : [];
    })
    .sort(
      (a, b) => Number(a.status !== 'active') - Number(b.status !== 'active') || (a.startedAt < b.startedAt ? -1 : 1),
    );
}

function summaryOf(core: Core, ticket: Ticket): AttendanceSummary {
  const attendance = ticket.attendance!;
  const now = core.journal.now();
  const clock = { now, parked: attendance.parked };
  const step = currentStep(core.packs.require(attendance.packVersion), walkOf(attendance));
  const box = step ? timeBoxStatus(step, attendance.visits, clock) : null;
  return {
    ticketId: ticket.id,
    protocol: ticket.protocol,
    status: attendance.status,
    customerName: ticket.customer?.name ?? '',
    stepId: attendance.stepId,
    stepNumber: step?.number ?? '',
    stepTitle: step?.title ?? '',
    subject: ticket.subject,
    startedAt: attendance.startedAt,
    activeMs: liveTime(attendance.visits, clock),
    countedAt: now,
    parkedBecause: attendance.parkedBecause,
    callbackAt: ticket.callback?.at ?? null,
    deadlineAt: box?.timeBox.automaticExit ? box.dueAt : null,
  };
}
