import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { useApi } from '../../bridge/bridge-context.tsx';
import { useStation } from '../../bridge/station-context.tsx';
import { useCommand } from '../../bridge/use-command.ts';
import { useLive } from '../../bridge/use-live.ts';
import { EntryLayout } from '../../ui/entry-layout.tsx';
import { refusalsAt } from '../../ui/form/check.ts';
import { RefusalText, refusalHelp } from '../../ui/refusal-text.tsx';
import { useNow } from '../../ui/ticker.tsx';
import { AgentChoice } from './agent-choice.tsx';
import { lastAgentId, rememberAgent } from './last-agent.ts';
import { leaseWords } from './lease-words.ts';
import { StationFacts } from './station-facts.tsx';
import { TeamComing } from './team-coming.tsx';

const NOBODY_CHOSEN = [{ code: 'agent-missing', field: 'agentId', message: 'Escolha o seu nome na lista.' }];

/** Name and password, checked by the station itself, with or without a network. */
export function SignInScreen() {
  const { company, agents, demonstration } = useStation();
  const api = useApi();
  const roles = useQuery(api.station.roles.queryOptions());
  const signIn = useCommand('station.signIn');
  const [chosenId, setChosenId] = useState(() => lastAgentId() ?? '');
  const [password, setPassword] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const known = agents.some(({ id }) => id === chosenId) ? chosenId : '';
  const [nobodyChosen, setNobodyChosen] = useState(false);
  const agentId = known || (agents.length === 1 || demonstration ? (agents[0]?.id ?? '') : '');

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (agentId === '') return setNobodyChosen(true);
    const done = await signIn.run({ agentId, password });
    if (done.ok) return rememberAgent(agentId);
    setPassword('');
    field.current?.focus();
  };
  const wrong = signIn.refusalsOf('password');
  const { data: sync } = useLive('sync.watch');
  const lease = leaseWords(sync, agentId, useNow(false));

  if (agents.length === 0 && sync && sync.state !== 'alone')
    return (
      <EntryLayout aside={<StationFacts />}>
        <Typography variant="h1" sx={{ mb: 2 }}>
          Entrar
        </Typography>
        <TeamComing view={sync} />
      </EntryLayout>
    );

  return (
    <EntryLayout aside={<StationFacts />}>
      <Box component="form" noValidate onSubmit={submit} sx={{ display: 'flex', flexDirection: 'column', gap: 2.5 }}>
        <Box>
          <Typography variant="h1">Entrar</Typography>
          <Typography sx={{ color: 'text.secondary', mt: 1 }}>{company}</Typography>
        </Box>
        <AgentChoice
          agents={agents}
          roleLabel={(role) => roles.data?.find(({ id }) => id === role)?.label ?? ''}
          value={agentId}
          onChange={(id) => {
            setChosenId(id);
            setNobodyChosen(false);
            signIn.forget();
          }}
          refusals={nobodyChosen ? NOBODY_CHOSEN : signIn.refusalsOf('agentId')}
        />
        <TextField
          label="Senha"
          type="password"
          size="medium"
          autoComplete="current-password"
          autoFocus={agentId !== ''}
          inputRef={field}
          value={password}
          error={wrong.length > 0}
          helperText={refusalHelp(
            wrong,
            demonstration ? `Demonstração: a senha de todos é “${demonstration.password}”.` : (lease ?? undefined),
          )}
          onChange={(event) => setPassword(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 200 }, formHelperText: { role: 'alert' } }}
        />
        <RefusalText refusals={refusalsAt(signIn.refusals, '')} />
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
    </EntryLayout>
  );
}
