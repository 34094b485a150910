import type { StepDraft } from '#shared/contract/attendance.ts';
import type { Attendance } from '#shared/domain/ticket/ticket.ts';
import { emptyDraft, isBlank, journaled, type StepDrafts, withoutWhat } from './step-draft.ts';

/*
 * Which of the drafts the journal has. A draft leaves the window when the journal, as the live view shows
 * it, says the same, and what was sent last is what is there: so a text never jumps back to an older one
 * while its save is under way.
 *
 *     typed ──► drafts ──(idle, leaving)──► sent ──(live view says the same)──► settled
 */

export interface Ledger {
  drafts: StepDrafts;
  /** What the station was last given of each step and did not refuse. */
  sent: StepDrafts;
}

export const EMPTY_LEDGER: Ledger = { drafts: {}, sent: {} };

export function typed(ledger: Ledger, stepId: string, change: Partial<Pick<StepDraft, 'answers' | 'notes'>>): Ledger {
  const before = ledger.drafts[stepId] ?? emptyDraft(stepId);
  const after: StepDraft = {
    stepId,
    answers: { ...before.answers, ...change.answers },
    notes: change.notes === undefined ? before.notes : change.notes,
  };
  return { ...ledger, drafts: { ...ledger.drafts, [stepId]: after } };
}

/** What of the step's draft has not been sent yet; null when nothing. */
export function unsent(ledger: Ledger, attendance: Attendance, stepId: string): StepDraft | null {
  const draft = ledger.drafts[stepId];
  if (!draft) return null;
  const sent = ledger.sent[stepId];
  const known = journaled(attendance, stepId);
  return withoutWhat(draft, {
    answers: { ...known.answers, ...sent?.answers },
    notes: sent?.notes ?? known.notes,
  });
}

export function sentNow(ledger: Ledger, draft: StepDraft): Ledger {
  const before = ledger.sent[draft.stepId] ?? emptyDraft(draft.stepId);
  const sent = {
    stepId: draft.stepId,
    answers: { ...before.answers, ...draft.answers },
    notes: draft.notes ?? before.notes,
  };
  return { ...ledger, sent: { ...ledger.sent, [draft.stepId]: sent } };
}

/** Nobody knows whether the station has it: it will be sent again. */
export function unsure(ledger: Ledger, stepId: string): Ledger {
  const { [stepId]: _, ...sent } = ledger.sent;
  return { ...ledger, sent };
}

/** The ledger without what the station has taken for certain, when nobody watches the journal any more. */
export function handedOver(ledger: Ledger, taken: StepDraft): Ledger {
  const draft = ledger.drafts[taken.stepId];
  if (!draft) return ledger;
  const rest = withoutWhat(draft, taken);
  const { [taken.stepId]: _, ...others } = ledger.drafts;
  return { ...ledger, drafts: rest ? { ...others, [taken.stepId]: rest } : others };
}

/** The ledger without what the journal says now; the same object when nothing changes. */
export function settled(ledger: Ledger, attendance: Attendance): Ledger {
  let next = ledger;
  for (const draft of Object.values(ledger.drafts)) {
    const rest = unsettled(ledger, attendance, draft);
    if (rest && sameFields(rest, draft)) continue;
    const { [draft.stepId]: _, ...others } = next.drafts;
    next = { ...next, drafts: rest ? { ...others, [draft.stepId]: rest } : others };
  }
  for (const sent of Object.values(next.sent)) {
    if (withoutWhat(sent, journaled(attendance, sent.stepId)) === null) next = unsure(next, sent.stepId);
  }
  return next;
}

function unsettled({ sent }: Ledger, attendance: Attendance, draft: StepDraft): StepDraft | null {
  const onTheWay = sent[draft.stepId];
  const rest = withoutWhat(draft, journaled(attendance, draft.stepId)) ?? emptyDraft(draft.stepId);
  if (!onTheWay) return isBlank(rest) ? null : rest;
  // Back at what the journal says, while something else is still on its way there.
  for (const [field, value] of Object.entries(draft.answers)) {
    if (field in onTheWay.answers && withoutWhat({ ...draft, answers: { [field]: value }, notes: null }, onTheWay))
      rest.answers[field] = value;
  }
  if (draft.notes !== null && onTheWay.notes !== null && withoutWhat({ ...draft, answers: {} }, onTheWay))
    rest.notes = draft.notes;
  return isBlank(rest) ? null : rest;
}

function sameFields(a: StepDraft, b: StepDraft): boolean {
  const fields = Object.keys(a.answers);
  return (
    (a.notes === null) === (b.notes === null) &&
    fields.length === Object.keys(b.answers).length &&
    fields.every((field) => field in b.answers)
  );
}
