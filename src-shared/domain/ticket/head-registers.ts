import type { JsonValue } from '../../procedures/schema/condition.ts';
import {
  parseAnswerRegister,
  parseFollowRegister,
  parseLogRegister,
  parseNoteRegister,
  parsePlanRegister,
} from './registers.ts';
import type { Attendance, Ticket } from './ticket.ts';

/*
 * The registers of a head, read and set by name. Only `fold` sets them.
 */

export function readRegister(ticket: Ticket, register: string): JsonValue {
  const answer = parseAnswerRegister(register);
  if (answer) return ticket.attendance?.answers[answer.stepId]?.[answer.fieldId] ?? null;
  const note = parseNoteRegister(register);
  if (note) return ticket.attendance?.notes[note] ?? null;
  const follower = parseFollowRegister(register);
  if (follower) return ticket.followers.includes(follower);
  const planned = parsePlanRegister(register);
  if (planned) return ticket.plan[planned] ?? null;
  const logged = parseLogRegister(register);
  if (logged) return timeOf(ticket, logged);
  if (register === 'attendance') return ticket.attendance?.status ?? null;
  if (register === 'step') return ticket.attendance?.stepId ?? null;
  return ((ticket as unknown as Record<string, JsonValue>)[register] ?? null) as JsonValue;
}

function timeOf(ticket: Ticket, logId: string): JsonValue {
  const work = ticket.workTimes.find(({ id }) => id === logId);
  return work && !work.struck ? { from: work.from, until: work.until } : null;
}

const PLAIN = new Set([
  'status',
  'subject',
  'type',
  'category',
  'priority',
  'impact',
  'contact',
  'board',
  'assignee',
  'unit',
  'customer',
  'workOrder',
  'queue',
  'callback',
]);

/** Registers that this version does not know are kept in the journal and left out of the head. */
export function writeRegister(ticket: Ticket, register: string, value: JsonValue): void {
  if (PLAIN.has(register)) {
    (ticket as unknown as Record<string, JsonValue>)[register] = value;
    return;
  }
  const follower = parseFollowRegister(register);
  if (follower) {
    const others = ticket.followers.filter((id) => id !== follower);
    ticket.followers = value === true ? [...others, follower].sort() : others;
    return;
  }
  const planned = parsePlanRegister(register);
  if (planned) {
    ticket.plan = { ...ticket.plan, [planned]: typeof value === 'string' ? value : '' };
    return;
  }
  const logged = parseLogRegister(register);
  if (logged) {
    const work = ticket.workTimes.find(({ id }) => id === logged);
    if (work) Object.assign(work, value === null ? { struck: true } : { ...(value as object), struck: false });
    return;
  }
  ticket.attendance ??= blankAttendance(ticket);
  const attendance = ticket.attendance;
  const answer = parseAnswerRegister(register);
  const note = parseNoteRegister(register);
  if (answer) attendance.answers[answer.stepId] = { ...attendance.answers[answer.stepId], [answer.fieldId]: value };
  else if (note) attendance.notes[note] = typeof value === 'string' ? value : '';
  else if (register === 'attendance') attendance.status = value as Attendance['status'];
  else if (register === 'step') attendance.stepId = value as string | null;
}

export function blankAttendance(ticket: Ticket): Attendance {
  return {
    flowId: '',
    packVersion: 0,
    stepId: null,
    status: 'active',
    agent: ticket.openedBy,
    startedAt: ticket.openedAt,
    endedAt: null,
    parked: [],
    parkedBecause: null,
    visits: [],
    answers: {},
    notes: {},
  };
}
