/** "Por que este prazo?" (S1.3): the rule, what else matched, and every stretch of time that counted or did not. */
import type { Stretch } from '../calendar/business-calendar.ts';
import type { DayReason } from '../calendar/day-plan.ts';
import { type Span, within, without } from '../calendar/spans.ts';
import { type JudgedSegment, judge, type RankedCandidate, type SlaClock, slaClock } from './clock.ts';
import type { SlaRules } from './rules.ts';
import { type Pause, type SeenTimeline, type SlaFacts, type SlaTarget, type SlaTimeline, seenAt } from './timeline.ts';

/** A stretch of the time since opening, or of the time still to come. */
export interface SlaStretch extends Span {
  counted: boolean;
  reason: DayReason | Pause['kind'];
  /** Name of the holiday, own day or pause; empty for the rest. */
  label: string;
  /** Still to come, on the way to the deadline. */
  ahead: boolean;
}

export interface ExplainedSegment extends Span {
  /** What made it differ from the one before; empty in the first. */
  changed: (keyof SlaFacts)[];
  /** The policy that counted, and those that lost; empty: no deadline. */
  ranked: RankedCandidate[];
  calendar: { id: string; label: string; timeZone: string };
  spentBefore: number;
  spent: number;
}

export interface SlaExplanation {
  clock: SlaClock;
  segments: ExplainedSegment[];
  /** From the opening to the deadline or to now, whichever is later; neighbours of one reason made one. */
  stretches: SlaStretch[];
  /** Holidays and own days that took time away, in order. */
  daysOff: (Span & { label: string; reason: 'holiday' | 'own-day' })[];
}

/** null: there is no deadline to explain. */
export function explainSla(
  rules: SlaRules,
  timeline: SlaTimeline,
  { target, now }: { target: SlaTarget; now: number },
): SlaExplanation | null {
  const clock = slaClock(rules, timeline, { target, now });
  if (!clock) return null;
  const seen = seenAt(timeline, target, now);
  const judged = judge(rules, seen, target);
  const stretches = [...judged.flatMap((segment) => behind(segment, timeline.pauses, seen)), ...ahead(clock, seen.end)];
  return {
    clock,
    segments: judged.map((segment, i) => explained(segment, judged[i - 1])),
    stretches: merged(stretches),
    daysOff: daysOff(merged(stretches)),
  };
}

function explained(segment: JudgedSegment, before: JudgedSegment | undefined): ExplainedSegment {
  const { from, to, facts, ranked, calendar, spentBefore, spent } = segment;
  const keys = Object.keys(facts) as (keyof SlaFacts)[];
  return {
    from,
    to,
    changed: before ? keys.filter((key) => facts[key] !== before.facts[key]) : [],
    ranked,
    calendar: { id: calendar.id, label: calendar.label, timeZone: calendar.timeZone },
    spentBefore,
    spent,
  };
}

/** The time of a segment: what the calendar says, but where the ticket was paused. */
function behind(segment: JudgedSegment, pauses: readonly Pause[], seen: SeenTimeline): SlaStretch[] {
  const bounds = { from: segment.from, to: segment.to };
  const paused = within(seen.pauses, bounds);
  const running = without([bounds], paused).flatMap(({ from, to }) =>
    segment.calendar.stretches(from, to).map((one) => ({ ...one, ahead: false })),
  );
  return [...running, ...pausedStretches(pauses, paused)].toSorted((a, b) => a.from - b.from);
}

/** Each part of a pause under the name of the first that covers it. */
function pausedStretches(pauses: readonly Pause[], paused: readonly Span[]): SlaStretch[] {
  let left = [...paused];
  return pauses.flatMap(({ from, to, kind, why }) => {
    const span = { from, to: to ?? Number.POSITIVE_INFINITY };
    const mine = within(left, span).map((one) => ({ ...one, counted: false, reason: kind, label: why, ahead: false }));
    left = without(left, [span]);
    return mine;
  });
}

function ahead(clock: SlaClock, end: number): SlaStretch[] {
  if (clock.stoppedAt !== null || clock.due === null || clock.due <= end) return [];
  return clock.winner.calendar.stretches(end, clock.due).map((one: Stretch) => ({ ...one, ahead: true }));
}

function merged(stretches: readonly SlaStretch[]): SlaStretch[] {
  const found: SlaStretch[] = [];
  for (const one of stretches) {
    const last = found.at(-1);
    const same =
      last?.to === one.from && last.reason === one.reason && last.label === one.label && last.ahead === one.ahead;
    if (last && same) last.to = one.to;
    else found.push({ ...one });
  }
  return found;
}

function daysOff(stretches: readonly SlaStretch[]): SlaExplanation['daysOff'] {
  return stretches.flatMap(({ from, to, reason, label }) =>
    reason === 'holiday' || reason === 'own-day' ? [{ from, to, reason, label }] : [],
  );
}
