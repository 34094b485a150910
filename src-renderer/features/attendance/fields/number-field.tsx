import InputAdornment from '@mui/material/InputAdornment';
import MuiTextField from '@mui/material/TextField';
import { useState } from 'react';
import type { FieldProps } from './field-types.ts';

/** The number of a text in Brazilian digits, or the text itself while it is not one. */
export function readNumber(typed: string): number | string | null {
  const text = typed.trim();
  if (text === '') return null;
  if (!/^-?\d{1,3}(\.\d{3})*(,\d+)?$|^-?\d+([.,]\d+)?$/.test(text)) return typed;
  const plain = /^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(text) ? text.replaceAll('.', '') : text;
  return Number(plain.replace(',', '.'));
}

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
