import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { StepDraft } from '#shared/contract/attendance.ts';
import { stepDraftSchema } from '#shared/contract/attendance.ts';
import type { Attendance } from '#shared/domain/ticket/ticket.ts';
import type { JsonValue } from '#shared/procedures/schema/condition.ts';
import type { DraftStore } from '../../../drafts/draft-store.ts';
import { useDraftStore } from '../../../drafts/drafts-context.tsx';
import { EMPTY_LEDGER, type Ledger, settled, typed } from './draft-ledger.ts';
import { draftKey, isBlank, type StepDrafts } from './step-draft.ts';

export interface StepDraftsState {
  ledger: Ledger;
  /** It is known what was typed before. */
  ready: boolean;
  /** Can be typed in: it is ready, or the call has just begun and nobody can have typed in it before. */
  editable: boolean;
  /** Something could not be written: it is in this window's memory only. */
  failed: boolean;
  /** Drafts of an earlier life of the window were found. */
  restored: boolean;
  answer(stepId: string, fieldId: string, value: JsonValue): void;
  note(stepId: string, text: string): void;
  change(next: (before: Ledger) => Ledger): void;
  /** The ledger as of now, also between two renders. */
  current(): Ledger;
}

/** Milliseconds after its beginning in which a call takes typing before its drafts are read. */
const JUST_BEGUN = 5000;

interface Kept {
  ticketId: string;
  ledger: Ledger;
  ready: boolean;
  failed: boolean;
  restored: boolean;
}

const blank = (ticketId: string): Kept => ({
  ticketId,
  ledger: EMPTY_LEDGER,
  ready: false,
  failed: false,
  restored: false,
});

/**
 * Everything typed in the steps of one attendance. Each keystroke is written to the window's own database
 * at once; a draft goes when the journal, as `attendance` shows it, says the same.
 */
export function useStepDrafts(ticketId: string, stepIds: readonly string[], attendance: Attendance): StepDraftsState {
  const store = useDraftStore();
  const [state, setState] = useState<Kept>(() => blank(ticketId));
  const shown = state.ticketId === ticketId ? state : blank(ticketId);
  const [fresh] = useState(() => Date.now() - Date.parse(attendance.startedAt) < JUST_BEGUN);
  const latest = useRef(shown);
  latest.current = shown;

  const become = useCallback(
    (next: (before: Kept) => Kept) => {
      if (latest.current.ticketId !== ticketId) return;
      const after = next(latest.current);
      if (after === latest.current) return;
      latest.current = after;
      setState(after);
    },
    [ticketId],
  );

  const steps = stepIds.join(' ');
  useEffect(() => {
    let gone = false;
    latest.current = blank(ticketId);
    setState(latest.current);
    readDrafts(store, ticketId, steps.split(' ')).then(({ drafts, failed }) => {
      if (gone) return;
      const restored = Object.keys(drafts).length > 0;
      become((before) => {
        const ledger = { ...before.ledger, drafts: merged(drafts, before.ledger.drafts) };
        return { ...before, ready: true, failed: before.failed || failed, restored, ledger };
      });
    });
    return () => {
      gone = true;
    };
  }, [store, ticketId, steps, become]);

  const change = useCallback(
    (next: (before: Ledger) => Ledger) => {
      become((before) => {
        const ledger = next(before.ledger);
        if (ledger === before.ledger) return before;
        for (const stepId of changedSteps(before.ledger, ledger)) {
          const draft = ledger.drafts[stepId];
          const key = draftKey(ticketId, stepId);
          const write = draft && !isBlank(draft) ? store.write(key, draft) : store.remove(key);
          write.then(
            () => become((now) => (now.failed ? { ...now, failed: false } : now)),
            () => become((now) => (now.failed ? now : { ...now, failed: true })),
          );
        }
        return { ...before, ledger };
      });
    },
    [store, ticketId, become],
  );

  useEffect(() => {
    if (shown.ready) change((before) => settled(before, attendance));
  }, [attendance, shown.ready, change]);

  return useMemo(
    () => ({
      ledger: shown.ledger,
      ready: shown.ready,
      editable: shown.ready || fresh,
      failed: shown.failed,
      restored: shown.restored,
      answer: (stepId: string, fieldId: string, value: JsonValue) =>
        change((before) => typed(before, stepId, { answers: { [fieldId]: value } })),
      note: (stepId: string, text: string) => change((before) => typed(before, stepId, { notes: text })),
      change,
      current: () => latest.current.ledger,
    }),
    [shown.ledger, shown.ready, fresh, shown.failed, shown.restored, change],
  );
}

/** What was read, under what was typed meanwhile. */
function merged(read: StepDrafts, now: StepDrafts): StepDrafts {
  const both = { ...read };
  for (const draft of Object.values(now)) {
    const before = both[draft.stepId];
    both[draft.stepId] = {
      stepId: draft.stepId,
      answers: { ...before?.answers, ...draft.answers },
      notes: draft.notes ?? before?.notes ?? null,
    };
  }
  return both;
}

function changedSteps(before: Ledger, after: Ledger): string[] {
  const steps = new Set([...Object.keys(before.drafts), ...Object.keys(after.drafts)]);
  return [...steps].filter((stepId) => before.drafts[stepId] !== after.drafts[stepId]);
}

async function readDrafts(store: DraftStore, ticketId: string, stepIds: readonly string[]) {
  const drafts: Record<string, StepDraft> = {};
  let failed = false;
  await Promise.all(
    stepIds.map(async (stepId) => {
      try {
        const found = await store.read(draftKey(ticketId, stepId));
        const draft = stepDraftSchema.safeParse(found?.value);
        if (draft.success) drafts[stepId] = draft.data;
      } catch {
        failed = true;
      }
    }),
  );
  return { drafts, failed };
}
