import CloudDoneOutlinedIcon from '@mui/icons-material/CloudDoneOutlined';
import CloudOffOutlinedIcon from '@mui/icons-material/CloudOffOutlined';
import CloudSyncOutlinedIcon from '@mui/icons-material/CloudSyncOutlined';
import LinkOffOutlinedIcon from '@mui/icons-material/LinkOffOutlined';
import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import type { SyncState } from '#shared/contract/sync.ts';
import { useLive } from '../../bridge/use-live.ts';
import { FirstSyncProgress } from '../../ui/centre/first-sync-progress.tsx';
import { isFilling, syncWords } from '../../ui/centre/sync-words.ts';
import { KeyHint } from '../../ui/keys/key-hint.tsx';
import { useRouteHref } from '../../ui/router/route-link.tsx';
import { ARIA_LIVE } from '../../ui/said.ts';
import type { Tone } from '../../ui/status-pill.tsx';
import { TABULAR } from '../../ui/theme/theme.ts';
import { useNow } from '../../ui/ticker.tsx';

const ICONS: Record<SyncState, ReactNode> = {
  alone: null,
  connecting: <CloudSyncOutlinedIcon />,
  online: <CloudDoneOutlinedIcon />,
  offline: <CloudOffOutlinedIcon />,
  revoked: <LinkOffOutlinedIcon />,
};

/** How the station stands with the centre, in words, at the foot of the window; nothing where it works alone. */
export function StatusLine() {
  const { data: view } = useLive('sync.watch');
  const now = useNow(false);
  const queue = useRouteHref('queue');
  const words = view && syncWords(view, now);
  if (!view || !words) return null;
  const place = [view.stationName, view.unit?.name, view.organisation].filter(Boolean).join(' · ');
  return (
    <Box
      component="footer"
      aria-label="Estado da sincronização"
      sx={(theme) => ({
        flex: 'none',
        borderTop: `1px solid ${theme.vars.palette.divider}`,
        backgroundColor: theme.vars.palette.background.paper,
      })}
    >
      {isFilling(view) ? (
        <Box sx={{ px: 1.5, pt: 0.75 }}>
          <FirstSyncProgress view={view} />
        </Box>
      ) : null}
      <Box sx={{ minHeight: 28, display: 'flex', alignItems: 'center', gap: 1.5, px: 1.5 }}>
        <Link
          {...queue}
          variant="caption"
          underline="hover"
          title="Fila de envio: o que está aqui e ainda não está na central"
          sx={{
            ...TABULAR,
            display: 'inline-flex',
            alignItems: 'center',
            gap: 0.75,
            color: 'text.secondary',
            '& svg': { fontSize: 16 },
          }}
        >
          <Toned tone={words.tone}>
            <Box component="span" aria-hidden sx={{ display: 'inline-grid' }}>
              {ICONS[view.state]}
            </Box>
            {words.state}
          </Toned>
          {words.details.map(({ id, words: said, tone }) => (
            <span key={id}>
              {'· '}
              <Toned tone={tone}>{said}</Toned>
            </span>
          ))}
        </Link>
        <KeyHint id="go.queue" />
        <Typography variant="caption" noWrap sx={{ ml: 'auto', color: 'text.secondary' }}>
          {place}
        </Typography>
      </Box>
      <Box role="status" sx={ARIA_LIVE}>
        {[words.state, ...words.details.filter(({ id }) => id === 'refused').map((one) => one.words)].join(', ')}
      </Box>
    </Box>
  );
}

function Toned({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <Box
      component="span"
      sx={(theme) => ({
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.5,
        ...(tone === 'error' || tone === 'warning'
          ? { color: theme.vars.palette.tone[tone].text, fontWeight: 600 }
          : {}),
      })}
    >
      {children}
    </Box>
  );
}
