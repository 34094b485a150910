import { type RefObject, useMemo } from 'react';
import { useCommand } from '../../../bridge/use-command.ts';
import type { Scene } from '../engine/engine.ts';
import type { Journaling } from '../typed/use-journaling.ts';
import type { AttendanceActions } from './attendance-actions.tsx';
import { focusFirstEmpty } from './focus.ts';

/** Time for the live view to show what was done. Milliseconds. */
const SHOWN = 250;

export function useDeskActions({
  scene,
  journaling,
  root,
}: {
  scene: Scene;
  journaling: Journaling;
  root: RefObject<HTMLElement | null>;
}): AttendanceActions {
  const ticketId = scene.ticket.id;
  const active = scene.attendance.status === 'active';
  const { run, busy, refusals } = useCommand('attendance.identify');
  const { saveAll } = journaling;
  return useMemo(
    () => ({
      ticketId,
      active,
      identifying: busy,
      identifyRefusals: refusals,
      identify: async (customerId) => (await run({ ticketId, customerId })).ok,
      saveNow: () => saveAll(),
      focusNext() {
        setTimeout(() => {
          const lost = document.activeElement === null || document.activeElement === document.body;
          if (lost) focusFirstEmpty(root.current);
        }, SHOWN);
      },
    }),
    [ticketId, active, busy, refusals, run, saveAll, root],
  );
}
