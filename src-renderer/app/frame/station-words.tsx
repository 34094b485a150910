import CheckIcon from '@mui/icons-material/Check';
import SyncIcon from '@mui/icons-material/Sync';
import WarningAmberIcon from '@mui/icons-material/WarningAmber';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import { useConnectionStatus } from '../../bridge/bridge-context.tsx';
import { useStation } from '../../bridge/station-context.tsx';

/** Where what was saved lies, in words and not in a colour. */
export function StationWords() {
  const open = useConnectionStatus() === 'open';
  const stopped = useStation().storage.state === 'stopped';
  const saving = open && !stopped;
  return (
    <Tooltip
      title={
        saving
          ? 'Cada registro está gravado neste computador assim que você salva, com ou sem rede.'
          : open
            ? 'A estação parou de gravar: o motivo está no alto da tela. O que você digita fica guardado nesta janela.'
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
        {saving ? <CheckIcon aria-hidden /> : open ? <WarningAmberIcon aria-hidden /> : <SyncIcon aria-hidden />}
        {saving ? 'salvo nesta estação' : open ? 'não está gravando' : 'reconectando'}
      </Typography>
    </Tooltip>
  );
}
