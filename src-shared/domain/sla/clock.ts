/**
 * The clock of one deadline of a ticket (S1.3, S4.13), as a pure function of what happened and of the pack.
 *
 *   opened ──segment──┬──segment──┬──▶ now, or when the clock was stopped
 *                     │           │
 *            the ticket was classified, reprioritised, moved to another unit…
 *
 * In each segment every policy that matches is asked for its deadline, and the shortest wins. What was spent before stays
 * spent: a segment's time counts by the calendar of its winner, without the pauses, and the next begins with what is left.
 * Where nothing matches, the time still counts, by the ticket's own calendar.
 */
import type { BusinessCalendar } from '../calendar/business-calendar.ts';
import { type Span, within } from '../calendar/spans.ts';
import type { SlaCandidate, SlaRules } from './rules.ts';
import { type SeenTimeline, type Segment, type SlaTarget, type SlaTimeline, seenAt } from './timeline.ts';

/** Shares of the time at which people are warned, in per cent. */
export const SLA_WARNINGS = [50, 80, 100] as const;
export type SlaWarning = (typeof SLA_WARNINGS)[number];

/** A policy that matches, with the deadline that it gives. */
export interface RankedCandidate {
  candidate: SlaCandidate;
  /** null: its calendar has not so much time within ten years. */
  due: number | null;
}

/** One segment, judged. */
export interface JudgedSegment extends Segment {
  /** The shortest deadline first; of equal ones the pack's order. Empty: no deadline. */
  ranked: RankedCandidate[];
  calendar: BusinessCalendar;
  /** Business time spent before it, and in it. */
  spentBefore: number;
  spent: number;
}

export interface SlaClock {
  target: SlaTarget;
  /** The policy that counts, its class and calendar. */
  winner: SlaCandidate;
  /** How many policies match. */
  matching: number;
  /**
   * The last instant at which the deadline is kept. While the ticket is paused: as if it went on now. null: the calendar has
   * not so much time.
   */
  due: number | null;
  targetMillis: number;
  spentMillis: number;
  /** Negative when more was spent than there was. */
  leftMillis: number;
  /** Of the time, in per cent; may pass 100. */
  percent: number;
  /** The highest warning that was reached. */
  warning: SlaWarning | null;
  /** The deadline has passed, or had when the clock was stopped (S2.3). */
  breached: boolean;
  /** `resting`: outside of the calendar's hours. */
  state: 'running' | 'resting' | 'paused' | 'stopped';
  stoppedAt: number | null;
}

/** The state of one deadline at an instant; null: no policy gives one. */
export function slaClock(
  rules: SlaRules,
  timeline: SlaTimeline,
  { target, now }: { target: SlaTarget; now: number },
): SlaClock | null {
  const seen = seenAt(timeline, target, now);
  const last = judge(rules, seen, target).at(-1);
  return last ? clockOf(last, seen, target) : null;
}

/** Both deadlines at an instant. */
export function slaClocks(
  rules: SlaRules,
  timeline: SlaTimeline,
  now: number,
): { firstAnswer: SlaClock | null; solution: SlaClock | null } {
  return {
    firstAnswer: slaClock(rules, timeline, { target: 'firstAnswer', now }),
    solution: slaClock(rules, timeline, { target: 'solution', now }),
  };
}

/** When each warning is or was reached, by what is known now; empty when there is no deadline or the clock was stopped. */
export function warningInstants(
  rules: SlaRules,
  timeline: SlaTimeline,
  { target, now }: { target: SlaTarget; now: number },
): { percent: SlaWarning; at: number }[] {
  const seen = seenAt(timeline, target, now);
  const last = judge(rules, seen, target).at(-1);
  const winner = last?.ranked[0]?.candidate;
  if (!last || !winner || seen.stoppedAt !== null) return [];
  return SLA_WARNINGS.flatMap((percent) => {
    const needed = Math.ceil((winner.targets[target] * percent) / 100);
    const at = dueIn(last, { calendar: winner.calendar, needed, pauses: seen.pauses });
    return at === null ? [] : [{ percent, at }];
  });
}

/** Every segment with the policies that matched in it. */
export function judge(rules: SlaRules, { segments, pauses }: SeenTimeline, target: SlaTarget): JudgedSegment[] {
  let spentBefore = 0;
  return segments.map((segment) => {
    const ranked = rules
      .candidatesFor(segment.facts)
      .map((candidate) => {
        const { calendar, targets } = candidate;
        const due = dueIn({ ...segment, spentBefore }, { calendar, needed: targets[target], pauses });
        return { candidate, due };
      })
      .toSorted((a, b) => (a.due ?? Number.POSITIVE_INFINITY) - (b.due ?? Number.POSITIVE_INFINITY) || 0);
    const calendar = ranked[0]?.candidate.calendar ?? rules.calendarFor(segment.facts);
    const spent = spentIn(segment, calendar, pauses);
    const judged = { ...segment, ranked, calendar, spentBefore, spent };
    spentBefore += spent;
    return judged;
  });
}

function clockOf(last: JudgedSegment, seen: SeenTimeline, target: SlaTarget): SlaClock | null {
  const [best] = last.ranked;
  if (!best) return null;
  const { candidate: winner, due } = best;
  const targetMillis = winner.targets[target];
  const spentMillis = last.spentBefore + last.spent;
  const percent = targetMillis === 0 ? (due !== null && seen.end >= due ? 100 : 0) : (100 * spentMillis) / targetMillis;
  return {
    target,
    winner,
    matching: last.ranked.length,
    due,
    targetMillis,
    spentMillis,
    leftMillis: targetMillis - spentMillis,
    percent,
    warning: SLA_WARNINGS.findLast((one) => percent >= one) ?? null,
    breached: due !== null && seen.end > due,
    state: stateOf(seen, winner.calendar),
    stoppedAt: seen.stoppedAt,
  };
}

function stateOf(seen: SeenTimeline, calendar: BusinessCalendar): SlaClock['state'] {
  if (seen.stoppedAt !== null) return 'stopped';
  if (seen.paused) return 'paused';
  return calendar.isOpen(seen.end) ? 'running' : 'resting';
}

function spentIn(segment: Span, calendar: BusinessCalendar, pauses: readonly Span[]): number {
  const paused = within(pauses, segment).reduce((sum, { from, to }) => sum + calendar.millisBetween(from, to), 0);
  return calendar.millisBetween(segment.from, segment.to) - paused;
}

interface Needed {
  calendar: BusinessCalendar;
  /** Business time from the opening on. */
  needed: number;
  pauses: readonly Span[];
}

/**
 * The instant in or after a segment at which so much has been spent. Where it already was when the segment began, that
 * beginning: nobody could have kept a deadline before they were given it.
 */
function dueIn(segment: { from: number; spentBefore: number }, { calendar, needed, pauses }: Needed): number | null {
  let left = needed - segment.spentBefore;
  let from = segment.from;
  if (left <= 0 && segment.spentBefore > 0) return from;
  for (const pause of pauses) {
    if (pause.to <= from) continue;
    if (pause.from > from) {
      const at = calendar.after(from, left);
      if (at !== null && (at < pause.from || (left > 0 && at === pause.from))) return at;
      left -= calendar.millisBetween(from, pause.from);
    }
    from = pause.to;
  }
  return calendar.after(from, left);
}
