import type { JsonValue } from '../../procedures/schema/condition.ts';
import type { Answers, Interval, Visit } from '../flow/facts.ts';
import type { CustomerRef, EntryData, Person, WorkOrderRef } from './entry.ts';
import type { Impact, LINK_RELATIONS } from './service-entries.ts';
import type { Breach, ContactBook, Reopening, RoundNote, Suspension, Timer, WorkTime } from './service-life.ts';

/** `open`: nobody is on it; `in-progress`: being attended; `waiting`: for a call back, an analysis…; `closed`. */
export const TICKET_STATUS = ['open', 'in-progress', 'waiting', 'closed'] as const;
export type TicketStatus = (typeof TICKET_STATUS)[number];

export type AttendanceStatus = 'active' | 'parked' | 'ended';

/** The live conversation of a ticket: a walk through a flow that can be parked (S5, S4.2). */
export interface Attendance {
  flowId: string;
  packVersion: number;
  stepId: string | null;
  status: AttendanceStatus;
  agent: Person;
  startedAt: string;
  endedAt: string | null;
  parked: Interval[];
  /** Why it is parked, in words. */
  parkedBecause: string | null;
  visits: Visit[];
  answers: Answers;
  /** Notes by step (S5.10). */
  notes: Record<string, string>;
}

export interface TicketLink {
  ticketId: string;
  protocol: string;
  relation: (typeof LINK_RELATIONS)[number];
}

export interface Closing {
  at: string;
  by: Person;
  article: number | null;
  cannedText: string | null;
  text: string;
  /** Something was written on the ticket that whoever closed it had not seen, or by somebody who had not seen the closing (B3). */
  unseen: boolean;
}

/** A file on the ticket: what its entry tells. */
export interface TicketAttachment extends EntryData<'attached'> {
  entryId: string;
  at: string;
  by: Person;
  visibility: 'public' | 'private';
}

/** Two who changed the same register without knowing of each other (B3). */
export interface Clash {
  register: string;
  won: { entryId: string; value: JsonValue };
  lost: { entryId: string; value: JsonValue };
}

/** The head of a journal: what the ticket is now. Derived; never edited, never synchronised. */
export interface Ticket {
  id: string;
  protocol: string;
  status: TicketStatus;
  openedAt: string;
  openedBy: Person;
  station: string;
  subject: string;
  type: string | null;
  category: string | null;
  priority: string | null;
  /** The two questions of the priority, once they were asked by hand (S2.4). */
  impact: Impact | null;
  contact: string;
  board: string | null;
  assignee: Person | null;
  /** Unit of the organisation that it was moved to; `null`: still that of the station it was born at. */
  unit: string | null;
  /** Ids of whoever follows it, sorted. */
  followers: string[];
  customer: CustomerRef | null;
  workOrder: WorkOrderRef | null;
  /** The queue that the live call was transferred to. */
  queue: string | null;
  callback: { at: string; note: string } | null;
  /** The last one, also of a ticket that was opened again; `null`: never closed. */
  closing: Closing | null;
  reopenings: Reopening[];
  /** The plan of a change, by field (S1.7). */
  plan: Record<string, string>;
  /** Every time it was suspended, oldest first; of the last alone `to` may be `null`. */
  suspensions: Suspension[];
  /** Who works on it right now (S3.3); of several stations there may be two of the same person. */
  timers: Timer[];
  /** The times of the activity records, in the order of the journal (S3.2). */
  workTimes: WorkTime[];
  contacts: ContactBook;
  /** When the customer was first answered after the opening: by public text, or reached. */
  firstAnswerAt: string | null;
  /** When the customer last had news (S1.4). */
  lastNewsAt: string | null;
  /** Late targets that were explained (S2.3). */
  breaches: Breach[];
  /** The daily round that last looked at it (S1.6). */
  lastRound: RoundNote | null;
  /** Something was recorded in it since its assignee took it (S1.10). */
  recordedSinceTaken: boolean;
  links: TicketLink[];
  /** Oldest first. */
  attachments: TicketAttachment[];
  attendance: Attendance | null;
  clashes: Clash[];
  entries: number;
  lastEntryAt: string;
}

/** S1.2: type, category and priority are all there. */
export function isClassified(ticket: Pick<Ticket, 'type' | 'category' | 'priority'>): boolean {
  return ticket.type !== null && ticket.category !== null && ticket.priority !== null;
}
