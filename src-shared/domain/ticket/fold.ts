import type { JsonValue } from '../../procedures/schema/condition.ts';
import type { Visit } from '../flow/facts.ts';
import { sameJson } from '../merge/same-json.ts';
import { compareEntries, type Entry, type EntryOf } from './entry.ts';
import { blankAttendance, readRegister, writeRegister } from './head-registers.ts';
import { parseFollowRegister } from './registers.ts';
import { followStatus, noteRecord, serviceEffects, tellNews } from './service-fold.ts';
import { blankLife } from './service-life.ts';
import type { Attendance, Clash, Ticket } from './ticket.ts';

/*
 * From a journal to its head. The result depends on the set of entries alone: not on the order in
 * which they arrived, nor on how often. Registers go to the last writer in journal order; when the
 * last writer had not known of the one before (its `base` does not reach that stamp), the head carries
 * a clash until somebody who knew both writes there. Lists (visits, links, parked spans) grow by kind.
 */

/** Who set a register last. */
interface Stamp {
  hlc: string;
  station: string;
  entryId: string;
}

/** What is kept beside a head so that the next entry can be folded without the whole journal. */
export interface Folded {
  ticket: Ticket;
  stamps: Record<string, Stamp>;
  /** By register: what was overwritten by somebody who did not know of it, until somebody who does writes there. */
  parted: Record<string, Stamp & { value: JsonValue }>;
  /** Latest stamp of each station: the `base` of whoever writes next. */
  known: Record<string, string>;
  last: { hlc: string; id: string };
}

/**
 * The head of a whole journal, in any order and with repetitions; `null` for none. Throws on entries of several tickets.
 * `without`: ids of entries that stand in the journal and count for nothing (the centre refused them).
 */
export function fold(entries: Iterable<Entry>, { without }: { without?: ReadonlySet<string> } = {}): Folded | null {
  const sorted = [...new Map([...entries].map((entry) => [entry.id, entry])).values()].sort(compareEntries);
  let folded: Folded | null = null;
  for (const entry of sorted) if (!without?.has(entry.id)) folded = apply(folded, entry);
  return folded;
}

/** The head after one more entry (that counts), or `null` when the entry does not come last and the journal must be folded anew. */
export function foldNext(folded: Folded | null, entry: Entry): Folded | null {
  if (folded && compareEntries(folded.last, entry) >= 0) return null;
  return apply(folded ? structuredClone(folded) : null, entry);
}

function apply(before: Folded | null, entry: Entry): Folded {
  const folded = before ?? blank(entry);
  if (folded.ticket.id !== entry.ticketId) throw new Error('entries of two tickets in one fold');
  const { ticket } = folded;
  const assignee = ticket.assignee?.id ?? null;
  const decided = entry.kind === 'clash-decided' ? statusClash(ticket) : undefined;
  noteUnseen(folded, entry);
  for (const [register, value] of Object.entries(entry.patch)) setRegister(folded, { register, value, entry });
  followStatus(ticket, entry, decided);
  happen(folded, entry);
  noteRecord(ticket, entry, assignee);
  ticket.entries += 1;
  if (entry.at > ticket.lastEntryAt) ticket.lastEntryAt = entry.at;
  if (!folded.known[entry.station] || folded.known[entry.station]! < entry.hlc) folded.known[entry.station] = entry.hlc;
  folded.last = { hlc: entry.hlc, id: entry.id };
  return folded;
}

function setRegister(
  folded: Folded,
  { register, value, entry }: { register: string; value: JsonValue; entry: Entry },
): void {
  const { ticket, stamps } = folded;
  const before = stamps[register];
  const old = readRegister(ticket, register);
  if (before && unawareOf(entry, before)) folded.parted[register] = { ...before, value: old };
  else if (folded.parted[register] && !unawareOf(entry, folded.parted[register])) delete folded.parted[register];
  ticket.clashes = ticket.clashes.filter((clash) => clash.register !== register);
  const lost = folded.parted[register];
  // A person follows for themselves alone, and cannot clash with anybody.
  if (lost && parseFollowRegister(register) === null && !sameJson(lost.value, value)) {
    const won = { entryId: entry.id, value };
    ticket.clashes.push({ register, won, lost: { entryId: lost.entryId, value: lost.value } });
  }
  stamps[register] = { hlc: entry.hlc, station: entry.station, entryId: entry.id };
  writeRegister(ticket, register, value);
}

function statusClash(ticket: Ticket): Clash | undefined {
  return ticket.clashes.find(({ register }) => register === 'status');
}

/** What stands in a journal and is worth reading before a ticket is closed for good. */
const SPEAKS: readonly Entry['kind'][] = ['reported', 'attached', 'contact-tried', 'work-logged', 'step-saved'];

/** B3: somebody wrote on a closed ticket without knowing that it was. */
function noteUnseen({ ticket, stamps }: Folded, entry: Entry): void {
  if (ticket.status !== 'closed' || !ticket.closing || !SPEAKS.includes(entry.kind)) return;
  if (stamps.status && unawareOf(entry, stamps.status)) ticket.closing.unseen = true;
}

/** B3: whoever closed it had not seen all that was there. */
function closedUnaware({ known }: Folded, entry: Entry): boolean {
  return Object.entries(known).some(([station, hlc]) => unawareOf(entry, { hlc, station }));
}

