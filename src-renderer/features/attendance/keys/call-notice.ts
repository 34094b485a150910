import { create } from 'zustand';
import type { Refusal } from '#shared/domain/refusal.ts';

/** Why a call asked for by a key did not open: it stands in the bar until the next try, on whatever screen. */
interface CallNotice {
  refusals: readonly Refusal[];
  tell(refusals: readonly Refusal[]): void;
}

export const useCallNotice = create<CallNotice>()((set) => ({
  refusals: [],
  tell: (refusals) => set({ refusals }),
}));
