import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import type { FormEvent } from 'react';
import type {
  ChangePerson,
  NewCode,
  NewPerson,
  PersonAdded,
  PersonView,
  RoleView,
  UnitView,
} from '#shared/sync/administration.ts';
import { ConfirmInline } from '../../ui/confirm-inline.tsx';
import { refusalsAt } from '../../ui/form/check.ts';
import { RoleField } from '../../ui/form/role-field.tsx';
import { useTyped } from '../../ui/form/use-typed.tsx';
import { Panel } from '../../ui/panel.tsx';
import { RefusalText, refusalHelp } from '../../ui/refusal-text.tsx';
import { useAct, useView } from '../api/use-view.ts';
import { useSession } from '../desk/session-context.ts';
import { UnitField } from '../units/unit-field.tsx';

export interface PersonFormProps {
  /** `null`: somebody new. */
  person: PersonView | null;
  roles: readonly RoleView[];
  onClose: () => void;
  /** There is a link to hand over. */
  onLink: (name: string, code: NewCode) => void;
}

/** Somebody new, or what changes of somebody. */
export function PersonForm({ person, roles, onClose, onLink }: PersonFormProps) {
  const { data: units = [] } = useView<UnitView[]>('/units');
  const add = useAct<NewPerson, PersonAdded>('/staff');
  const change = useAct<ChangePerson>('/staff/change');
  const typed = useTyped(`${useSession().staff.id} person ${person?.id ?? 'new'}`, {
    name: person?.name ?? '',
    role: person?.role ?? '',
    unitId: person?.unit.id ?? '',
    login: person?.login ?? '',
  });
  const { name, role, login } = typed.value;
  const write = (part: Partial<typeof typed.value>) => typed.set({ ...typed.value, ...part });
  const unitId = typed.value.unitId || (units.length === 1 ? (units[0]?.id ?? '') : '');
  const administers = roles.find(({ id }) => id === role)?.administers ?? false;
  const refusals = [...add.refusals, ...change.refusals];
  const at = (field: string) => refusalsAt(refusals, field);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const loginGiven = login.trim() === '' ? null : login.trim();
    if (person === null) {
      const done = await add.run({ name, role, unitId, login: loginGiven });
      if (!done.ok) return;
      typed.clear();
      onLink(name.trim(), done.value);
      return;
    }
    const done = await change.run({ staffId: person.id, role, unitId, login: loginGiven });
    if (!done.ok) return;
    typed.clear();
    onClose();
  };
  const cancel = () => {
    typed.clear();
    onClose();
  };

  return (
    <Panel>
      <Box
        component="form"
        noValidate
        aria-label={person ? `Mudar ${person.name}` : 'Nova pessoa'}
        onSubmit={submit}
        sx={{ display: 'grid', gap: 2, maxWidth: 520, justifyItems: 'start' }}
      >
        <Typography variant="h3" component="h2">
          {person ? person.name : 'Nova pessoa'}
        </Typography>
        {person ? null : (
          <TextField
            label="Nome"
            autoFocus
            value={name}
            error={at('name').length > 0}
            helperText={refusalHelp(at('name'))}
            onChange={(event) => write({ name: event.target.value })}
            slotProps={{ htmlInput: { maxLength: 120, autoComplete: 'off' } }}
          />
        )}
        <RoleField
          roles={roles}
          value={role}
          onChange={(chosen) => write({ role: chosen })}
          refusals={at('role')}
          help="Decide o que a pessoa pode encaminhar e validar."
        />
        <UnitField
          units={units}
          value={unitId}
          onChange={(chosen) => write({ unitId: chosen })}
          refusals={at('unitId')}
        />
        <TextField
          label={administers ? 'Nome de acesso' : 'Nome de acesso (só para quem administra)'}
          value={login}
          error={at('login').length > 0}
          helperText={refusalHelp(at('login'), 'Para estas páginas. Na estação se entra escolhendo o nome na lista.')}
          onChange={(event) => write({ login: event.target.value })}
          slotProps={{ htmlInput: { maxLength: 60, autoComplete: 'off', autoCapitalize: 'none', spellCheck: false } }}
        />
        <RefusalText refusals={at('')} />
        <Box sx={{ display: 'flex', gap: 1 }}>
          <Button type="submit" variant="contained" color="primary" loading={add.busy || change.busy}>
            {person ? 'Guardar' : 'Acrescentar e fazer o link de senha'}
          </Button>
          <Button variant="text" onClick={cancel}>
            Cancelar
          </Button>
        </Box>
      </Box>
      {person ? <AccessActions person={person} onClose={onClose} onLink={onLink} /> : null}
    </Panel>
  );
}

type AccessActionsProps = Pick<PersonFormProps, 'onClose' | 'onLink'> & { person: PersonView };

/** Password and access: each at once, apart from the form. */
function AccessActions({ person, onClose, onLink }: AccessActionsProps) {
  const link = useAct<{ staffId: string }, NewCode>('/staff/password-link');
  const change = useAct<ChangePerson>('/staff/change');
  const setActive = async (active: boolean) => {
    if ((await change.run({ staffId: person.id, active })).ok) onClose();
  };
  const makeLink = async () => {
    const done = await link.run({ staffId: person.id });
    if (done.ok) onLink(person.name, done.value);
  };
  return (
    <Box
      role="group"
      aria-label={`Acesso de ${person.name}`}
      sx={(theme) => ({ mt: 2.5, pt: 2, borderTop: `1px solid ${theme.vars.palette.divider}` })}
    >
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
        {person.active ? (
          <>
            <Button loading={link.busy} onClick={makeLink}>
              Fazer link de senha
            </Button>
            <ConfirmInline
              label="Desativar"
              question={`Desativar ${person.name}? Não entra mais em estação nenhuma, e o que escreveu fica.`}
              confirm="Desativar"
              onConfirm={() => void setActive(false)}
            />
          </>
        ) : (
          <Button loading={change.busy} onClick={() => setActive(true)}>
            Reativar
          </Button>
        )}
      </Box>
      <RefusalText refusals={[...link.refusals, ...change.refusals]} />
    </Box>
  );
}
