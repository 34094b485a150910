import CheckIcon from '@mui/icons-material/Check';
import SyncIcon from '@mui/icons-material/Sync';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import { useConnectionStatus } from '../../bridge/bridge-context.tsx';

/** Where what was saved lies, in words and not in a colour. */
export function StationWords() {
  const open = useConnectionStatus() === 'open';
  return (
    <Tooltip
      title={
        open
          ? 'Cada registro está gravado neste computador assim que você salva, com ou sem rede.'
          : 'A janela está sem contato com a estação. O que você digita fica guardado aqui e segue quando ela voltar.'
      }
    >
      <Typography
        component="span"
        variant="caption"
        tabIndex={0}
        sx={{
          display: 'inline-flex',
          alignItems: 'center',
          gap: 0.5,
          color: 'text.secondary',
          whiteSpace: 'nowrap',
          borderRadius: '4px',
          '& svg': { fontSize: 16 },
        }}
      >
        {open ? <CheckIcon aria-hidden /> : <SyncIcon aria-hidden />}
        {open ? 'salvo nesta estação' : 'reconectando'}
      </Typography>
    </Tooltip>
  );
}
