import type { Feature } from '../../ui/screen-types.ts';
import { ProceduresScreen } from './procedures/procedures-screen.tsx';
import { SettingsScreen } from './settings-screen.tsx';

/** The station's own matters: company, team, look, drafts, procedure packs. */
export const settingsFeature: Feature = { screens: { settings: SettingsScreen, procedures: ProceduresScreen } };
