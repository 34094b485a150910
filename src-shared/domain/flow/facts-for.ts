import type { Pack } from '../../procedures/schema/pack.ts';
import { categoryFact } from './answers.ts';
import type { FlowFacts, Interval, Walk } from './facts.ts';
import { currentStep, flowOf } from './moment.ts';
import { timeBoxStatus } from './time-box.ts';

export interface FactsInput
  extends Pick<FlowFacts, 'company' | 'agent' | 'customer' | 'ticket' | 'openTickets' | 'workOrder'> {
  /** ISO instants; `timeZone` is an IANA name. */
  now: string;
  callStartedAt: string;
  parked: readonly Interval[];
  timeZone: string;
}

/** What the conditions and scripts of a walk may speak of, at one moment. */
export function factsFor(pack: Pack, walk: Walk, input: FactsInput): FlowFacts {
  const { company, agent, customer, ticket, openTickets, workOrder, now, parked } = input;
  const step = currentStep(pack, walk);
  const inStep = step ? (timeBoxStatus(step, walk.visits, { now, parked })?.minutes ?? 0) : 0;
  const inCall = Math.max(0, Math.floor((Date.parse(now) - Date.parse(input.callStartedAt)) / 60_000));
  const facts: FlowFacts = {
    company,
    agent,
    greeting: greetingAt(pack.greetings, now, input.timeZone),
    customer,
    ticket,
    category: null,
    openTickets,
    workOrder,
    answers: walk.answers,
    minutes: { step: inStep, call: inCall },
  };
  return { ...facts, category: categoryFact(pack, flowOf(pack, walk), facts) };
}

/** S5.1: the greeting of the pack's table for the local time; the first one where the table has a gap. */
export function greetingAt(greetings: Pack['greetings'], now: string, timeZone: string): string {
  const time = new Intl.DateTimeFormat('pt-BR', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(new Date(now));
  return (greetings.find((one) => covers(one, time)) ?? greetings[0])?.text ?? '';
}

/** Whether `HH:MM` lies in a stretch that may go past midnight. */
export function covers({ from, until }: { from: string; until: string }, time: string): boolean {
  return from < until ? from <= time && time < until : time >= from || time < until;
}
