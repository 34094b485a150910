import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { enrolmentCode } from '#shared/sync/enrolment-link.ts';
import { Panel } from '../../ui/panel.tsx';
import { RefusalText } from '../../ui/refusal-text.tsx';
import { Copyable } from '../desk/copyable.tsx';
import { EntryPage } from './entry-page.tsx';

const NO_CODE = {
  code: 'code-missing',
  message: 'Este endereço não traz um código de inscrição.',
  way: 'Peça outro a quem administra, ou leia o QR de novo.',
};

/** Where the link of an enrolment code leads in a browser: the code belongs into the station. Nothing is used up here. */
export function EnrolLink() {
  const code = enrolmentCode(decodeURIComponent(location.hash.slice(1)));
  return (
    <EntryPage title="Inscrição de estação" text="O código serve uma vez, e por 72 horas.">
      <Typography variant="h1">Inscreva a estação</Typography>
      {code === null ? (
        <RefusalText refusals={[NO_CODE]} />
      ) : (
        <Box sx={{ display: 'grid', gap: 2, mt: 2 }}>
          <Typography>
            Abra o Prumo no computador que vai ser a estação, vá a <strong>Ajustes</strong>,{' '}
            <strong>Ligar à central</strong>, e cole este link inteiro, ou o endereço e o código.
          </Typography>
          <Panel>
            <Box sx={{ display: 'grid', gap: 2 }}>
              <Copyable label="Endereço" text={location.origin} />
              <Copyable label="Código" text={code} large />
            </Box>
          </Panel>
        </Box>
      )}
    </EntryPage>
  );
}
