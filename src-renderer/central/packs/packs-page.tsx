import TableCell from '@mui/material/TableCell';
import TableRow from '@mui/material/TableRow';
import type { PackView } from '#shared/sync/administration.ts';
import { Moment } from '../../ui/elapsed.tsx';
import { Page, PageHeader } from '../../ui/page-header.tsx';
import { StatusPill } from '../../ui/status-pill.tsx';
import { TABULAR } from '../../ui/theme/theme.ts';
import { useView } from '../api/use-view.ts';
import { PlainTable } from '../desk/plain-table.tsx';
import { ViewState } from '../desk/view-state.tsx';
import { PackPublisher } from './pack-publisher.tsx';

/** The published versions of the house's procedures, and publishing the next. */
export function PacksPage() {
  const view = useView<PackView[]>('/packs');
  return (
    <Page>
      <PageHeader
        title="Procedimentos"
        subtitle="A versão mais alta está em vigor em todas as estações. Uma versão publicada não muda."
      />
      <PackPublisher />
      <ViewState view={view}>
        {(packs) => (
          <PlainTable label="Versões publicadas" columns={['Versão', 'Nome', 'Publicada em', 'Situação']}>
            {packs.map(({ version, name, installedAt, inForce }) => (
              <TableRow key={version}>
                <TableCell sx={TABULAR}>{version}</TableCell>
                <TableCell sx={{ overflowWrap: 'anywhere' }}>{name}</TableCell>
                <TableCell>
                  <Moment at={installedAt} />
                </TableCell>
                <TableCell>
                  {inForce ? <StatusPill tone="success">em vigor</StatusPill> : <StatusPill>anterior</StatusPill>}
                </TableCell>
              </TableRow>
            ))}
          </PlainTable>
        )}
      </ViewState>
    </Page>
  );
}
