import type { JsonValue } from '../../procedures/schema/condition.ts';
import type { CustomerRef, Person, WorkOrderRef } from './entry.ts';
import type { Impact } from './service-entries.ts';
import type { AttendanceStatus, TicketStatus } from './ticket.ts';

/**
 * The registers of a ticket: each is decided by the last writer in journal order. Answers and notes
 * of the walk have one register each, so two people who fill in different fields both keep theirs.
 */
export interface Registers {
  status: TicketStatus;
  subject: string;
  type: string | null;
  category: string | null;
  priority: string | null;
  impact: Impact | null;
  contact: string;
  board: string | null;
  assignee: Person | null;
  unit: string | null;
  customer: CustomerRef | null;
  workOrder: WorkOrderRef | null;
  queue: string | null;
  callback: { at: string; note: string } | null;
  attendance: AttendanceStatus;
  step: string | null;
}

export type PlainRegister = keyof Registers;

const ANSWER = 'answer:';
const NOTE = 'note:';
const FOLLOW = 'follow:';
const PLAN = 'plan:';
const LOG = 'log:';

export function answerRegister(stepId: string, fieldId: string): string {
  return `${ANSWER}${stepId}.${fieldId}`;
}

export function noteRegister(stepId: string): string {
  return `${NOTE}${stepId}`;
}

/** Slugs have no dot, so the first dot parts step from field. */
export function parseAnswerRegister(register: string): { stepId: string; fieldId: string } | null {
  if (!register.startsWith(ANSWER)) return null;
  const [stepId, fieldId] = register.slice(ANSWER.length).split('.');
  return stepId && fieldId ? { stepId, fieldId } : null;
}

export function parseNoteRegister(register: string): string | null {
  return register.startsWith(NOTE) ? register.slice(NOTE.length) : null;
}

/** Whether somebody follows the ticket: `true` or `false`. */
export function followRegister(agentId: string): string {
  return `${FOLLOW}${agentId}`;
}

export function parseFollowRegister(register: string): string | null {
  return register.startsWith(FOLLOW) ? register.slice(FOLLOW.length) : null;
}

/** A field of the plan of a change: a text (S1.7). */
export function planRegister(fieldId: string): string {
  return `${PLAN}${fieldId}`;
}

export function parsePlanRegister(register: string): string | null {
  return register.startsWith(PLAN) ? register.slice(PLAN.length) : null;
}

/** The time of an activity record, once it was corrected: from and until, or `null` when it was struck out (S3.2). */
export function logRegister(logId: string): string {
  return `${LOG}${logId}`;
}

export function parseLogRegister(register: string): string | null {
  return register.startsWith(LOG) ? register.slice(LOG.length) : null;
}

/** A typed patch of plain registers. */
export function patch(values: Partial<Registers>): Record<string, JsonValue> {
  return values as Record<string, JsonValue>;
}
