import { useColorScheme } from '@mui/material/styles';
import { useCallback, useState } from 'react';
import type { Refusal } from '#shared/domain/refusal.ts';
import { useCommand } from '../../bridge/use-command.ts';
import { useDraftStore } from '../../drafts/drafts-context.tsx';

export interface SessionActions {
  /** Signs out once everything typed is on disk; false when it did not, and `refusals` says why. */
  lock(): Promise<boolean>;
  switchTheme(): void;
  refusals: readonly Refusal[];
}

const NOT_WRITTEN: Refusal = {
  code: 'drafts-not-written',
  message: 'O que você digitou ainda não pôde ser guardado no disco.',
  way: 'Libere espaço ou copie o texto para outro lugar antes de sair.',
};

export function useSession(): SessionActions {
  const signOut = useCommand('station.signOut');
  const drafts = useDraftStore();
  const { mode, systemMode, setMode } = useColorScheme();
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const run = signOut.run;
  const lock = useCallback(async () => {
    try {
      await drafts.flush();
    } catch {
      setRefusals([NOT_WRITTEN]);
      return false;
    }
    const done = await run();
    setRefusals(done.ok ? [] : done.refusals);
    return done.ok;
  }, [drafts, run]);
  const shown = mode === 'system' ? systemMode : mode;
  const switchTheme = useCallback(() => setMode(shown === 'dark' ? 'light' : 'dark'), [shown, setMode]);
  return { lock, switchTheme, refusals };
}
