import type { Customer } from '../domain/customer/customer.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { LooseCall, RecordedCall, Shift } from '../domain/shift/shift.ts';
import type { Staff } from '../domain/staff/staff.ts';
import type { Entry } from '../domain/ticket/entry.ts';
import type { AttendanceStatus, Ticket, TicketStatus } from '../domain/ticket/ticket.ts';
import type { WorkOrder } from '../domain/work-order/work-order.ts';
import type { KeyProtection, StorageView } from './recovery.ts';

export type { KeyProtection };

export type StationPhase = 'first-run' | 'signed-out' | 'ready';

/** What the frame shows of the station; answered anew at every change. */
export interface StationView {
  phase: StationPhase;
  version: string;
  /** 1 to 9999: part of every protocol number. */
  station: number;
  company: string;
  keyProtection: KeyProtection;
  /** Who is signed in here. */
  agent: Staff | null;
  /** Who may sign in here. */
  agents: { id: string; name: string; role: string }[];
  /** The time zone and clock of the station, ISO instant at the moment of the answer. */
  now: string;
  /** Version of the procedure pack in force. */
  packVersion: number;
  /** A demonstration profile: the password with which everybody in it signs in. */
  demonstration: { password: string } | null;
  /** Whether it can save. */
  storage: StorageView;
  /** Data were restored and nobody has taken note yet: the instant that names the report. */
  recovered: string | null;
}

/** An attendance of mine that is not over: the chips of the frame, and the list of "Atender". */
export interface AttendanceSummary {
  ticketId: string;
  protocol: string;
  status: AttendanceStatus;
  customerName: string;
  stepId: string | null;
  stepNumber: string;
  stepTitle: string;
  subject: string;
  startedAt: string;
  /** Milliseconds of call until `countedAt`; counts on only while `status` is `active`. */
  activeMs: number;
  countedAt: string;
  parkedBecause: string | null;
  /** ISO instant of the promised call back. */
  callbackAt: string | null;
  /** ISO instant at which the step's time box passes it on by itself. */
  deadlineAt: string | null;
}

/** All that the attendance screen needs of one ticket; the walk's step is worked out with the flow engine, over what is typed. */
export interface AttendanceView {
  ticket: Ticket;
  customer: Customer | null;
  workOrder: WorkOrder | null;
  /** Other open tickets of the customer ("é sobre esta?"), newest first. */
  openTickets: TicketRow[];
  company: string;
  agent: { name: string; role: string };
  /** IANA name. */
  timeZone: string;
}

/** A row of the ticket list. */
export interface TicketRow {
  id: string;
  protocol: string;
  status: TicketStatus;
  openedAt: string;
  lastEntryAt: string;
  subject: string;
  customerId: string | null;
  customerName: string;
  customerCode: string;
  type: string | null;
  category: string | null;
  priority: string | null;
  board: string | null;
  assigneeId: string | null;
  assigneeName: string;
  attendance: AttendanceStatus | null;
}

export interface TicketPage {
  rows: TicketRow[];
  /** How many the filters find altogether. */
  total: number;
  /** Give it back to get the next page; `null` at the end. */
  next: string | null;
}

/** What became of an entry on its way; entries without one are on the centre, or there is none. */
export type EntryDelivery =
  | { state: 'unsent' | 'later' }
  | {
      state: 'refused';
      refusals: Refusal[];
      /** ISO instant. */
      at: string;
      /** What was done about it: written anew, or given up; `null`: nothing yet. */
      settled: 'corrected' | 'given-up' | null;
    };

/** One ticket with its journal, oldest entry first. */
export interface TicketView {
  ticket: Ticket;
  entries: Entry[];
  /** Of entries that are not on the centre: entry id → how they stand. Refused ones are in `entries` and not in `ticket`. */
  delivery: Record<string, EntryDelivery>;
}

/** Something found; `snippet` has the hits between U+E000 and U+E001 (private use: never in cleaned text). */
export interface TicketHit extends TicketRow {
  snippet: string;
}
export const HIT_START = '\uE000';
export const HIT_END = '\uE001';

export interface ShiftView {
  shift: Shift | null;
  received: number;
  recorded: number;
  explained: number;
  unexplained: LooseCall[];
  loose: LooseCall[];
  tickets: RecordedCall[];
  /** My shift that was closed last, while none is open. */
  lastClosed: ClosedShift | null;
}

/** What the book said of a shift that is over. */
export interface ClosedShift {
  shift: Shift;
  received: number;
  recorded: number;
  explained: number;
}

export interface OpenedCall {
  ticketId: string;
  protocol: string;
}

export interface ImportProgress {
  phase: 'running' | 'done' | 'cancelled' | 'failed';
  bytesRead: number;
  bytesTotal: number;
  linesRead: number;
  imported: number;
  updated: number;
  /** Already on record and left as they were. */
  skipped: number;
  refused: number;
  /** Why it failed, in words. */
  problem: string | null;
}
