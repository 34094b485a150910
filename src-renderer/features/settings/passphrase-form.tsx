import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { type FormEvent, useState } from 'react';
import { passphraseChangeSchema } from '#shared/contract/recovery.ts';
import type { Refusal } from '#shared/domain/refusal.ts';
import { useCommand } from '../../bridge/use-command.ts';
import { checkWith, refusalsAt } from '../../ui/form/check.ts';
import { RefusalText, refusalHelp } from '../../ui/refusal-text.tsx';

const BLANK = { present: '', next: '', again: '' };

const FIELDS = [
  { name: 'present', label: 'Frase-senha de agora', autoComplete: 'current-password' },
  { name: 'next', label: 'Frase-senha nova', autoComplete: 'new-password' },
  { name: 'again', label: 'Frase-senha nova, outra vez', autoComplete: 'new-password' },
] as const;

/** Another passphrase over the key of the data. Never kept as a draft. @param onDone with whether it was changed */
export function PassphraseForm({ onDone }: { onDone: (changed: boolean) => void }) {
  const [typed, setTyped] = useState(BLANK);
  const [problems, setProblems] = useState<readonly Refusal[]>([]);
  const change = useCommand('recovery.changePassphrase');

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const { again, ...input } = typed;
    const found = checkWith(passphraseChangeSchema, input);
    if (found.length === 0 && again !== input.next)
      found.push({ code: 'passphrase-differs', field: 'again', message: 'As duas digitações não são iguais.' });
    setProblems(found);
    if (found.length > 0) return;
    const done = await change.run(input);
    if (done.ok) return onDone(true);
    setProblems(done.refusals);
  };

  return (
    <Box
      component="form"
      noValidate
      aria-label="Trocar a frase-senha"
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        onDone(false);
      }}
      sx={{ display: 'grid', gap: 2, width: '100%', maxWidth: 420 }}
    >
      {FIELDS.map(({ name, label, autoComplete }, index) => {
        const wrong = refusalsAt(problems, name);
        return (
          <TextField
            key={name}
            label={label}
            type="password"
            autoComplete={autoComplete}
            autoFocus={index === 0}
            value={typed[name]}
            error={wrong.length > 0}
            helperText={refusalHelp(
              wrong,
              name === 'next' ? 'Pelo menos 8 caracteres. Sem ela, ninguém abre os dados.' : '',
            )}
            onChange={(event) => setTyped((before) => ({ ...before, [name]: event.target.value }))}
            slotProps={{ htmlInput: { maxLength: 1000 } }}
          />
        );
      })}
      <RefusalText refusals={problems.filter(({ field }) => !field)} />
      <Box sx={{ display: 'flex', gap: 1 }}>
        <Button type="submit" variant="contained" color="primary" loading={change.busy}>
          Trocar a frase-senha
        </Button>
        <Button variant="text" onClick={() => onDone(false)}>
          Agora não
        </Button>
      </Box>
    </Box>
  );
}
