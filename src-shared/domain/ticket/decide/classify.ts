import type { JsonValue } from '../../../procedures/schema/condition.ts';
import type { Step } from '../../../procedures/schema/flow.ts';
import type { EntryDraft } from '../draft.ts';

/** S1.2: answers that also classify the ticket. */
export function ticketRegisters(step: Step, answers: Record<string, JsonValue>): EntryDraft['patch'] {
  const registers: EntryDraft['patch'] = {};
  for (const field of step.fields) {
    if (!field.register || !(field.id in answers)) continue;
    const value = answers[field.id];
    const isText = field.register === 'subject' || field.register === 'contact';
    registers[field.register] = typeof value === 'string' ? value : isText ? '' : null;
  }
  return registers;
}
