import type { Feature } from '../../ui/screen-types.ts';
import { CallChips } from './bar/call-chips.tsx';
import { AttendanceHome } from './home/attendance-home.tsx';
import { CallKeys } from './keys/call-keys.tsx';
import { AttendanceScreen } from './screen/attendance-screen.tsx';

/** The call: where it begins, is walked through the house's procedure, parked, taken up again and ended (S5). */
export const attendanceFeature: Feature = {
  screens: { attendance: AttendanceHome, 'attendance-ticket': AttendanceScreen },
  bar: { calls: CallChips },
  background: CallKeys,
};
