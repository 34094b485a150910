import { useColorScheme } from '@mui/material/styles';
import { useCallback } from 'react';
import type { Refusal } from '#shared/domain/refusal.ts';
import { useCommand } from '../../bridge/use-command.ts';
import { useDraftStore } from '../../drafts/drafts-context.tsx';

export interface SessionActions {
  /** Signs out once everything typed is on disk. */
  lock(): Promise<void>;
  switchTheme(): void;
  refusals: readonly Refusal[];
}

export function useSession(): SessionActions {
  const signOut = useCommand('station.signOut');
  const drafts = useDraftStore();
  const { mode, systemMode, setMode } = useColorScheme();
  const run = signOut.run;
  const lock = useCallback(async () => {
    await drafts.flush();
    await run();
  }, [drafts, run]);
  const shown = mode === 'system' ? systemMode : mode;
  const switchTheme = useCallback(() => setMode(shown === 'dark' ? 'light' : 'dark'), [shown, setMode]);
  return { lock, switchTheme, refusals: signOut.refusals };
}
