import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { type FormEvent, useState } from 'react';
import { newStaffSchema } from '#shared/contract/station.ts';
import type { Refusal } from '#shared/domain/refusal.ts';
import { useCommand } from '../../bridge/use-command.ts';
import { useDraft } from '../../drafts/use-draft.ts';
import { checkWith, refusalsAt } from '../../ui/form/check.ts';
import { NO_PASSWORD, PasswordPairFields, passwordPairHolds } from '../../ui/form/password-pair.tsx';
import { RoleField } from '../../ui/form/role-field.tsx';
import { RefusalText, refusalHelp } from '../../ui/refusal-text.tsx';

export interface StaffFormProps {
  roles: readonly { id: string; label: string }[];
  /** With the name of who was added; without when it was given up (what was typed stays as a draft). */
  onDone: (added?: string) => void;
}

const BLANK = { name: '', role: '' };

/** Somebody new at this station. The password is never kept as a draft. */
export function StaffForm({ roles, onDone }: StaffFormProps) {
  const person = useDraft('settings:new-staff', BLANK);
  const [passwords, setPasswords] = useState(NO_PASSWORD);
  const [problems, setProblems] = useState<readonly Refusal[]>([]);
  const add = useCommand('station.addStaff');
  const at = (field: string) => refusalsAt(problems, field);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const input = { ...person.value, password: passwords.password };
    const found = checkWith(newStaffSchema, input);
    if (found.length === 0 && !passwordPairHolds(passwords))
      found.push({ code: 'password-differs', field: 'password', message: 'As duas digitações ainda não são iguais.' });
    setProblems(found);
    if (found.length > 0) return;
    const done = await add.run(input);
    if (!done.ok) return setProblems(done.refusals);
    person.clear();
    onDone(done.value.name);
  };

  return (
    <Box
      component="form"
      noValidate
      aria-label="Acrescentar pessoa"
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        onDone();
      }}
      sx={(theme) => ({ p: 2.5, borderBottom: `1px solid ${theme.vars.palette.divider}` })}
    >
      <Box sx={{ display: 'grid', gridTemplateColumns: { sm: '1fr 1fr' }, gap: 2.5, alignItems: 'start' }}>
        <Box sx={{ display: 'grid', gap: 2 }}>
          <TextField
            label="Nome"
            autoFocus
            value={person.value.name}
            error={at('name').length > 0}
            helperText={refusalHelp(at('name'))}
            onChange={(event) => person.set((before) => ({ ...before, name: event.target.value }))}
            slotProps={{ htmlInput: { maxLength: 120, readOnly: !person.ready } }}
          />
          <RoleField
            roles={roles}
            value={person.value.role}
            help="Decide o que a pessoa pode encaminhar e validar."
            onChange={(role) => person.set((before) => ({ ...before, role }))}
            refusals={at('role')}
          />
        </Box>
        <Box sx={{ display: 'grid', gap: 2 }}>
          <PasswordPairFields value={passwords} onChange={setPasswords} refusals={at('password')} />
        </Box>
      </Box>
      <RefusalText refusals={problems.filter(({ field }) => !field)} />
      <Box sx={{ display: 'flex', gap: 1, mt: 2 }}>
        <Button type="submit" variant="contained" color="primary" loading={add.busy}>
          Acrescentar
        </Button>
        <Button variant="text" onClick={() => onDone()}>
          Agora não
        </Button>
      </Box>
    </Box>
  );
}
