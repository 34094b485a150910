import AddIcon from '@mui/icons-material/Add';
import CloseIcon from '@mui/icons-material/Close';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Refusal } from '#shared/domain/refusal.ts';
import { type FirstAccess, firstAccessSchema, MOST_FIRST_UNITS } from '#shared/sync/administration.ts';
import { checkWith, refusalsAt } from '../../ui/form/check.ts';
import { NO_PASSWORD, PasswordPairFields, passwordPairHolds } from '../../ui/form/password-pair.tsx';
import { useTyped } from '../../ui/form/use-typed.tsx';
import { formatMoment } from '../../ui/format.ts';
import { RefusalText, refusalHelp } from '../../ui/refusal-text.tsx';
import { useRouter } from '../../ui/router/router.tsx';
import { useAct } from '../api/use-view.ts';
import { EntryPage } from './entry-page.tsx';

interface Unit {
  key: number;
  name: string;
}

/** All but the password. */
interface TypedHouse {
  organisation: string;
  units: Unit[];
  name: string;
  login: string;
}

const NO_HOUSE: TypedHouse = { organisation: '', units: [{ key: 0, name: 'Matriz' }], name: '', login: '' };

const DIFFERENT: Refusal = {
  code: 'password-different',
  field: 'password',
  message: 'As duas digitações não são iguais.',
};

/** Names the house, its first units, and who administers it. */
export function FirstAccessForm({ code, expiresAt }: { code: string; expiresAt: string }) {
  const router = useRouter();
  const begin = useAct<FirstAccess>('/first-access');
  const typed = useTyped<TypedHouse>('first-access', NO_HOUSE);
  const { organisation, units, name, login } = typed.value;
  const write = (part: Partial<TypedHouse>) => typed.set({ ...typed.value, ...part });
  const setUnits = (next: Unit[]) => write({ units: next });
  const [pair, setPair] = useState(NO_PASSWORD);
  const [missing, setMissing] = useState<Refusal[]>([]);
  const refusals = [...missing, ...begin.refusals];
  const at = (field: string) => refusalsAt(refusals, field);
  const text = (field: string) => ({ error: at(field).length > 0, helperText: refusalHelp(at(field)) });

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const input = { code, organisation, units: units.map((unit) => unit.name), name, login, password: pair.password };
    const wrong = checkWith(firstAccessSchema, input);
    if (wrong.length === 0 && !passwordPairHolds(pair)) wrong.push(DIFFERENT);
    setMissing(wrong);
    begin.forget();
    if (wrong.length > 0) return;
    const done = await begin.run(input);
    if (!done.ok) return;
    typed.clear();
    router.go('/estacoes', { replace: true });
  };

  return (
    <EntryPage
      title="Primeiro acesso"
      text={`Este link serve uma vez, até ${formatMoment(expiresAt)}. Depois dele entra-se com nome de acesso e senha.`}
    >
      <Box component="form" noValidate onSubmit={submit} sx={{ display: 'grid', gap: 3 }}>
        <Typography variant="h1">Comece a central</Typography>
        <Block title="A organização">
          <TextField
            label="Nome da organização"
            autoFocus
            value={organisation}
            onChange={(event) => write({ organisation: event.target.value })}
            {...text('organisation')}
          />
        </Block>
        <Block title="As unidades" hint="Matriz, filiais, turmas: cada estação e cada pessoa é de uma.">
          {units.map((unit, index) => (
            <Box key={unit.key} sx={{ display: 'flex', gap: 1, alignItems: 'flex-start' }}>
              <TextField
                label={`Unidade ${index + 1}`}
                value={unit.name}
                onChange={(event) =>
                  setUnits(units.map((one) => (one.key === unit.key ? { ...one, name: event.target.value } : one)))
                }
                {...text(`units.${index}`)}
              />
              {units.length > 1 ? (
                <IconButton
                  aria-label={`Tirar a unidade ${index + 1}`}
                  onClick={() => setUnits(units.filter(({ key }) => key !== unit.key))}
                >
                  <CloseIcon fontSize="small" />
                </IconButton>
              ) : null}
            </Box>
          ))}
          <RefusalText refusals={at('units')} />
          <Button
            startIcon={<AddIcon />}
            disabled={units.length >= MOST_FIRST_UNITS}
            onClick={() => setUnits([...units, { key: (units.at(-1)?.key ?? 0) + 1, name: '' }])}
            sx={{ justifySelf: 'start' }}
          >
            Outra unidade
          </Button>
        </Block>
        <Block title="Quem administra" hint="É da primeira unidade; outras pessoas entram depois, em Equipe.">
          <TextField
            label="Seu nome"
            autoComplete="name"
            value={name}
            onChange={(event) => write({ name: event.target.value })}
            {...text('name')}
          />
          <TextField
            label="Nome de acesso"
            autoComplete="username"
            value={login}
            onChange={(event) => write({ login: event.target.value })}
            error={at('login').length > 0}
            helperText={refusalHelp(at('login'), 'Com ele se entra nestas páginas: ana.lima, por exemplo.')}
            slotProps={{ htmlInput: { autoCapitalize: 'none', spellCheck: false } }}
          />
          <PasswordPairFields value={pair} onChange={setPair} refusals={at('password')} />
        </Block>
        <RefusalText refusals={[...at(''), ...at('code')]} />
        <Button
          type="submit"
          variant="contained"
          color="primary"
          size="large"
          loading={begin.busy}
          sx={{ justifySelf: 'start' }}
        >
          Começar
        </Button>
      </Box>
    </EntryPage>
  );
}

function Block({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <Box component="section" aria-label={title} sx={{ display: 'grid', gap: 2 }}>
      <Box>
        <Typography variant="h3" component="h2">
          {title}
        </Typography>
        {hint ? <Typography sx={{ color: 'text.secondary' }}>{hint}</Typography> : null}
      </Box>
      {children}
    </Box>
  );
}
