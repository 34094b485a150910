import { useCallback } from 'react';
import type { AttendanceSummary } from '#shared/contract/views.ts';
import type { Refusal } from '#shared/domain/refusal.ts';
import { useCommand } from '../../../bridge/use-command.ts';
import { useLive } from '../../../bridge/use-live.ts';
import { useGo } from '../../../ui/router/router.tsx';
import { useCallNotice } from './call-notice.ts';

const NONE: readonly AttendanceSummary[] = [];

/** My calls that are not over. */
export function useCalls(): readonly AttendanceSummary[] {
  return useLive('attendance.watch').data ?? NONE;
}

/** Begins a call and goes there (S4.2, B5); what was on the line is parked by the station. */
export function useOpenCall(): (looseCallId?: string | null) => Promise<void> {
  const { run } = useCommand('attendance.open');
  const go = useGo();
  const tell = useCallNotice((state) => state.tell);
  return useCallback(
    async (looseCallId = null) => {
      tell([]);
      const opened = await run({ looseCallId });
      if (opened.ok) go('attendance-ticket', { ticketId: opened.value.ticketId });
      else tell(named('A nova ligação não abriu.', opened.refusals));
    },
    [run, go, tell],
  );
}

/** Takes a parked call up again and goes there; one that is on the line is gone to. */
export function useTakeCall(): (call: Pick<AttendanceSummary, 'ticketId' | 'status'>) => Promise<void> {
  const { run } = useCommand('attendance.resume');
  const go = useGo();
  const tell = useCallNotice((state) => state.tell);
  return useCallback(
    async ({ ticketId, status }) => {
      tell([]);
      const resumed = status === 'parked' ? await run({ ticketId }) : { ok: true as const };
      if (resumed.ok) go('attendance-ticket', { ticketId });
      else tell(named('A ligação não foi retomada.', resumed.refusals));
    },
    [run, go, tell],
  );
}

function named(what: string, refusals: readonly Refusal[]): Refusal[] {
  return refusals.map((refusal) => ({ ...refusal, message: `${what} ${refusal.message}` }));
}