function unawareOf(entry: Entry, stamp: Pick<Stamp, 'hlc' | 'station'>): boolean {
  return stamp.station !== entry.station && (entry.base[stamp.station] ?? '') < stamp.hlc;
}

function blank(entry: Entry): Folded {
  const ticket: Ticket = {
    id: entry.ticketId,
    protocol: '',
    status: 'open',
    openedAt: entry.at,
    openedBy: entry.actor,
    station: entry.station,
    subject: '',
    type: null,
    category: null,
    priority: null,
    contact: '',
    board: null,
    assignee: null,
    unit: null,
    followers: [],
    customer: null,
    workOrder: null,
    queue: null,
    callback: null,
    closing: null,
    ...blankLife(),
    links: [],
    attachments: [],
    attendance: null,
    clashes: [],
    entries: 0,
    lastEntryAt: entry.at,
  };
  return { ticket, stamps: {}, parted: {}, known: {}, last: { hlc: entry.hlc, id: entry.id } };
}

/** What a kind of entry adds to the lists of the head. */
const effects: { [K in Entry['kind']]?: (ticket: Ticket, entry: EntryOf<K>) => void } = {
  'call-opened': (ticket, entry) => {
    ticket.protocol = entry.data.protocol;
    ticket.openedAt = entry.at;
    ticket.openedBy = entry.actor;
    ticket.station = entry.station;
    ticket.attendance = {
      ...(ticket.attendance ?? blankAttendance(ticket)),
      flowId: entry.data.flowId,
      packVersion: entry.data.packVersion,
    };
    ticket.attendance.agent = entry.actor;
    ticket.attendance.startedAt = entry.at;
    enter(ticket.attendance, entry.data.stepId, entry.at);
  },
  'step-left': (ticket, entry) => {
    const { attendance } = ticket;
    if (!attendance) return;
    const { how, exitId, reason, to } = entry.data;
    const current = attendance.visits.at(-1);
    if (current && current.leftAt === null)
      Object.assign(current, { leftAt: entry.at, how, exitId, skipReason: how === 'skipped' ? reason : null });
    if (to === null) end(attendance, entry.at);
    else enter(attendance, to, entry.at);
  },
  parked: (ticket, entry) => {
    const { attendance } = ticket;
    if (!attendance) return;
    attendance.parkedBecause = entry.data.reason;
    if (attendance.parked.at(-1)?.to !== null) attendance.parked.push({ from: entry.at, to: null });
  },
  resumed: (ticket, entry) => {
    const { attendance } = ticket;
    if (!attendance) return;
    attendance.parkedBecause = null;
    attendance.agent = entry.actor;
    endSpan(attendance, entry.at);
  },
  linked: (ticket, entry) => {
    if (!ticket.links.some((link) => link.ticketId === entry.data.ticketId && link.relation === entry.data.relation))
      ticket.links.push({ ...entry.data });
  },
  reported: (ticket, { at, visibility }) => {
    if (visibility === 'public') tellNews(ticket, at);
  },
  attached: (ticket, { id, at, actor, visibility, data }) => {
    ticket.attachments.push({ ...data, entryId: id, at, by: actor, visibility });
  },
  'clash-decided': (ticket, entry) => {
    const { attendance } = ticket;
    if (!attendance || !('step' in entry.patch || 'attendance' in entry.patch)) return;
    if (attendance.status === 'ended') {
      if (attendance.endedAt === null) end(attendance, entry.at);
      return;
    }
    attendance.endedAt = null;
    if (attendance.status === 'active') endSpan(attendance, entry.at);
    const current = attendance.visits.at(-1);
    if (attendance.stepId === null || (current?.stepId === attendance.stepId && current.leftAt === null)) return;
    if (current && current.leftAt === null) Object.assign(current, { leftAt: entry.at, how: 'exit' });
    enter(attendance, attendance.stepId, entry.at);
  },
  closed: (ticket, entry) => {
    const { article, cannedText, text } = entry.data;
    ticket.closing = { at: entry.at, by: entry.actor, article, cannedText, text, unseen: false };
    if (entry.visibility === 'public') tellNews(ticket, entry.at);
    if (ticket.attendance && ticket.attendance.endedAt === null) end(ticket.attendance, entry.at);
  },
};

const allEffects = { ...serviceEffects, ...effects };

function happen(folded: Folded, entry: Entry): void {
  const effect = allEffects[entry.kind] as ((ticket: Ticket, entry: Entry) => void) | undefined;
  effect?.(folded.ticket, entry);
  if (entry.kind === 'closed') folded.ticket.closing!.unseen = closedUnaware(folded, entry);
}

function enter(attendance: Attendance, stepId: string, at: string): void {
  const visit: Visit = { stepId, enteredAt: at, leftAt: null, how: null, exitId: null, skipReason: null };
  attendance.visits.push(visit);
}

function endSpan(attendance: Attendance, at: string): void {
  const span = attendance.parked.at(-1);
  if (span && span.to === null) span.to = at;
}

function end(attendance: Attendance, at: string): void {
  attendance.endedAt = at;
  const current = attendance.visits.at(-1);
  if (current && current.leftAt === null) current.leftAt = at;
  endSpan(attendance, at);
}
