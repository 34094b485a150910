import type { StepDraft } from '#shared/contract/attendance.ts';
import { answerProblem, isEmpty } from '#shared/domain/flow/answers.ts';
import { cleanText } from '#shared/domain/text/clean.ts';
import type { Attendance } from '#shared/domain/ticket/ticket.ts';
import type { JsonValue } from '#shared/procedures/schema/condition.ts';
import type { Flow } from '#shared/procedures/schema/flow.ts';
import type { Pack } from '#shared/procedures/schema/pack.ts';

/*
 * What is typed in a step and not in the journal yet. A draft holds only the fields that were touched, and
 * `notes: null` where the notes were not: two people in different fields of one step both keep theirs.
 */

export type StepDrafts = Readonly<Record<string, StepDraft>>;

/** The name under which the window keeps the draft of a step. Ids only. */
export function draftKey(ticketId: string, stepId: string): string {
  return `step:${ticketId}:${stepId}`;
}

export function emptyDraft(stepId: string): StepDraft {
  return { stepId, answers: {}, notes: null };
}

export function isBlank(draft: StepDraft): boolean {
  return draft.notes === null && Object.keys(draft.answers).length === 0;
}

/** Whether two answers are the same to the journal: nothing is nothing, and texts count as they are stored. */
export function sameAnswer(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (isEmpty(a) && isEmpty(b)) return true;
  return JSON.stringify(stored(a ?? null)) === JSON.stringify(stored(b ?? null));
}

function stored(value: JsonValue): JsonValue {
  if (typeof value === 'string') return cleanText(value);
  if (Array.isArray(value)) return value.map(stored);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, stored(inner)]));
}

/** The attendance as it is with everything typed in it, whatever the journal has of that. */
export function typedAttendance(attendance: Attendance, drafts: StepDrafts): Attendance {
  const answers = { ...attendance.answers };
  const notes = { ...attendance.notes };
  for (const draft of Object.values(drafts)) {
    answers[draft.stepId] = { ...answers[draft.stepId], ...draft.answers };
    if (draft.notes !== null) notes[draft.stepId] = draft.notes;
  }
  return { ...attendance, answers, notes };
}

/** What of a draft the other does not say in the same way; null when nothing is left. */
export function withoutWhat(draft: StepDraft, known: Pick<StepDraft, 'answers' | 'notes'>): StepDraft | null {
  const answers = Object.fromEntries(
    Object.entries(draft.answers).filter(([field, value]) => !sameAnswer(value, known.answers[field])),
  );
  const notes = draft.notes === null || sameAnswer(draft.notes, known.notes) ? null : draft.notes;
  const rest = { stepId: draft.stepId, answers, notes };
  return isBlank(rest) ? null : rest;
}

/** What the journal has of a step, in the shape of a draft. */
export function journaled(attendance: Attendance, stepId: string): StepDraft {
  return { stepId, answers: attendance.answers[stepId] ?? {}, notes: attendance.notes[stepId] ?? '' };
}

/**
 * What of a draft the journal takes: a half-typed date or a number out of bounds stays in the window until
 * it is one, and never keeps the rest from being saved.
 */
export function journalable(pack: Pack, flow: Flow, draft: StepDraft): StepDraft {
  const step = flow.steps.find(({ id }) => id === draft.stepId);
  const answers = Object.fromEntries(
    Object.entries(draft.answers).filter(([fieldId, value]) => {
      const field = step?.fields.find(({ id }) => id === fieldId);
      if (!field || field.kind === 'customer' || field.kind === 'standing') return false;
      return answerProblem(pack, field, value) === null;
    }),
  );
  return { ...draft, answers };
}
