import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { Section } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useRouteHref } from '../../ui/router/route-link.tsx';
import { MEASURE } from '../../ui/theme/theme.ts';

/** The way to backups and "Recuperar o dia". */
export function RecoverySection() {
  const recovery = useRouteHref('recovery');
  return (
    <Section title="Cópias de segurança e recuperação">
      <Panel>
        <Typography sx={{ color: 'text.secondary', maxWidth: MEASURE, mb: 1.5 }}>
          A estação faz uma cópia por dia e guarda à parte, na caixa-preta, tudo o que você salva. Se o arquivo de dados
          se danificar, ela se refaz sozinha ao abrir.
        </Typography>
        <Button component="a" {...recovery}>
          Abrir recuperação
        </Button>
      </Panel>
    </Section>
  );
}
