/** What the default pack calls its steps, exits and fields: tests say ids, page models look for words. */
import { defaultPack } from '#shared/procedures/default/pack.ts';
import { packSchema } from '#shared/procedures/schema/pack.ts';

export const pack = packSchema.parse(defaultPack);
const flow = pack.flows.find(({ id }) => id === pack.callFlow);
if (!flow) throw new Error('the default pack has no call flow');
export const steps = flow.steps;

export type Step = (typeof steps)[number];
export type Field = Step['fields'][number];

export function stepOf(stepId: string): Step {
  const step = steps.find(({ id }) => id === stepId);
  if (!step) throw new Error(`no such step: ${stepId}`);
  return step;
}

export function fieldOf(stepId: string, fieldId: string): Field {
  const field = stepOf(stepId).fields.find(({ id }) => id === fieldId);
  if (!field) throw new Error(`no such field: ${stepId}.${fieldId}`);
  return field;
}

export function exitOf(stepId: string, exitId: string): Step['exits'][number] {
  const exit = stepOf(stepId).exits.find(({ id }) => id === exitId);
  if (!exit) throw new Error(`no such exit: ${stepId}.${exitId}`);
  return exit;
}

/** The options of a choice, from its own list or from the pack's. */
export function optionsOf(field: Extract<Field, { kind: 'choice' }>): { value: string; label: string }[] {
  if (!field.from) return [...field.options];
  return pack[field.from].map(({ id, label }) => ({ value: id, label }));
}
