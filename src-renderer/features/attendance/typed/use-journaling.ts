import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { StepDraft } from '#shared/contract/attendance.ts';
import type { Refusal } from '#shared/domain/refusal.ts';
import type { Attendance } from '#shared/domain/ticket/ticket.ts';
import type { Flow } from '#shared/procedures/schema/flow.ts';
import type { Pack } from '#shared/procedures/schema/pack.ts';
import { useConnectionStatus } from '../../../bridge/bridge-context.tsx';
import { useCommand } from '../../../bridge/use-command.ts';
import { handedOver, type Ledger, sentNow, unsent, unsure } from './draft-ledger.ts';
import { isBlank, journalable } from './step-draft.ts';
import type { StepDraftsState } from './use-step-drafts.ts';

/** A quiet moment after which what is typed goes to the journal by itself. Milliseconds. */
export const QUIET = 2000;

export interface Journaling {
  /** Sends everything typed outside `except`; false when something was not taken. */
  saveAll(except?: string): Promise<boolean>;
  /** What to send along with a command that leaves the step; null when there is nothing new. */
  draftOf(stepId: string): StepDraft | null;
  /** Call it when the command that carried the draft went well. */
  taken(draft: StepDraft | null): void;
  refusals: readonly Refusal[];
  busy: boolean;
  /** Something typed has not reached the journal yet. */
  pending: boolean;
}

interface Place {
  ticketId: string;
  pack: Pack;
  flow: Flow;
  attendance: Attendance;
  drafts: StepDraftsState;
}

/** Carries what is typed to the journal: after a quiet moment, when the screen is left, when the station is back. */
export function useJournaling(place: Place): Journaling {
  const { ticketId, drafts, attendance } = place;
  const save = useCommand('attendance.save');
  const status = useConnectionStatus();
  const latest = useRef(place);
  latest.current = place;
  const { run } = save;
  const gone = useRef(false);
  /* What the station would not take is not offered again until it changes or the station comes back. */
  const refused = useRef<Ledger['drafts'] | null>(null);

  const draftOf = useCallback((stepId: string): StepDraft | null => {
    const now = latest.current;
    const rest = unsent(now.drafts.current(), now.attendance, stepId);
    const fit = rest && journalable(now.pack, now.flow, rest);
    return fit && !isBlank(fit) ? fit : null;
  }, []);

  const taken = useCallback((draft: StepDraft | null) => {
    if (draft) latest.current.drafts.change((before) => sentNow(before, draft));
  }, []);

  const saveAll = useCallback(
    async (except?: string): Promise<boolean> => {
      const { drafts: now } = latest.current;
      const steps = Object.keys(now.current().drafts).filter((stepId) => stepId !== except);
      const results = await Promise.all(
        steps.map(async (stepId) => {
          const draft = draftOf(stepId);
          if (!draft) return true;
          now.change((before) => sentNow(before, draft));
          const done = await run({ ticketId, draft });
          if (!done.ok) {
            now.change((before) => unsure(before, stepId));
            refused.current = now.current().drafts;
          } else if (gone.current) now.change((before) => handedOver(before, draft));
          return done.ok;
        }),
      );
      return results.every(Boolean);
    },
    [ticketId, run, draftOf],
  );

  const over = attendance.endedAt !== null;
  const pending = drafts.ready && !over && Object.keys(drafts.ledger.drafts).some((stepId) => draftOf(stepId) !== null);
  useEffect(() => {
    if (status === 'open') refused.current = null;
  }, [status]);
  useEffect(() => {
    if (!pending || status !== 'open' || refused.current === drafts.ledger.drafts) return;
    const timer = setTimeout(() => void saveAll(), QUIET);
    return () => clearTimeout(timer);
  }, [drafts.ledger.drafts, pending, status, saveAll]);

  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
      void saveAll();
    };
  }, [saveAll]);

  return useMemo(
    () => ({ saveAll, draftOf, taken, refusals: save.refusals, busy: save.busy, pending }),
    [saveAll, draftOf, taken, save.refusals, save.busy, pending],
  );
}
