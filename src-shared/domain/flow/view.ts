import type { Exit, Script, Step } from '../../procedures/schema/flow.ts';
import type { Pack } from '../../procedures/schema/pack.ts';
import type { Refusal } from '../refusal.ts';
import { holds } from './condition.ts';
import type { Walk } from './facts.ts';
import type { FieldView } from './fields.ts';
import { findStep, flowOf, type Moment } from './moment.ts';
import { exitRefusals, FIRST_STEP, type Present, present } from './moves.ts';
import { flowTemplate } from './show.ts';
import { type Clock, liveTime, type TimeBoxStatus, timeBoxStatus } from './time-box.ts';
import { trail } from './walk.ts';

export interface ExitView {
  exit: Exit;
  /** 1, 2, 3… as on its button and its key. */
  number: number;
  open: boolean;
  /** Why it is closed, in one line of pt-BR; null when open. */
  why: string | null;
  refusals: Refusal[];
  /** Title of the step it leads to; null: the attendance ends. */
  leadsTo: string | null;
}

/** Everything a screen shows of the present step. */
export interface StepView {
  step: Step;
  /** Those that apply now, filled in. */
  scripts: Pick<Script, 'tone' | 'text'>[];
  fields: FieldView[];
  exits: ExitView[];
  skip: { allowed: boolean; why: string | null; to: string | null };
  back: { allowed: boolean; why: string | null; to: string | null };
  timeBox: TimeBoxStatus | null;
}

/** The present step of a walk as a person sees it; null when the flow has ended. */
export function stepView(pack: Pack, walk: Walk, moment: Moment): StepView | null {
  const here = present(pack, walk, moment);
  if (!here) return null;
  const { step } = here;
  const back = trail(walk).at(-1) ?? null;
  return {
    step,
    scripts: filledScripts(here),
    fields: here.fields,
    exits: step.exits.map((exit, i) => exitView(here, exit, i + 1)),
    skip:
      'never' in step.skip
        ? { allowed: false, why: step.skip.never, to: null }
        : { allowed: true, why: null, to: step.skip.to },
    back: { allowed: back !== null, why: back === null ? FIRST_STEP : null, to: back },
    timeBox: timeBoxStatus(step, walk.visits, moment),
  };
}

function filledScripts({ pack, walk, moment, step, facts }: Present): StepView['scripts'] {
  const fill = flowTemplate(pack, flowOf(pack, walk), moment.timeZone);
  return step.scripts
    .filter(({ when }) => holds(when, facts))
    .map(({ tone, text }) => ({ tone, text: fill(text, facts) }));
}

function exitView(here: Present, exit: Exit, number: number): ExitView {
  const refusals = exitRefusals(here, exit);
  const leadsTo = findStep(flowOf(here.pack, here.walk), exit.to)?.title ?? null;
  return { exit, number, open: refusals.length === 0, why: inOneLine(here, refusals), refusals, leadsTo };
}

function inOneLine({ step, fields }: Present, refusals: readonly Refusal[]): string | null {
  if (refusals.length === 0) return null;
  const reasons = refusals.filter(({ code }) => code !== 'field-missing').map(({ message }) => message);
  const missing = refusals
    .filter(({ code }) => code === 'field-missing')
    .map(({ field }) => fields.find((view) => `${step.id}.${view.field.id}` === field)?.field.label ?? field);
  if (missing.length > 0) reasons.push(`Falta: ${missing.join(', ')}`);
  return reasons.map((reason) => (/[.?!]$/u.test(reason) ? reason : `${reason}.`)).join(' ');
}

export type StepState = 'done' | 'current' | 'skipped' | 'ahead';

export interface StepSummary {
  id: string;
  number: string;
  title: string;
  state: StepState;
  /** Whole seconds of live time in the step, all visits. */
  seconds: number;
}

/** The steps of the walk's flow in the pack's order, for the column beside the step. */
export function stepOverview(pack: Pack, walk: Walk, clock: Clock): StepSummary[] {
  return flowOf(pack, walk).steps.map(({ id, number, title }) => {
    const stays = walk.visits.filter(({ stepId }) => stepId === id);
    return { id, number, title, state: stateOf(walk, id), seconds: Math.floor(liveTime(stays, clock) / 1000) };
  });
}

/** Where a step stands in a walk: by how it was last left, going back apart. */
export function stateOf(walk: Walk, stepId: string): StepState {
  if (walk.stepId === stepId) return 'current';
  const last = walk.visits.findLast((one) => one.stepId === stepId && one.how !== 'back' && one.how !== null);
  if (!last) return 'ahead';
  return last.how === 'skipped' ? 'skipped' : 'done';
}
