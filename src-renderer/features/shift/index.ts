import type { Feature } from '../../ui/screen-types.ts';
import { CallCounter } from './call-counter.tsx';
import { ShiftScreen } from './shift-screen.tsx';

export const shiftFeature: Feature = { screens: { shift: ShiftScreen }, bar: { counter: CallCounter } };
