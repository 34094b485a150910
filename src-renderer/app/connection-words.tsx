import Box from '@mui/material/Box';
import CircularProgress from '@mui/material/CircularProgress';
import Typography from '@mui/material/Typography';
import { Wordmark } from '../ui/wordmark.tsx';

/** Before the station has answered for the first time. */
export function WaitingForStation({ late, failed }: { late: boolean; failed: boolean }) {
  if (!late && !failed) return null;
  return (
    <Box
      component="main"
      sx={{ height: '100%', display: 'grid', placeContent: 'center', justifyItems: 'center', gap: 2, p: 3 }}
    >
      <Wordmark size={28} />
      <Box role="status" sx={{ display: 'flex', alignItems: 'center', gap: 1.5 }}>
        <CircularProgress size={18} aria-hidden />
        <Typography component="h1" variant="h3">
          {failed ? 'A estação respondeu com um erro. Tentando de novo…' : 'Conectando com a estação…'}
        </Typography>
      </Box>
      <Typography sx={{ color: 'text.secondary', maxWidth: '56ch', textAlign: 'center' }}>
        Se demorar, veja se o Prumo continua aberto neste computador. Esta janela tenta sozinha até conseguir.
      </Typography>
    </Box>
  );
}

/** While the connection is away: what is on screen stays and can be read and typed in. */
export function ReconnectingStrip({ floating = false }: { floating?: boolean }) {
  return (
    <Box
      role="status"
      sx={(theme) => ({
        display: 'flex',
        alignItems: 'center',
        justifyContent: 'center',
        gap: 1.5,
        px: 2,
        height: 32,
        color: theme.vars.palette.tone.warning.text,
        backgroundColor: theme.vars.palette.tone.warning.surface,
        borderBottom: `1px solid ${theme.vars.palette.tone.warning.border}`,
        ...(floating ? { position: 'fixed', insetInline: 0, top: 0, zIndex: theme.zIndex.snackbar } : {}),
      })}
    >
      <CircularProgress size={14} color="inherit" aria-hidden />
      <span>
        <strong>Reconectando com a estação…</strong> O que você digita continua guardado nesta janela.
      </span>
    </Box>
  );
}
