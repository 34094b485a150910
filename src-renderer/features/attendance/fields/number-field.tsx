import InputAdornment from '@mui/material/InputAdornment';
import MuiTextField from '@mui/material/TextField';
import { useState } from 'react';
import type { FieldProps } from './field-types.ts';
import { readNumber } from './read-number.ts';

/** A number with its unit. What is not a number yet stays as typed and says so. */
export function NumberField({ field, view, inputId, describedBy, invalid, readOnly, onChange }: FieldProps<'number'>) {
  const [typing, setTyping] = useState<string | null>(null);
  const shown = view.value === null ? '' : String(view.value).replace('.', ',');
  return (
    <MuiTextField
      id={inputId}
      value={typing ?? shown}
      error={invalid}
      onChange={(event) => {
        setTyping(event.target.value);
        onChange(readNumber(event.target.value));
      }}
      onBlur={() => setTyping(null)}
      sx={{ maxWidth: 200 }}
      slotProps={{
        htmlInput: { inputMode: 'decimal', readOnly, 'aria-describedby': describedBy, autoComplete: 'off' },
        input: field.unit ? { endAdornment: <InputAdornment position="end">{field.unit}</InputAdornment> } : {},
      }}
    />
  );
}
