import AddIcon from '@mui/icons-material/Add';
import LanOutlinedIcon from '@mui/icons-material/LanOutlined';
import Button from '@mui/material/Button';
import { useState } from 'react';
import type { StationsView } from '#shared/sync/administration.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatCounted } from '../../ui/format.ts';
import { Page, PageHeader, Section } from '../../ui/page-header.tsx';
import { useView } from '../api/use-view.ts';
import { ViewState } from '../desk/view-state.tsx';
import { NewCodePanel } from './new-code-panel.tsx';
import { PendingCodes } from './pending-codes.tsx';
import { StationTable } from './station-table.tsx';

/** The stations of the house: which there are, how they are, new ones, lost ones. */
export function StationsPage() {
  const view = useView<StationsView>('/stations');
  const [making, setMaking] = useState(false);
  const running = view.data?.stations.filter(({ revokedAt }) => revokedAt === null).length ?? 0;
  const revoked = view.data?.stations.filter(({ revokedAt }) => revokedAt !== null) ?? [];
  return (
    <Page wide>
      <PageHeader
        title="Estações"
        subtitle={view.data ? formatCounted(running, 'estação inscrita', 'estações inscritas') : ' '}
        actions={
          <Button
            variant="contained"
            color="primary"
            startIcon={<AddIcon />}
            aria-expanded={making}
            onClick={() => setMaking(true)}
          >
            Nova estação
          </Button>
        }
      />
      {making ? <NewCodePanel onClose={() => setMaking(false)} /> : null}
      <ViewState view={view}>
        {({ stations, pending, at }) => (
          <>
            {running > 0 ? (
              <StationTable label="Estações" stations={stations.filter(({ revokedAt }) => !revokedAt)} at={at} />
            ) : (
              <EmptyState title="Nenhuma estação ainda" icon={<LanOutlinedIcon />}>
                Faça um código com <strong>Nova estação</strong> e use-o no computador de quem atende: no Prumo, em
                Ajustes, Ligar à central.
              </EmptyState>
            )}
            <PendingCodes pending={pending} />
            {revoked.length > 0 ? (
              <Section title="Desligadas" hint="O que elas escreveram continua na central.">
                <StationTable label="Estações desligadas" stations={revoked} at={at} />
              </Section>
            ) : null}
          </>
        )}
      </ViewState>
    </Page>
  );
}
