import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { EntryDelivery } from '#shared/contract/views.ts';
import { useLive } from '../../../bridge/use-live.ts';
import { RouteLink } from '../../../ui/router/route-link.tsx';
import { StatusPill } from '../../../ui/status-pill.tsx';

const SETTLED = { corrected: 'escrito de novo', 'given-up': 'ninguém mais o envia' } as const;

/** That an entry is not on the centre, and why. */
export function Delivered({ delivery }: { delivery: EntryDelivery }) {
  const { data: sync } = useLive('sync.watch');
  if (delivery.state !== 'refused')
    // Online it is on its way this very moment: a word that comes and goes would only distract.
    return sync?.state === 'online' && delivery.state === 'unsent' ? null : (
      <Typography variant="caption" component="p" sx={{ color: 'text.secondary' }}>
        salvo aqui, ainda não enviado
      </Typography>
    );
  const { refusals, settled } = delivery;
  return (
    <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 1, flexWrap: 'wrap' }}>
      <StatusPill tone={settled ? 'neutral' : 'error'}>
        {settled ? `Recusado, ${SETTLED[settled]}` : 'Recusado pela central: não vale no chamado'}
      </StatusPill>
      <Typography component="span" variant="caption">
        {refusals.map(({ message }) => message).join(' ')}
      </Typography>
      {settled ? null : (
        <RouteLink to="queue" variant="caption">
          Corrigir na fila de envio
        </RouteLink>
      )}
    </Box>
  );
}
