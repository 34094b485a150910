import { useCommand } from '../../../bridge/use-command.ts';
import { useKeys } from '../../../ui/keys/keys-context.tsx';
import { useGo } from '../../../ui/router/router.tsx';
import { useNow } from '../../../ui/ticker.tsx';
import { nextCall } from '../engine/calls.ts';
import { useCalls, useOpenCall, useTakeCall } from './use-calls.ts';

/** The keys of calls that work on every screen. The screen of a call binds F4 over this, with what is typed in it. */
export function CallKeys() {
  const calls = useCalls();
  const open = useOpenCall();
  const take = useTakeCall();
  const park = useCommand('attendance.park');
  const go = useGo();
  const now = useNow(false);

  useKeys({
    'call.new': () => void open(),
    'call.park': () => {
      const active = calls.find(({ status }) => status === 'active');
      const next = nextCall(calls, null, now);
      if (active) {
        const { ticketId } = active;
        void park.run({ ticketId, draft: null, reason: '' }).then(() => go('attendance-ticket', { ticketId }));
      } else if (next) void take(next);
      else go('attendance');
    },
    'call.complementary': () => go('attendance', {}, { complementar: '1' }),
  });
  return null;
}
