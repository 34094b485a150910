import { type Span, united, within } from '../calendar/spans.ts';

/** What policies look at. `plan` is the customer's, `unit` the branch that the ticket belongs to. */
export interface SlaFacts {
  type: string | null;
  category: string | null;
  priority: string | null;
  plan: string | null;
  unit: string | null;
}

/** Time that counts for no deadline: the ticket was suspended (S1.8), or closed before it was reopened. */
export interface Pause {
  from: number;
  /** null while it lasts. */
  to: number | null;
  kind: 'suspended' | 'closed';
  /** For whom and why, in words. */
  why: string;
}

/** All that the deadlines of a ticket follow from. Instants in milliseconds. */
export interface SlaTimeline {
  openedAt: number;
  /** What the ticket was, and since when, oldest first; the first counts from the opening on. */
  facts: readonly { at: number; facts: SlaFacts }[];
  pauses: readonly Pause[];
  /** When the customer first got an answer. */
  firstAnswerAt: number | null;
  /** When the ticket was closed for the last time; null while it is open. */
  solvedAt: number | null;
}

/** The two deadlines of a ticket (S1.3). */
export const SLA_TARGETS = ['firstAnswer', 'solution'] as const;
export type SlaTarget = (typeof SLA_TARGETS)[number];

/** A time in which the ticket was the same to every policy. */
export interface Segment extends Span {
  facts: SlaFacts;
}

/** What of a timeline counts for one deadline, seen at an instant: whatever came later is as if it had not been. */
export interface SeenTimeline {
  /** In order, without gaps, up to `end`; never empty. */
  segments: Segment[];
  /** United. */
  pauses: Span[];
  /** When the clock was stopped; null while it has not been. */
  stoppedAt: number | null;
  /** The instant that was asked for, or when the clock was stopped. */
  end: number;
  /** A pause lasts at `end`. */
  paused: boolean;
}

export function seenAt(timeline: SlaTimeline, target: SlaTarget, now: number): SeenTimeline {
  const stop = target === 'firstAnswer' ? timeline.firstAnswerAt : timeline.solvedAt;
  const stoppedAt = stop !== null && stop <= now ? stop : null;
  const { openedAt } = timeline;
  const end = Math.max(openedAt, stoppedAt ?? now);
  const known = timeline.facts.filter(({ at }, i) => i === 0 || at <= end);
  const segments = known.flatMap(({ at, facts }, i): Segment[] => {
    const from = i === 0 ? openedAt : Math.max(at, openedAt);
    const to = Math.max(from, known[i + 1]?.at ?? end);
    // What was changed again in the same instant never was.
    return to > from || i === known.length - 1 ? [{ from, to, facts }] : [];
  });
  const pauses = united(
    timeline.pauses.flatMap(({ from, to }) =>
      within([{ from, to: to ?? Number.POSITIVE_INFINITY }], { from: openedAt, to: end }),
    ),
  );
  const paused = stoppedAt === null && timeline.pauses.some(({ from, to }) => from <= end && (to === null || to > end));
  return { segments, pauses, stoppedAt, end, paused };
}
