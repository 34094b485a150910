import type { Condition } from '../../../procedures/schema/condition.ts';
import type { Exit, Field, Step } from '../../../procedures/schema/flow.ts';
import type { Pack } from '../../../procedures/schema/pack.ts';
import { conditionPaths } from '../../flow/condition.ts';

/*
 * A condition may rest on what only the author's station knew at that moment: the customer's standing, a work order, how many
 * minutes had gone. Who judges later takes the author's word for those, and holds them to all the others.
 */

const KNOWN = /^(?:answers\..+|ticket\..+|category(?:\..+)?|customer|customer\.id|agent\..+)$/;

/** Whether ticket and entry alone say if a condition holds. */
export function isJudgeable(condition: Condition | undefined): boolean {
  return condition === undefined || conditionPaths(condition).every((path) => KNOWN.test(path));
}

/** The pack with one step as it can be judged: what is not known never stands in anybody's way. */
export function judgedPack(pack: Pack, at: { flowId: string; stepId: string | null }): Pack {
  const flows = pack.flows.map((flow) =>
    flow.id === at.flowId
      ? { ...flow, steps: flow.steps.map((step) => (step.id === at.stepId ? judgedStep(step) : step)) }
      : flow,
  );
  return { ...pack, flows };
}

function judgedStep(step: Step): Step {
  return { ...step, fields: step.fields.map(judgedField), exits: step.exits.map(judgedExit) };
}

function judgedField(field: Field): Field {
  const required = typeof field.required === 'boolean' || isJudgeable(field.required) ? field.required : false;
  const judged = { ...field, required: isJudgeable(field.when) ? required : false };
  if (!isJudgeable(field.when)) delete judged.when;
  if (!isJudgeable(field.derive)) delete judged.derive;
  return judged;
}

function judgedExit(exit: Exit): Exit {
  const { when, ...rest } = exit;
  const effects = exit.effects.filter((effect) => effect.kind !== 'transfer' || isJudgeable(effect.queue));
  return isJudgeable(when) && when !== undefined ? { ...rest, when, effects } : { ...rest, effects };
}
