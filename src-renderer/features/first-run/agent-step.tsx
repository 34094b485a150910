import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../bridge/bridge-context.tsx';
import { refusalsAt } from '../../ui/form/check.ts';
import { RoleField } from '../../ui/form/role-field.tsx';
import { refusalHelp } from '../../ui/refusal-text.tsx';
import { StepHeading } from './step-heading.tsx';
import type { StepProps } from './step-props.ts';

/** Who will be the first to sit here, and in which role. */
export function AgentStep({ form, change, refusals }: StepProps) {
  const api = useApi();
  const roles = useQuery(api.station.roles.queryOptions());
  const name = refusalsAt(refusals, 'agentName', 'name');
  return (
    <>
      <StepHeading title="E você, quem é?">
        Seu nome aparece na saudação e em cada registro que você fizer. Os colegas são acrescentados depois, em Ajustes.
      </StepHeading>
      <TextField
        label="Seu nome"
        size="medium"
        autoComplete="name"
        value={form.agentName}
        error={name.length > 0}
        helperText={refusalHelp(name)}
        onChange={(event) => change({ agentName: event.target.value })}
        slotProps={{ htmlInput: { maxLength: 120 } }}
      />
      <RoleField
        size="medium"
        roles={roles.data ?? []}
        value={form.agentRole}
        onChange={(agentRole) => change({ agentRole })}
        refusals={refusalsAt(refusals, 'agentRole', 'role')}
      />
    </>
  );
}
