import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import type { Refusal } from '#shared/domain/refusal.ts';
import { refusalHelp } from '../refusal-text.tsx';

export interface RoleFieldProps {
  /** The roles of the pack in force. */
  roles: readonly { id: string; label: string }[];
  value: string;
  onChange: (role: string) => void;
  refusals: readonly Refusal[];
  help?: string;
  size?: 'small' | 'medium';
}

const HELP = 'Decide o que você pode encaminhar e validar.';

/** Which part somebody has at the desk. */
export function RoleField({ roles, value, onChange, refusals, size, help = HELP }: RoleFieldProps) {
  return (
    <TextField
      select
      label="Função"
      size={size}
      value={roles.some(({ id }) => id === value) ? value : ''}
      error={refusals.length > 0}
      helperText={refusalHelp(refusals, help)}
      onChange={(event) => onChange(event.target.value)}
    >
      {roles.map((role) => (
        <MenuItem key={role.id} value={role.id}>
          {role.label}
        </MenuItem>
      ))}
    </TextField>
  );
}
