import Button from '@mui/material/Button';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { useQuery } from '@tanstack/react-query';
import type { Pack } from '#shared/procedures/schema/pack.ts';
import { useApi } from '../../../bridge/bridge-context.tsx';
import { Moment } from '../../../ui/elapsed.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useRouteHref } from '../../../ui/router/route-link.tsx';
import { StatusPill } from '../../../ui/status-pill.tsx';
import { TABULAR } from '../../../ui/theme/theme.ts';

/** Every version ever in force here: none is thrown away, because running attendances stay on theirs (B2). */
export function VersionsView({ pack }: { pack: Pack }) {
  const api = useApi();
  const versions = useQuery(api.packs.list.queryOptions());
  return (
    <Panel flush>
      <Table size="small" aria-label="Versões instaladas">
        <TableHead>
          <TableRow>
            <TableCell>Versão</TableCell>
            <TableCell>Nome</TableCell>
            <TableCell>Instalada</TableCell>
            <TableCell>Situação</TableCell>
            <TableCell align="right">Consulta</TableCell>
          </TableRow>
        </TableHead>
        <TableBody sx={{ '& tr:last-child td': { borderBottom: 0 } }}>
          {versions.data?.map((row) => (
            <TableRow key={row.version}>
              <TableCell sx={TABULAR}>{row.version}</TableCell>
              <TableCell>{row.name}</TableCell>
              <TableCell>
                <Moment at={row.installedAt} />
              </TableCell>
              <TableCell>{row.inForce ? <StatusPill tone="success">em vigor</StatusPill> : null}</TableCell>
              <TableCell align="right">
                {row.version === pack.version ? (
                  <StatusPill>à vista</StatusPill>
                ) : (
                  <ViewVersion version={row.version} />
                )}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Panel>
  );
}

function ViewVersion({ version }: { version: number }) {
  const link = useRouteHref('procedures', {}, { versao: String(version) });
  return (
    <Button component="a" {...link}>
      Ver a versão {version}
    </Button>
  );
}
