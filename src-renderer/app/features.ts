import { attendanceFeature } from '../features/attendance/index.ts';
import { customersFeature } from '../features/customers/index.ts';
import { findFeature } from '../features/find/index.ts';
import { queueFeature } from '../features/queue/index.ts';
import { recoveryFeature } from '../features/recovery/index.ts';
import { settingsFeature } from '../features/settings/index.ts';
import { shiftFeature } from '../features/shift/index.ts';
import { ticketsFeature } from '../features/tickets/index.ts';
import type { Feature } from '../ui/screen-types.ts';

/** Every feature of the window. The order of the list is the order of their places in the bar. */
export const FEATURES: readonly Feature[] = [
  attendanceFeature,
  findFeature,
  settingsFeature,
  recoveryFeature,
  queueFeature,
  ticketsFeature,
  customersFeature,
  shiftFeature,
];
