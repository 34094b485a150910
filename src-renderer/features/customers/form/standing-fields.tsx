import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import { useController, useWatch } from 'react-hook-form';
import { STANDING_LABELS, type StandingStatus } from '#shared/domain/customer/customer.ts';
import { useToday } from '../../../ui/calendar-day.ts';
import { useFormParts } from './form-context.tsx';
import { TextInput } from './form-fields.tsx';

/** Financial standing, never without the day of which it is known (S5.3). Choosing another one dates it today. */
export function StandingFields() {
  const { control } = useFormParts();
  const { field: asOf } = useController({ control, name: 'standing.asOf' });
  const status = useWatch({ control, name: 'standing.status' });
  const today = useToday();
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(6, minmax(0, 1fr))', gap: 1.5 }}>
      <Box sx={{ gridColumn: 'span 2' }}>
        <TextInput name="standing.status" label="Situação" select onChosen={() => asOf.onChange(today)}>
          {(Object.keys(STANDING_LABELS) as StandingStatus[]).map((one) => (
            <MenuItem key={one} value={one}>
              {STANDING_LABELS[one]}
            </MenuItem>
          ))}
        </TextInput>
      </Box>
      <Box sx={{ gridColumn: 'span 2' }}>
        <TextInput name="standing.asOf" label="Consultada em" type="date" shrink />
      </Box>
      <Box sx={{ gridColumn: 'span 2' }}>
        {status === 'em-debito' ? (
          <TextInput name="standing.amount" label="Valor em débito (R$)" placeholder="1.234,56" maxLength={20} />
        ) : null}
      </Box>
      <Box sx={{ gridColumn: 'span 6' }}>
        <TextInput
          name="standing.note"
          label="Observação financeira"
          maxLength={2000}
          multiline
          minRows={1}
          maxRows={4}
        />
      </Box>
    </Box>
  );
}
