import type { Feature } from '../../ui/screen-types.ts';
import { Palette } from './palette.tsx';

/** Ctrl+K and `/`: what was recorded, and what can be done. */
export const findFeature: Feature = { background: Palette };
