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
  /**
   * What to send along with a command that leaves the step or parks it: all that the journal does not show yet, also
   * what is on its way there. `left` is called when the command left the step.
   */
  leaving(stepId: string): { draft: StepDraft | null; left(): void };
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
export function useJournaling(at: Place): Journaling {
  const { ticketId, drafts, attendance } = at;
  const save = useCommand('attendance.save');
  const status = useConnectionStatus();
  const latest = useRef(at);
  latest.current = at;
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

  /*
   * Once a step is left its journal says more than was typed: derived values were settled (S2.4). So what the move
   * carried leaves the window as soon as the walk shows the move, and never speaks against it.
   */
  const handed = useRef<{ draft: StepDraft; place: string } | null>(null);
  const arrive = useCallback(() => {
    const left = handed.current;
    if (!left || left.place === placeOf(latest.current.attendance)) return;
    handed.current = null;
    latest.current.drafts.change((before) => handedOver(before, left.draft));
  }, []);
  const leaving = useCallback(
    (stepId: string) => {
      const { pack, flow, attendance: then, drafts: now } = latest.current;
      const draft = now.current().drafts[stepId];
      const left = draft && { draft: journalable(pack, flow, draft), place: placeOf(then) };
      return {
        draft: left && !isBlank(left.draft) ? left.draft : null,
        left() {
          handed.current = left ?? null;
          arrive();
        },
      };
    },
    [arrive],
  );
  const place = placeOf(attendance);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the walk went on.
  useEffect(arrive, [arrive, place]);

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
    () => ({ saveAll, leaving, refusals: save.refusals, busy: save.busy, pending }),
    [saveAll, leaving, save.refusals, save.busy, pending],
  );
}

/** Changes with every move of the walk. */
function placeOf({ visits, endedAt }: Attendance): string {
  return `${visits.length} ${endedAt ?? ''}`;
}
