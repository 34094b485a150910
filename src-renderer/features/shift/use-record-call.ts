import { useCallback } from 'react';
import { useCommand } from '../../bridge/use-command.ts';
import { useGo } from '../../ui/router/router.tsx';

/** Opens the ticket of a call that was noted before, and goes to it (S4.2). */
export function useRecordCall() {
  const open = useCommand('attendance.open');
  const go = useGo();
  const { run: ask } = open;
  const run = useCallback(
    async (looseCallId: string) => {
      const opened = await ask({ looseCallId });
      if (opened.ok) go('attendance-ticket', { ticketId: opened.value.ticketId });
    },
    [ask, go],
  );
  return { run, busy: open.busy, refusals: open.refusals };
}
