import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { type NewCode, PASSWORD_PATH } from '#shared/sync/administration.ts';
import { formatMoment } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { Copyable } from '../desk/copyable.tsx';
import { OwnOnlyWarning } from '../desk/own-only-warning.tsx';
import { useAddress } from '../desk/session-context.ts';

/** The link with which somebody chooses their password. Shown this once. */
export function PasswordLink({ name, code, expiresAt, onClose }: NewCode & { name: string; onClose: () => void }) {
  const { address, ownOnly } = useAddress();
  return (
    <Panel>
      <Box
        component="section"
        aria-label={`Link de senha de ${name}`}
        sx={{ display: 'grid', gap: 2, justifyItems: 'start' }}
      >
        <Typography variant="h3" component="h2">
          Link de senha de {name}
        </Typography>
        <Copyable label="Link" text={`${address}${PASSWORD_PATH}#${code}`} />
        <OwnOnlyWarning shown={ownOnly} />
        <Typography>
          Entregue-o a {name}, só a {name}: com ele se escolhe a senha. Serve uma vez, até{' '}
          <strong>{formatMoment(expiresAt)}</strong>, e não aparece de novo.
        </Typography>
        <Button onClick={onClose}>Fechar</Button>
      </Box>
    </Panel>
  );
}
