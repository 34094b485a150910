import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Refusal } from '#shared/domain/refusal.ts';
import { adminSignInSchema, type Entrance } from '#shared/sync/administration.ts';
import { checkWith, refusalsAt } from '../../ui/form/check.ts';
import { RefusalText, refusalHelp } from '../../ui/refusal-text.tsx';
import { useAct, useView } from '../api/use-view.ts';
import { EntryPage } from './entry-page.tsx';

/** Name and password of somebody who administers. */
export function SignIn() {
  const { data: entrance } = useView<Entrance>('/entrance');
  const signIn = useAct<{ login: string; password: string }>('/sign-in');
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState<Refusal[]>([]);
  const field = useRef<HTMLInputElement>(null);
  const refusals = [...missing, ...signIn.refusals];
  const queries = useQueryClient();
  useEffect(() => {
    // What the one before saw does not stay in the memory of the page.
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== '/session' && queryKey[0] !== '/entrance' });
  }, [queries]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const wrong = checkWith(adminSignInSchema, { login, password });
    setMissing(wrong);
    signIn.forget();
    if (wrong.length > 0) return;
    const done = await signIn.run({ login, password });
    if (done.ok) return;
    setPassword('');
    field.current?.focus();
  };

  return (
    <EntryPage
      title="A central da casa"
      text="Estações, unidades, equipe e procedimentos. Quem atende não entra aqui: entra na própria estação."
    >
      <Box component="form" noValidate onSubmit={submit} sx={{ display: 'flex', flexDirection: 'column', gap: 2.5 }}>
        <Box>
          <Typography variant="h1">Entrar na central</Typography>
          <Typography sx={{ color: 'text.secondary', mt: 1 }}>
            {entrance?.organisation === ''
              ? 'O primeiro acesso ainda não foi feito: use o link de uso único que o servidor mostrou ao começar.'
              : entrance?.organisation}
          </Typography>
        </Box>
        <TextField
          label="Nome de acesso"
          size="medium"
          autoComplete="username"
          autoFocus
          value={login}
          error={refusalsAt(refusals, 'login').length > 0}
          helperText={refusalHelp(refusalsAt(refusals, 'login'))}
          onChange={(event) => setLogin(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 60, autoCapitalize: 'none', spellCheck: false } }}
        />
        <TextField
          label="Senha"
          type="password"
          size="medium"
          autoComplete="current-password"
          inputRef={field}
          value={password}
          error={refusalsAt(refusals, 'password').length > 0}
          helperText={refusalHelp(refusalsAt(refusals, 'password'))}
          onChange={(event) => setPassword(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 200 }, formHelperText: { role: 'alert' } }}
        />
        <RefusalText refusals={refusalsAt(refusals, '')} />
        <Button
          type="submit"
          variant="contained"
          color="primary"
          size="large"
          loading={signIn.busy}
          sx={{ alignSelf: 'flex-start' }}
        >
          Entrar
        </Button>
      </Box>
    </EntryPage>
  );
}
