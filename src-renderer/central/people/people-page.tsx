import PersonAddOutlinedIcon from '@mui/icons-material/PersonAddOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TableCell from '@mui/material/TableCell';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { NewCode, PersonView, RoleView, StaffView } from '#shared/sync/administration.ts';
import { useTyped } from '../../ui/form/use-typed.tsx';
import { formatCounted } from '../../ui/format.ts';
import { Page, PageHeader } from '../../ui/page-header.tsx';
import { StatusPill } from '../../ui/status-pill.tsx';
import { useView } from '../api/use-view.ts';
import { PlainTable } from '../desk/plain-table.tsx';
import { useSession } from '../desk/session-context.ts';
import { ViewState } from '../desk/view-state.tsx';
import { PasswordLink } from './password-link.tsx';
import { PersonForm } from './person-form.tsx';

interface Handed extends NewCode {
  name: string;
}

/** Who works here: role, unit, whether they may come in. */
export function PeoplePage() {
  const view = useView<StaffView>('/staff');
  const open = useTyped<PersonView | 'new' | null>(`${useSession().staff.id} people`, null, 'place');
  const form = open.value;
  const setForm = (next: typeof form) => (next === null ? open.clear() : open.set(next));
  const [handed, setHanded] = useState<Handed | null>(null);
  const active = view.data?.people.filter((person) => person.active).length ?? 0;
  return (
    <Page wide>
      <PageHeader
        title="Equipe"
        subtitle={view.data ? formatCounted(active, 'pessoa com acesso', 'pessoas com acesso') : ' '}
        actions={
          <Button
            variant="contained"
            color="primary"
            startIcon={<PersonAddOutlinedIcon />}
            onClick={() => {
              setHanded(null);
              setForm('new');
            }}
          >
            Acrescentar pessoa
          </Button>
        }
      />
      {handed ? <PasswordLink {...handed} onClose={() => setHanded(null)} /> : null}
      <ViewState view={view}>
        {({ people, roles }) => (
          <>
            {form ? (
              <PersonForm
                key={form === 'new' ? 'new' : form.id}
                person={form === 'new' ? null : form}
                roles={roles}
                onClose={() => setForm(null)}
                onLink={(name, code) => {
                  setForm(null);
                  setHanded({ name, ...code });
                }}
              />
            ) : null}
            <PlainTable label="Equipe" columns={['Nome', 'Função', 'Unidade', 'Nome de acesso', 'Acesso', 'Ações']}>
              {people.map((person) => (
                <PersonRow
                  key={person.id}
                  person={person}
                  roles={roles}
                  onOpen={() => {
                    setHanded(null);
                    setForm(person);
                  }}
                />
              ))}
            </PlainTable>
          </>
        )}
      </ViewState>
    </Page>
  );
}

function PersonRow({ person, roles, onOpen }: { person: PersonView; roles: readonly RoleView[]; onOpen: () => void }) {
  const session = useSession();
  return (
    <TableRow>
      <TableCell>
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', overflowWrap: 'anywhere' }}>
          <Typography sx={{ fontWeight: 550 }}>{person.name}</Typography>
          {person.id === session.staff.id ? <StatusPill tone="accent">você</StatusPill> : null}
        </Box>
      </TableCell>
      <TableCell>{roles.find(({ id }) => id === person.role)?.label ?? person.role}</TableCell>
      <TableCell>{person.unit.name}</TableCell>
      <TableCell>{person.login ?? ''}</TableCell>
      <TableCell>
        <AccessPill person={person} />
      </TableCell>
      <TableCell>
        <Button aria-label={`Mudar ${person.name}`} onClick={onOpen}>
          Mudar
        </Button>
      </TableCell>
    </TableRow>
  );
}

function AccessPill({ person: { active, hasPassword } }: { person: PersonView }) {
  if (!active) return <StatusPill>desativada</StatusPill>;
  return hasPassword ? (
    <StatusPill tone="success">ativa</StatusPill>
  ) : (
    <StatusPill tone="warning">sem senha</StatusPill>
  );
}
