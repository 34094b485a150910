import type { Feature } from '../../ui/screen-types.ts';
import { CallCounter } from './call-counter.tsx';
import { ShiftOffer } from './shift-offer.tsx';
import { ShiftScreen } from './shift-screen.tsx';

export const shiftFeature: Feature = {
  screens: { shift: ShiftScreen },
  bar: { counter: CallCounter },
  banner: ShiftOffer,
};
