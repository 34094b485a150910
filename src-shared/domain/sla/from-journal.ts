import type { Entry } from '../ticket/entry.ts';
import type { Ticket } from '../ticket/ticket.ts';
import { slaClock } from './clock.ts';
import type { SlaRules } from './rules.ts';
import { type Pause, SLA_TARGETS, type SlaFacts, type SlaTarget, type SlaTimeline } from './timeline.ts';

export interface JournalForSla {
  /** Its head. */
  ticket: Pick<
    Ticket,
    'openedAt' | 'firstAnswerAt' | 'suspensions' | 'type' | 'category' | 'priority' | 'unit' | 'status'
  >;
  /** The journal in its order (`compareEntries`), without the entries that count for nothing. */
  entries: readonly Pick<Entry, 'at' | 'patch'>[];
  /** The customer's plan as their record has it today; it keeps no history. */
  plan: string | null;
  /** Unit of the station that the ticket was born at: the ticket's, until it is moved. */
  bornIn: string | null;
}

const REGISTERS = ['type', 'category', 'priority', 'unit'] as const;

/** What the deadlines of a ticket follow from, out of its journal. */
export function slaTimeline({ ticket, entries, plan, bornIn }: JournalForSla): SlaTimeline {
  const openedAt = Date.parse(ticket.openedAt);
  const facts: { at: number; facts: SlaFacts }[] = [];
  const closed: Pause[] = [];
  let now: SlaFacts = { type: null, category: null, priority: null, plan, unit: bornIn };
  let closedAt: number | null = null;
  // Journals are in the order of what people knew; clocks of several stations may go back within it, time does not.
  let at = openedAt;
  for (const entry of entries) {
    at = Math.max(at, Date.parse(entry.at));
    const next = changed(now, entry.patch, bornIn);
    if (facts.length === 0 || next !== now) facts.push({ at, facts: next });
    now = next;
    const { status } = entry.patch;
    if (status === 'closed') closedAt ??= at;
    else if (status !== undefined && closedAt !== null) {
      closed.push({ from: closedAt, to: at, kind: 'closed', why: '' });
      closedAt = null;
    }
  }
  if (facts.length === 0) facts.push({ at: openedAt, facts: now });
  const suspended = ticket.suspensions.map(
    ({ from, to, until, who, reason }): Pause => ({
      from: Date.parse(from),
      to: Date.parse(to ?? until),
      kind: 'suspended',
      why: who === '' ? reason.label : `${who}: ${reason.label}`,
    }),
  );
  return {
    openedAt,
    facts,
    pauses: [...suspended, ...closed],
    firstAnswerAt: ticket.firstAnswerAt === null ? null : Date.parse(ticket.firstAnswerAt),
    solvedAt: ticket.status === 'closed' ? (closedAt ?? at) : null,
  };
}

/** The same object while nothing that a policy looks at changed. */
function changed(before: SlaFacts, patch: Entry['patch'], bornIn: string | null): SlaFacts {
  let after = before;
  for (const register of REGISTERS) {
    const value = patch[register];
    if (value === undefined) continue;
    const read = typeof value === 'string' ? value : register === 'unit' ? bornIn : null;
    if (read !== after[register]) after = { ...after, [register]: read };
  }
  return after;
}

/** As entries name the deadlines (S2.3). */
export const TARGET_IDS = { firstAnswer: 'first-answer', solution: 'solution' } as const satisfies Record<
  SlaTarget,
  string
>;

/** S2.3: the deadlines that were missed by an instant, or when the ticket was answered or closed. `dueAt` is an ISO instant. */
export function lateTargets(
  rules: SlaRules,
  timeline: SlaTimeline,
  now: number,
): { target: (typeof TARGET_IDS)[SlaTarget]; dueAt: string }[] {
  return SLA_TARGETS.flatMap((target) => {
    const clock = slaClock(rules, timeline, { target, now });
    return clock?.breached && clock.due !== null
      ? [{ target: TARGET_IDS[target], dueAt: new Date(clock.due).toISOString() }]
      : [];
  });
}
