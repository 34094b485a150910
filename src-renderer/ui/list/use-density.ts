import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { SIZES } from '../theme/theme.ts';

interface Density {
  loose: boolean;
  setLoose: (loose: boolean) => void;
}

const useDensityStore = create<Density>()(
  persist((set) => ({ loose: false, setLoose: (loose) => set({ loose }) }), { name: 'prumo-density' }),
);

/** How high the rows of lists are, as this window last chose. */
export function useDensity() {
  const { loose, setLoose } = useDensityStore();
  return { loose, setLoose, rowHeight: loose ? SIZES.rowLoose : SIZES.row };
}
