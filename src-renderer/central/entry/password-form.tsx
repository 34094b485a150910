import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { type FormEvent, useState } from 'react';
import type { Refusal } from '#shared/domain/refusal.ts';
import { type SetPassword, setPasswordSchema } from '#shared/sync/administration.ts';
import { checkWith, refusalsAt } from '../../ui/form/check.ts';
import { NO_PASSWORD, PasswordPairFields, passwordPairHolds } from '../../ui/form/password-pair.tsx';
import { formatMoment } from '../../ui/format.ts';
import { RefusalText } from '../../ui/refusal-text.tsx';
import { useAct } from '../api/use-view.ts';
import { RouterButton } from '../desk/router-button.tsx';
import { EntryPage } from './entry-page.tsx';

const DIFFERENT: Refusal = {
  code: 'password-different',
  field: 'password',
  message: 'As duas digitações não são iguais.',
};

/** A password of one's own, by a one-use link. */
export function PasswordForm({ code, name, expiresAt }: { code: string; name: string; expiresAt: string }) {
  const set = useAct<SetPassword, { name: string }>('/password');
  const [pair, setPair] = useState(NO_PASSWORD);
  const [missing, setMissing] = useState<Refusal[]>([]);
  const [done, setDone] = useState(false);
  const refusals = [...missing, ...set.refusals];

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const wrong = checkWith(setPasswordSchema, { code, password: pair.password });
    if (wrong.length === 0 && !passwordPairHolds(pair)) wrong.push(DIFFERENT);
    setMissing(wrong);
    set.forget();
    if (wrong.length === 0) setDone((await set.run({ code, password: pair.password })).ok);
  };

  return (
    <EntryPage title="Link de senha" text={`Serve uma vez, até ${formatMoment(expiresAt)}. Só você conhece a senha.`}>
      {done ? (
        <Box role="status" sx={{ display: 'grid', gap: 2, justifyItems: 'start' }}>
          <Typography variant="h1">Senha guardada</Typography>
          <Typography sx={{ color: 'text.secondary' }}>
            {name}, entre na sua estação com ela. Onde você já tinha entrado, a estação pede a senha nova assim que
            alcançar a central.
          </Typography>
          <RouterButton path="/">Entrar na central</RouterButton>
        </Box>
      ) : (
        <Box component="form" noValidate onSubmit={submit} sx={{ display: 'grid', gap: 2.5 }}>
          <Box>
            <Typography variant="h1">Escolha a sua senha</Typography>
            <Typography sx={{ color: 'text.secondary', mt: 1 }}>{name}</Typography>
          </Box>
          <PasswordPairFields value={pair} onChange={setPair} refusals={refusalsAt(refusals, 'password')} autoFocus />
          <RefusalText refusals={refusalsAt(refusals, '', 'code')} />
          <Button
            type="submit"
            variant="contained"
            color="primary"
            size="large"
            loading={set.busy}
            sx={{ justifySelf: 'start' }}
          >
            Guardar a senha
          </Button>
        </Box>
      )}
    </EntryPage>
  );
}
