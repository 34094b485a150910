import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { ReactNode } from 'react';
import { useStation } from '../bridge/station-context.tsx';
import { useCommand } from '../bridge/use-command.ts';
import { RouteLink } from '../ui/router/route-link.tsx';

/** What everybody must know of the station's data, whatever screen is open: it stopped saving, or it was restored. */
export function DataStrips({ signedIn }: { signedIn: boolean }) {
  return (
    <>
      <StorageStrip />
      {signedIn ? <RecoveredStrip /> : null}
    </>
  );
}

function StorageStrip() {
  const { storage } = useStation();
  const reopen = useCommand('recovery.reopen');
  if (storage.state === 'ok') return <Strip tone="error" />;
  if (storage.state === 'low') {
    return (
      <Strip tone="warning">
        <strong>{storage.message}</strong> {storage.way}
      </Strip>
    );
  }
  const refused = reopen.refusals[0];
  return (
    <Strip
      tone="error"
      action={
        <Button
          variant="contained"
          color="error"
          disabled={reopen.busy}
          onClick={() => void reopen.run()}
          sx={{ flex: 'none' }}
        >
          {reopen.busy ? 'Abrindo…' : 'Tentar de novo'}
        </Button>
      }
    >
      <strong>{storage.message}</strong> O que você digita continua guardado nesta janela. {storage.way}
      {refused && !reopen.busy ? ` Ainda não deu: ${refused.message}` : ''}
    </Strip>
  );
}

function RecoveredStrip() {
  const { recovered } = useStation();
  const acknowledge = useCommand('recovery.acknowledge');
  if (recovered === null) return <Strip tone="warning" />;
  return (
    <Strip
      tone="warning"
      action={
        <Button
          disabled={acknowledge.busy}
          onClick={() => void acknowledge.run({ at: recovered })}
          sx={{ flex: 'none' }}
        >
          Entendi
        </Button>
      }
    >
      <strong>Os dados desta estação foram restaurados.</strong>{' '}
      <RouteLink to="recovery">Ver o que foi feito</RouteLink>
    </Strip>
  );
}

/** Empty, it is a place that announces what comes. */
function Strip({ tone, children, action }: { tone: 'error' | 'warning'; children?: ReactNode; action?: ReactNode }) {
  return (
    <Box role={tone === 'error' ? 'alert' : 'status'} sx={{ flex: 'none' }}>
      {children ? (
        <Box
          sx={(theme) => ({
            display: 'flex',
            alignItems: 'center',
            justifyContent: 'center',
            gap: 2,
            px: 2,
            py: 0.75,
            color: theme.vars.palette.tone[tone].text,
            backgroundColor: theme.vars.palette.tone[tone].surface,
            borderBottom: `1px solid ${theme.vars.palette.tone[tone].border}`,
            '& a': { color: 'inherit' },
          })}
        >
          <Box sx={{ maxWidth: '110ch' }}>{children}</Box>
          {action}
        </Box>
      ) : null}
    </Box>
  );
}
