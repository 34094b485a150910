import type { Feature } from '../../ui/screen-types.ts';
import { RecoveryScreen } from './recovery-screen.tsx';

/** Backups, "Recuperar o dia", and what was restored. */
export const recoveryFeature: Feature = { screens: { recovery: RecoveryScreen } };
