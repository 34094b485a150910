import PersonAddOutlinedIcon from '@mui/icons-material/PersonAddOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../bridge/bridge-context.tsx';
import { useAgent } from '../../bridge/station-context.tsx';
import { useLive } from '../../bridge/use-live.ts';
import { AtTheCentre, useIsEnrolled } from '../../ui/centre/at-the-centre.tsx';
import { formatDate } from '../../ui/format.ts';
import { Section } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SkeletonRows } from '../../ui/skeletons.tsx';
import { StatusPill } from '../../ui/status-pill.tsx';
import { TABULAR } from '../../ui/theme/theme.ts';
import { StaffForm } from './staff-form.tsx';

/** Who may sign in here. */
export function StaffSection() {
  const api = useApi();
  const agent = useAgent();
  const { data: staff, late } = useLive('station.staff');
  const roles = useQuery(api.station.roles.queryOptions());
  const enrolled = useIsEnrolled();
  const [adding, setAdding] = useState(false);
  const [added, setAdded] = useState('');
  const labelOf = (role: string) => roles.data?.find(({ id }) => id === role)?.label ?? role;
  return (
    <Section
      title="Equipe"
      hint="Quem pode entrar nesta estação."
      actions={
        adding || enrolled !== false ? null : (
          <Button startIcon={<PersonAddOutlinedIcon />} onClick={() => setAdding(true)}>
            Acrescentar pessoa
          </Button>
        )
      }
    >
      <Panel flush>
        {adding && enrolled === false ? (
          <StaffForm
            roles={roles.data ?? []}
            onDone={(name) => {
              setAdding(false);
              setAdded(name ?? '');
            }}
          />
        ) : null}
        {enrolled ? (
          <Box sx={(theme) => ({ px: 2, py: 1.5, borderBottom: `1px solid ${theme.vars.palette.divider}` })}>
            <AtTheCentre path="/equipe" label="Equipe, na central">
              As pessoas da organização são cadastradas por quem a administra, e aparecem aqui em seguida.
            </AtTheCentre>
          </Box>
        ) : null}
        <Typography role="status" sx={{ px: 2.5, py: added ? 1.5 : 0, color: 'success.main' }}>
          {added ? `${added} já pode entrar nesta estação.` : ''}
        </Typography>
        {late ? (
          <Box sx={{ p: 2 }}>
            <SkeletonRows rows={3} />
          </Box>
        ) : null}
        {staff ? (
          <Table size="small" aria-label="Equipe">
            <TableHead>
              <TableRow>
                <TableCell>Nome</TableCell>
                <TableCell>Função</TableCell>
                <TableCell>Desde</TableCell>
              </TableRow>
            </TableHead>
            <TableBody sx={{ '& tr:last-child td': { borderBottom: 0 } }}>
              {staff.map((person) => (
                <TableRow key={person.id}>
                  <TableCell>
                    <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
                      {person.name}
                      {person.id === agent.id ? <StatusPill tone="accent">você</StatusPill> : null}
                      {person.active ? null : <StatusPill>sem acesso</StatusPill>}
                    </Box>
                  </TableCell>
                  <TableCell>{labelOf(person.role)}</TableCell>
                  <TableCell sx={TABULAR}>{formatDate(person.createdAt)}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        ) : null}
      </Panel>
    </Section>
  );
}
