import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import type { Refusal } from '#shared/domain/refusal.ts';
import { refusalHelp } from '../../ui/refusal-text.tsx';

interface UnitFieldProps {
  units: readonly { id: string; name: string }[];
  value: string;
  onChange: (unitId: string) => void;
  refusals: readonly Refusal[];
}

/** One of the house's units. */
export function UnitField({ units, value, onChange, refusals }: UnitFieldProps) {
  return (
    <TextField
      select
      label="Unidade"
      value={units.some(({ id }) => id === value) ? value : ''}
      error={refusals.length > 0}
      helperText={refusalHelp(refusals)}
      onChange={(event) => onChange(event.target.value)}
    >
      {units.map(({ id, name }) => (
        <MenuItem key={id} value={id}>
          {name}
        </MenuItem>
      ))}
    </TextField>
  );
}
