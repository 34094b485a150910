import type { JsonValue } from '../../../procedures/schema/condition.ts';
import type { Field, Step } from '../../../procedures/schema/flow.ts';
import type { Pack } from '../../../procedures/schema/pack.ts';
import { answerProblem, isEmpty } from '../../flow/answers.ts';
import { flowOf } from '../../flow/moment.ts';
import { ok, type Refusal, type Result, refuse } from '../../refusal.ts';
import { cleanText } from '../../text/clean.ts';
import { TEXT_LIMIT } from '../../text/limits.ts';
import { draft, type EntryDraft } from '../draft.ts';
import type { WorkOrderRef } from '../entry.ts';
import type { Ticket } from '../ticket.ts';
import { walkOf } from '../walk-of.ts';
import { attendanceRefusal } from './closed.ts';
import { stepPatch, workOrderPatch } from './patches.ts';

/** What a screen holds of one step. */
export interface StepInput {
  stepId: string;
  answers: Record<string, JsonValue>;
  notes: string | null;
}

export interface SaveContext {
  pack: Pack;
  /** The work order of an id that an answer names; `null` when there is none. */
  workOrder: (id: string) => WorkOrderRef | null;
}

export const STEP_UNKNOWN: Refusal = {
  code: 'step-unknown',
  message: 'Este passo não existe no roteiro deste atendimento.',
  way: 'Atualize a tela e tente de novo.',
};

/**
 * Saves what is typed in a step: only what differs is written, and a field's register with it (S1.2, S5.10).
 * Also for steps already left: what was said before can be corrected without leaving the present one.
 */
export function decideSaveStep(
  ticket: Ticket,
  input: StepInput,
  { pack, workOrder }: SaveContext,
): Result<EntryDraft[]> {
  const refusal = attendanceRefusal(ticket);
  if (refusal) return refuse(refusal);
  const attendance = ticket.attendance!;
  const step = flowOf(pack, walkOf(attendance)).steps.find(({ id }) => id === input.stepId);
  if (!step) return refuse(STEP_UNKNOWN);

  const before = attendance.answers[step.id] ?? {};
  const { changed, refusals } = changedAnswers(pack, step, { before, after: input.answers });
  const [first, ...others] = refusals;
  if (first) return refuse(first, ...others);

  const notes = input.notes === null ? null : cleanText(input.notes);
  const notesChanged = notes !== null && notes !== (attendance.notes[step.id] ?? '');
  if (Object.keys(changed).length === 0 && !notesChanged) return ok([]);

  const written = notesChanged ? notes : null;
  const drafts = [
    draft(ticket.id, 'step-saved', {
      data: { stepId: step.id, stepTitle: step.title, answers: changed, notes: written },
      patch: stepPatch(step, changed, written),
    }),
  ];
  return ok([...drafts, ...workOrderLinks(ticket, step, { changed, workOrder })]);
}

function changedAnswers(
  pack: Pack,
  step: Step,
  { before, after }: { before: Record<string, JsonValue>; after: Record<string, JsonValue> },
) {
  const changed: Record<string, JsonValue> = {};
  const refusals: Refusal[] = [];
  for (const [fieldId, raw] of Object.entries(after)) {
    const field = step.fields.find(({ id }) => id === fieldId);
    if (!field || !isAnswered(field)) continue;
    const value = cleaned(raw);
    if (
      JSON.stringify(value) === JSON.stringify(before[fieldId] ?? null) ||
      (isEmpty(value) && isEmpty(before[fieldId]))
    )
      continue;
    const refusal = answerRefusal(pack, step, { field, value });
    if (refusal) refusals.push(refusal);
    else changed[fieldId] = isEmpty(value) ? null : value;
  }
  return { changed, refusals };
}

/** Why a value cannot be saved as the answer to a field of the step; `null` when it can. */
export function answerRefusal(
  pack: Pack,
  step: Step,
  { field, value }: { field: Field; value: JsonValue },
): Refusal | null {
  const tooLong = JSON.stringify(value).length > TEXT_LIMIT ? 'é longo demais: use até 200 mil caracteres' : null;
  const problem = answerProblem(pack, field, value) ?? tooLong;
  return problem === null
    ? null
    : {
        code: 'answer-invalid',
        rule: step.rules[0],
        field: `${step.id}.${field.id}`,
        message: `“${field.label}” ${problem}.`,
      };
}

/** The kinds whose answer is kept elsewhere: the customer by identification, the standing by the customer's record. */
export function isAnswered(field: Field): boolean {
  return field.kind !== 'standing' && field.kind !== 'customer';
}

/** An answer as it is stored: every text in it clean. */
export function cleaned(value: JsonValue): JsonValue {
  if (typeof value === 'string') return cleanText(value);
  if (Array.isArray(value)) return value.map(cleaned);
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cleaned(inner)]));
  return value;
}

/** S5.9: a work order that an answer names is linked to the ticket. */
function workOrderLinks(
  ticket: Ticket,
  step: Step,
  { changed, workOrder }: { changed: Record<string, JsonValue>; workOrder: SaveContext['workOrder'] },
): EntryDraft[] {
  return step.fields.flatMap((field) => {
    const id = changed[field.id];
    if (field.kind !== 'work-order' || typeof id !== 'string') return [];
    const found = workOrder(id);
    if (!found || ticket.workOrder?.id === id) return [];
    const data = { workOrder: found };
    return [draft(ticket.id, 'work-order-linked', { data, patch: workOrderPatch(data) })];
  });
}
