import type { WaitsFor } from '../../procedures/schema/service.ts';
import type { Person } from './entry.ts';
import type { BREACH_TARGETS, Chosen, ROUND_ACTIONS } from './service-entries.ts';

/*
 * What a head keeps of the life after the call: no more than rules and lists ask for. The words stay in the journal.
 */

/** A pause of the SLA clock (S1.8). */
export interface Suspension {
  entryId: string;
  by: Person;
  waitsFor: WaitsFor;
  who: string;
  reason: Chosen;
  from: string;
  /** The day it wakes up by itself. */
  until: string;
  /** When it ended, never after `until`; `null`: it goes on, and to `until` at most. */
  to: string | null;
}

export interface Timer {
  /** Of the entry that started it. */
  id: string;
  agent: Person;
  startedAt: string;
  station: string;
}

/** When somebody worked on the ticket. */
export interface WorkTime {
  /** Of the entry that recorded it. */
  id: string;
  agentId: string;
  from: string;
  until: string;
  corrections: number;
  /** It should not have been written. */
  struck: boolean;
}

export interface ContactBook {
  attempts: number;
  /** Since the customer last answered. */
  unanswered: number;
  last: { at: string; by: Person; means: string; outcome: string; answered: boolean } | null;
}

export interface Reopening {
  at: string;
  by: Person;
  reason: string;
}

export interface Breach {
  target: (typeof BREACH_TARGETS)[number];
  dueAt: string;
  reason: string;
  at: string;
  by: Person;
}

export interface RoundNote {
  day: string;
  at: string;
  by: Person;
  action: (typeof ROUND_ACTIONS)[number];
}

export const blankLife = () => ({
  impact: null,
  reopenings: [],
  plan: {},
  suspensions: [],
  timers: [],
  workTimes: [],
  contacts: { attempts: 0, unanswered: 0, last: null },
  firstAnswerAt: null,
  lastNewsAt: null,
  breaches: [],
  lastRound: null,
  recordedSinceTaken: false,
});

/** The suspension that a ticket is in; `null` when it is in none. It may be due: its station wakes it up. */
export function suspensionOf({ suspensions }: { suspensions: readonly Suspension[] }): Suspension | null {
  return suspensions.find(({ to }) => to === null) ?? null;
}

/** When a suspension stopped the clock, as far as it is known at `now`: never past its own end. */
export function pauseOf({ from, until, to }: Suspension, now: string): { from: string; to: string } {
  const end = to ?? (now < until ? now : until);
  return { from, to: end < from ? from : end };
}
