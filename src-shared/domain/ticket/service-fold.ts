import type { Entry, EntryKind, EntryOf } from './entry.ts';
import { pauseOf } from './service-life.ts';
import type { Clash, Ticket } from './ticket.ts';

/** What the entries after the call add to the head: facts that add up, whatever other stations did meanwhile. */
export const serviceEffects: { [K in EntryKind]?: (ticket: Ticket, entry: EntryOf<K>) => void } = {
  'work-started': (ticket, { id, at, actor, station }) => {
    ticket.timers.push({ id, agent: actor, startedAt: at, station });
  },
  'work-logged': (ticket, { id, actor, data: { timerId, from, until } }) => {
    stopTimer(ticket, timerId);
    ticket.workTimes.push({ id, agentId: actor.id, from, until, corrections: 0, struck: false });
  },
  'work-corrected': (ticket, { data }) => {
    const work = ticket.workTimes.find(({ id }) => id === data.logId);
    if (work) work.corrections += 1;
  },
  'timer-discarded': (ticket, { data }) => stopTimer(ticket, data.timerId),
  'contact-tried': (ticket, { at, actor, data: { means, outcome } }) => {
    const { contacts } = ticket;
    contacts.attempts += 1;
    contacts.unanswered = outcome.answered ? 0 : contacts.unanswered + 1;
    contacts.last = { at, by: actor, means: means.label, outcome: outcome.label, answered: outcome.answered };
    if (outcome.answered) tellNews(ticket, at);
  },
  suspended: (ticket, { id, at, actor, data: { waitsFor, who, reason, until } }) => {
    ticket.suspensions.push({ entryId: id, by: actor, waitsFor, who, reason, from: at, until, to: null });
  },
  reopened: (ticket, { at, actor, data }) => {
    ticket.reopenings.push({ at, by: actor, reason: data.reason.label });
  },
  unlinked: (ticket, { data }) => {
    ticket.links = ticket.links.filter(
      ({ ticketId, relation }) => ticketId !== data.ticketId || relation !== data.relation,
    );
  },
  'breach-explained': (ticket, { at, actor, data: { target, dueAt, reason } }) => {
    const others = ticket.breaches.filter((one) => one.target !== target || one.dueAt !== dueAt);
    ticket.breaches = [...others, { target, dueAt, reason: reason.label, at, by: actor }];
  },
  'followed-up': (ticket, { at, actor, data: { day, action } }) => {
    ticket.lastRound = { day, at, by: actor, action };
  },
};

function stopTimer(ticket: Ticket, timerId: string | null): void {
  ticket.timers = ticket.timers.filter(({ id }) => id !== timerId);
}

/** The customer had news: a public text, or somebody reached them (S1.4). */
export function tellNews(ticket: Ticket, at: string): void {
  ticket.firstAnswerAt ??= at;
  if (ticket.lastNewsAt === null || ticket.lastNewsAt < at) ticket.lastNewsAt = at;
}

/** What people write down of their work (S1.10). */
const RECORDS: readonly EntryKind[] = [
  'step-saved',
  'reported',
  'attached',
  'work-logged',
  'work-corrected',
  'contact-tried',
  'change-planned',
];

/** S1.10: whether something was recorded since the ticket came into these hands. `before`: whose it was. */
export function noteRecord(ticket: Ticket, entry: Entry, before: string | null): void {
  const now = ticket.assignee?.id ?? null;
  if (now !== before) ticket.recordedSinceTaken = false;
  if (RECORDS.includes(entry.kind)) ticket.recordedSinceTaken = true;
}

/**
 * A ticket is suspended as long as nobody sets its status anew: what decides the status decides the suspension too. `decided`:
 * the clash of the status that this entry decides, where it does.
 */
export function followStatus(ticket: Ticket, entry: Entry, decided: Clash | undefined): void {
  if (!('status' in entry.patch)) return;
  if (entry.kind === 'clash-decided' && decided && entry.data.keep === 'won') return;
  for (const one of ticket.suspensions) if (one.to === null) one.to = pauseOf(one, entry.at).to;
  if (entry.kind !== 'clash-decided' || !decided) return;
  const restored = ticket.suspensions.find(({ entryId }) => entryId === decided.lost.entryId);
  if (restored && ticket.status === 'waiting') restored.to = null;
}
