import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import type { HealthView } from '#shared/sync/administration.ts';
import { formatBytes, formatCount, formatCounted, formatDuration, formatMoment } from '../../ui/format.ts';
import { Page, PageHeader, Section } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StatusPill } from '../../ui/status-pill.tsx';
import { TABULAR } from '../../ui/theme/theme.ts';
import { useView } from '../api/use-view.ts';
import { Copyable } from '../desk/copyable.tsx';
import { ViewState } from '../desk/view-state.tsx';

const RESTORED = 'npm run central -- restored';

/** How the centre is: what it holds, who is behind, what serves it. */
export function HealthPage() {
  const view = useView<HealthView>('/health');
  return (
    <Page>
      <PageHeader title="Saúde" subtitle={view.data ? `em ${formatMoment(view.data.at)}` : ' '} />
      <ViewState view={view}>
        {(health) => (
          <>
            <Section title="Armazenamento">
              <Facts>
                <Fact name="Banco de dados">{formatBytes(health.databaseBytes)}</Fact>
                <Fact name="Chamados">{about(health.tickets)}</Fact>
                <Fact name="Registros do diário">{about(health.entries)}</Fact>
              </Facts>
            </Section>
            <Section title="Estações">
              <Facts>
                <Fact name="Inscritas">{formatCount(health.stations.enrolled)}</Fact>
                <Fact name="Com algo por enviar">{formatCount(health.stations.reportingUnsent)}</Fact>
                <Fact name="Mais antigo por enviar">
                  <OldestUnsent {...health} />
                </Fact>
              </Facts>
            </Section>
            <Section title="Servidor">
              <Facts>
                <Fact name="Versão da central">{health.version}</Fact>
                <Fact name="PostgreSQL">
                  {health.postgres}, esquema {health.schema}
                </Fact>
                <Fact name="Processos">
                  {formatCounted(health.processes.length, 'processo', 'processos')}
                  {health.processes.map(({ startedAt, address }) => (
                    <Typography
                      key={startedAt + address}
                      variant="caption"
                      component="p"
                      sx={{ color: 'text.secondary' }}
                    >
                      desde {formatMoment(startedAt)}
                      {address ? `, de ${address}` : ''}
                    </Typography>
                  ))}
                </Fact>
              </Facts>
            </Section>
            <Recovery {...health} />
          </>
        )}
      </ViewState>
    </Page>
  );
}

function about({ count, exact }: { count: number; exact: boolean }): string {
  return exact ? formatCount(count) : `cerca de ${formatCount(count)}`;
}

function OldestUnsent({ oldestUnsent, at }: HealthView) {
  if (!oldestUnsent) return <>nada por enviar</>;
  return (
    <>
      há {formatDuration(Date.parse(at) - Date.parse(oldestUnsent.at))}, na estação{' '}
      {String(oldestUnsent.station).padStart(4, '0')}
    </>
  );
}

/** After a restore: until when stations bring back what the backup does not have, and how that begins. */
function Recovery({ epoch, recoveryUntil, at }: HealthView) {
  const open = recoveryUntil !== null && Date.parse(recoveryUntil) > Date.parse(at);
  return (
    <Section title="Recuperação">
      <Panel>
        <Box sx={{ display: 'grid', gap: 2, justifyItems: 'start' }}>
          {open ? (
            <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
              <StatusPill tone="info">aberta</StatusPill>
              <Typography>
                Até {formatMoment(recoveryUntil)} as estações devolvem o que a cópia restaurada não tem, também umas das
                outras.
              </Typography>
            </Box>
          ) : (
            <Typography>
              Fechada. Depois de restaurar o banco de uma cópia, ou de mudá-lo para outro PostgreSQL, rode uma vez, com
              a central parada:
            </Typography>
          )}
          {open ? null : <Copyable label="Comando" text={RESTORED} />}
          <Typography variant="caption" sx={{ ...TABULAR, color: 'text.secondary', overflowWrap: 'anywhere' }}>
            Época: {epoch}
          </Typography>
        </Box>
      </Panel>
    </Section>
  );
}

function Facts({ children }: { children: ReactNode }) {
  return (
    <Panel>
      <Box
        component="dl"
        sx={{ m: 0, display: 'grid', gap: 3, gridTemplateColumns: 'repeat(auto-fit, minmax(180px, 1fr))' }}
      >
        {children}
      </Box>
    </Panel>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <Typography component="dt" variant="caption" sx={{ color: 'text.secondary' }}>
        {name}
      </Typography>
      <Box component="dd" sx={{ ...TABULAR, m: 0, fontSize: '1rem', fontWeight: 550 }}>
        {children}
      </Box>
    </div>
  );
}
