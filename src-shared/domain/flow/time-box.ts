import type { Step, TimeBox } from '../../procedures/schema/flow.ts';
import type { Interval, Visit } from './facts.ts';

/**
 * `asking`: the limit is reached and the agent decides between the box's exits. `over`: the limit is
 * reached and the station itself takes the box's automatic exit (S5.7).
 */
export type TimeBoxPhase = 'running' | 'warning' | 'asking' | 'over';

export interface TimeBoxStatus {
  timeBox: TimeBox;
  phase: TimeBoxPhase;
  /** Whole minutes gone, by the box's clock. */
  minutes: number;
  /** The same exactly, for a ring that fills. */
  milliseconds: number;
  /** When the warning and the limit come if the clock goes on from now; null while it stands still (parked). */
  warnAt: string | null;
  dueAt: string | null;
  /** What to say now, from the warning on. */
  message: string | null;
}

export interface Clock {
  now: string;
  parked: readonly Interval[];
}

const MINUTE = 60_000;

/** The time box of the step as of now; null when it has none or the walk does not stand in it. */
export function timeBoxStatus(step: Step, visits: readonly Visit[], clock: Clock): TimeBoxStatus | null {
  const { timeBox } = step;
  const stays = countedStays(step, visits);
  if (!timeBox || stays.at(-1)?.leftAt !== null) return null;
  const now = Date.parse(clock.now);
  const spent = timeBox.clock === 'live' ? liveTime(stays, clock) : Math.max(0, now - Date.parse(stays[0]!.enteredAt));
  const stands = timeBox.clock === 'live' && clock.parked.some(({ to }) => to === null);
  const at = (minutes: number) => (stands ? null : new Date(now + minutes * MINUTE - spent).toISOString());
  const phase = phaseOf(timeBox, spent / MINUTE);
  return {
    timeBox,
    phase,
    minutes: Math.floor(spent / MINUTE),
    milliseconds: spent,
    warnAt: at(timeBox.warnAfterMinutes),
    dueAt: at(timeBox.limitMinutes),
    message: phase === 'running' ? null : phase === 'warning' ? timeBox.warning : timeBox.question,
  };
}

function phaseOf(timeBox: TimeBox, minutes: number): TimeBoxPhase {
  if (minutes >= timeBox.limitMinutes) return timeBox.automaticExit ? 'over' : 'asking';
  return minutes >= timeBox.warnAfterMinutes ? 'warning' : 'running';
}

/** The visits of a step since the last exit that restarts its clock. */
function countedStays(step: Step, visits: readonly Visit[]): Visit[] {
  const stays = visits.filter(({ stepId }) => stepId === step.id);
  const restarts = step.timeBox?.restartsAfter ?? [];
  const settled = stays.findLastIndex(({ exitId }) => exitId !== null && restarts.includes(exitId));
  return stays.slice(settled + 1);
}

/** Milliseconds of the stays without the time in which the attendance was parked. */
export function liveTime(stays: readonly Visit[], clock: Clock): number {
  const now = Date.parse(clock.now);
  const pauses = merged(clock.parked, now);
  let sum = 0;
  for (const stay of stays) {
    const from = Date.parse(stay.enteredAt);
    const to = stay.leftAt === null ? now : Date.parse(stay.leftAt);
    let live = Math.max(0, to - from);
    for (const pause of pauses) live -= Math.max(0, Math.min(to, pause.to) - Math.max(from, pause.from));
    sum += Math.max(0, live);
  }
  return sum;
}

function merged(intervals: readonly Interval[], now: number): { from: number; to: number }[] {
  const sorted = intervals
    .map(({ from, to }) => ({ from: Date.parse(from), to: to === null ? now : Date.parse(to) }))
    .sort((a, b) => a.from - b.from);
  const result: { from: number; to: number }[] = [];
  for (const next of sorted) {
    const last = result.at(-1);
    if (last && next.from <= last.to) last.to = Math.max(last.to, next.to);
    else result.push({ ...next });
  }
  return result;
}
