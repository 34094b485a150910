import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { SyncView } from '#shared/contract/sync.ts';
import { useCommand } from '../../bridge/use-command.ts';
import { FirstSyncProgress } from '../../ui/centre/first-sync-progress.tsx';
import { syncWords } from '../../ui/centre/sync-words.ts';
import { RefusalText } from '../../ui/refusal-text.tsx';
import { useNow } from '../../ui/ticker.tsx';

/** A station that has just been enrolled: nobody can sign in before the team is here. */
export function TeamComing({ view }: { view: SyncView }) {
  const retry = useCommand('sync.retryNow');
  const words = syncWords(view, useNow(false));
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
      <Typography role="status">
        A equipe de {view.organisation} está chegando da central. Os nomes aparecem aqui em instantes.
      </Typography>
      <FirstSyncProgress view={view} />
      {view.state === 'online' ? null : (
        <Box sx={{ display: 'flex', gap: 2, alignItems: 'center' }}>
          <Typography sx={{ color: 'text.secondary' }}>{words?.state}</Typography>
          <Button loading={retry.busy} onClick={() => void retry.run()}>
            Tentar agora
          </Button>
        </Box>
      )}
      <RefusalText refusals={[...(view.problem ? [view.problem] : []), ...retry.refusals]} />
    </Box>
  );
}
