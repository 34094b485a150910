import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { type FormEvent, useState } from 'react';
import type { z } from 'zod';
import type { Refusal, Result } from '#shared/domain/refusal.ts';
import { checkWith, refusalsAt } from '../../ui/form/check.ts';
import { RefusalText, refusalHelp } from '../../ui/refusal-text.tsx';
import { MEASURE } from '../../ui/theme/theme.ts';

const BLANK = { present: '', next: '', again: '' };

const FIELDS = [
  { name: 'present', label: 'Frase-senha de agora', autoComplete: 'current-password' },
  { name: 'next', label: 'Frase-senha nova', autoComplete: 'new-password' },
  { name: 'again', label: 'Frase-senha nova, outra vez', autoComplete: 'new-password' },
] as const;

export interface PassphraseFormProps<Input> {
  /** What is done: a verb, on the button too. */
  label: string;
  /** What it means, before anything is typed. */
  text?: string;
  /** Which passphrases are asked for. */
  asks: { present: boolean; next: boolean };
  schema: z.ZodType<Input>;
  inputOf: (typed: { present: string; next: string }) => Input;
  busy: boolean;
  run: (input: Input) => Promise<Result<null>>;
  /** With whether it was done. */
  onDone: (done: boolean) => void;
}

/** How the key of the data is kept, or under which passphrase. What is typed is never kept as a draft. */
export function PassphraseForm<Input>(props: PassphraseFormProps<Input>) {
  const { label, text, asks, schema, inputOf, busy, run, onDone } = props;
  const [typed, setTyped] = useState(BLANK);
  const [problems, setProblems] = useState<readonly Refusal[]>([]);
  const fields = FIELDS.filter(({ name }) => (name === 'present' ? asks.present : asks.next));

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const input = inputOf(typed);
    const found = checkWith(schema, input);
    if (found.length === 0 && asks.next && typed.again !== typed.next)
      found.push({ code: 'passphrase-differs', field: 'again', message: 'As duas digitações não são iguais.' });
    setProblems(found);
    if (found.length > 0) return;
    const done = await run(input);
    if (done.ok) return onDone(true);
    setProblems(done.refusals);
  };

  return (
    <Box
      component="form"
      noValidate
      aria-label={label}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        onDone(false);
      }}
      sx={{ display: 'grid', gap: 2, width: '100%', maxWidth: MEASURE }}
    >
      {text ? <Typography>{text}</Typography> : null}
      {fields.map(({ name, label: field, autoComplete }, index) => {
        const wrong = refusalsAt(problems, name);
        return (
          <TextField
            key={name}
            label={field}
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
            sx={{ maxWidth: 420 }}
          />
        );
      })}
      <RefusalText refusals={problems.filter(({ field }) => !fields.some(({ name }) => name === field))} />
      <Box sx={{ display: 'flex', gap: 1 }}>
        <Button type="submit" variant="contained" color="primary" loading={busy} autoFocus={fields.length === 0}>
          {label}
        </Button>
        <Button variant="text" onClick={() => onDone(false)}>
          Agora não
        </Button>
      </Box>
    </Box>
  );
}
