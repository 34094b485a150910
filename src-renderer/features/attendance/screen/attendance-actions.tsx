import { createContext, type ReactNode, use } from 'react';
import type { Refusal } from '#shared/domain/refusal.ts';

/** What the parts of the screen can do with the attendance besides typing. */
export interface AttendanceActions {
  ticketId: string;
  /** Links the customer to the ticket (S5.1); resolves to whether it was done. */
  identify(customerId: string): Promise<boolean>;
  identifying: boolean;
  identifyRefusals: readonly Refusal[];
  /** Sends what is typed now, without waiting for a quiet moment. */
  saveNow(): Promise<boolean>;
  /** The field just answered is gone: takes the focus on to what comes next. */
  focusNext(): void;
  /** Whether this attendance is the one on the line. */
  active: boolean;
}

const ActionsContext = createContext<AttendanceActions | null>(null);

export function ActionsProvider({ actions, children }: { actions: AttendanceActions; children: ReactNode }) {
  return <ActionsContext value={actions}>{children}</ActionsContext>;
}

export function useAttendanceActions(): AttendanceActions {
  const actions = use(ActionsContext);
  if (!actions) throw new Error('no ActionsProvider above');
  return actions;
}
