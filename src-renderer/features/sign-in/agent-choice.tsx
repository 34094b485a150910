import Autocomplete from '@mui/material/Autocomplete';
import Avatar from '@mui/material/Avatar';
import Box from '@mui/material/Box';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import type { StationView } from '#shared/contract/views.ts';
import type { Refusal } from '#shared/domain/refusal.ts';
import { initials } from '../../ui/person-name.ts';
import { RefusalText, refusalHelp } from '../../ui/refusal-text.tsx';

type Agent = StationView['agents'][number];

export interface AgentChoiceProps {
  agents: readonly Agent[];
  roleLabel: (role: string) => string;
  value: string;
  onChange: (agentId: string) => void;
  refusals: readonly Refusal[];
}

/** More than this and a list of names is longer than the screen. */
const MOST_SHOWN = 5;

/** Who is signing in: a short list with the arrows, or a name as it is typed where there are many. */
export function AgentChoice({ agents, roleLabel, value, onChange, refusals }: AgentChoiceProps) {
  if (agents.length > MOST_SHOWN)
    return (
      <Autocomplete
        options={agents}
        value={agents.find(({ id }) => id === value) ?? null}
        getOptionLabel={(agent) => agent.name}
        getOptionKey={(agent) => agent.id}
        isOptionEqualToValue={(option, chosen) => option.id === chosen.id}
        onChange={(_, agent) => onChange(agent?.id ?? '')}
        autoHighlight
        renderInput={(params) => (
          <TextField
            {...params}
            label="Quem é você?"
            size="medium"
            autoFocus={value === ''}
            error={refusals.length > 0}
            helperText={refusalHelp(refusals, 'Digite as primeiras letras do seu nome.')}
          />
        )}
      />
    );
  return (
    <RadioGroup aria-label="Quem é você?" value={value} onChange={(_, id) => onChange(id)} sx={{ gap: 1 }}>
      {agents.map((agent, index) => (
        <Box
          component="label"
          key={agent.id}
          sx={(theme) => ({
            display: 'flex',
            alignItems: 'center',
            gap: 1.5,
            px: 1.5,
            py: 1,
            cursor: 'pointer',
            borderRadius: 1,
            border: `1px solid ${agent.id === value ? theme.vars.palette.primary.main : theme.vars.palette.divider}`,
            backgroundColor:
              agent.id === value ? theme.vars.palette.background.chosen : theme.vars.palette.background.paper,
            '&:hover': { borderColor: agent.id === value ? undefined : theme.vars.palette.field },
          })}
        >
          <Radio value={agent.id} size="small" autoFocus={value === '' && index === 0} sx={{ p: 0.25 }} />
          <Avatar
            sx={(theme) => ({
              width: 32,
              height: 32,
              fontSize: '0.8125rem',
              fontWeight: 600,
              color: theme.vars.palette.primary.main,
              border: `1px solid ${theme.vars.palette.divider}`,
              backgroundColor: theme.vars.palette.background.paper,
            })}
            aria-hidden
          >
            {initials(agent.name)}
          </Avatar>
          <Box sx={{ minWidth: 0 }}>
            <Typography noWrap sx={{ fontWeight: 600 }}>
              {agent.name}
            </Typography>
            <Typography variant="caption" component="p" sx={{ color: 'text.secondary' }}>
              {roleLabel(agent.role)}
            </Typography>
          </Box>
        </Box>
      ))}
      <RefusalText refusals={refusals} />
    </RadioGroup>
  );
}
