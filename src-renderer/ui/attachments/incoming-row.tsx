import CloseIcon from '@mui/icons-material/Close';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import { formatBytes } from '../format.ts';
import { RefusalText } from '../refusal-text.tsx';
import type { Incoming } from './use-attaching.ts';

/** A file on its way into the station: how far it is, or why it was not taken. */
export function IncomingRow({ file, onDismiss }: { file: Incoming; onDismiss: () => void }) {
  const refused = file.refusals.length > 0;
  const percent = Math.floor((file.sent / Math.max(1, file.size)) * 100);
  return (
    <Box component="li" data-attachment={refused ? 'not-taken' : 'reading'} sx={{ py: 0.75 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <Box sx={{ minWidth: 0, flex: 1 }}>
          <Typography noWrap title={file.name} sx={{ fontWeight: 550 }}>
            {file.name}
          </Typography>
          {refused ? null : (
            <Typography variant="caption" component="p" sx={{ color: 'text.secondary' }}>
              anexando: {formatBytes(file.sent)} de {formatBytes(file.size)}
            </Typography>
          )}
        </Box>
        <IconButton
          size="small"
          aria-label={refused ? `Tirar ${file.name} da lista` : `Cancelar ${file.name}`}
          onClick={onDismiss}
        >
          <CloseIcon fontSize="small" />
        </IconButton>
      </Box>
      {refused ? null : <LinearProgress variant="determinate" value={percent} aria-label={`Anexando ${file.name}`} />}
      <RefusalText refusals={file.refusals} />
    </Box>
  );
}
