import type { Flow, Step } from '../../procedures/schema/flow.ts';
import { FLOW_END } from '../../procedures/schema/flow.ts';
import type { Pack } from '../../procedures/schema/pack.ts';
import type { Refusal } from '../refusal.ts';
import type { FlowFacts, Interval, Walk } from './facts.ts';

/** Judges a text that the customer will read; no refusals: it may go (S5.4). `field` names the input. */
export type PublicTextCheck = (text: string, field: string) => Refusal[];

/** The circumstances in which a walk is looked at: all that the engine needs besides pack and walk. */
export interface Moment {
  /** From `factsFor`; the engine replaces `answers` by the walk's own, derived values included. */
  facts: FlowFacts;
  /** ISO instant. */
  now: string;
  /** When the attendance was parked; the last may still be open. */
  parked: readonly Interval[];
  /** IANA name of the zone in which times are shown. */
  timeZone: string;
  publicText: PublicTextCheck;
}

/** The flow of a walk; a walk belongs to the pack version it began with, so its absence is a defect. */
export function flowOf(pack: Pack, walk: Pick<Walk, 'flowId'>): Flow {
  const flow = pack.flows.find(({ id }) => id === walk.flowId);
  if (!flow) throw new Error(`flow ${walk.flowId} is not in pack ${pack.id} version ${pack.version}`);
  return flow;
}

export function findStep(flow: Flow, stepId: string | null): Step | undefined {
  return flow.steps.find(({ id }) => id === stepId);
}

/** The step a walk stands in, or undefined when it has ended. */
export function currentStep(pack: Pack, walk: Walk): Step | undefined {
  if (walk.stepId === null) return undefined;
  const step = findStep(flowOf(pack, walk), walk.stepId);
  if (!step) throw new Error(`step ${walk.stepId} is not in flow ${walk.flowId} version ${pack.version}`);
  return step;
}

/** A pack's target as a walk's: `end` is no step. */
export function target(to: string): string | null {
  return to === FLOW_END ? null : to;
}
