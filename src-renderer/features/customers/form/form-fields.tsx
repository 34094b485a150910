import TextField, { type TextFieldProps } from '@mui/material/TextField';
import type { FieldPath } from 'react-hook-form';
import { PhoneField } from '../../../ui/form/phone-field.tsx';
import { refusalHelp } from '../../../ui/refusal-text.tsx';
import type { CustomerFormValues } from './customer-form-values.ts';
import { useTextField } from './form-context.tsx';

type TextInputProps = Omit<TextFieldProps, 'name' | 'value' | 'onChange' | 'error' | 'slotProps'> & {
  name: FieldPath<CustomerFormValues>;
  hint?: string;
  maxLength?: number;
  shrink?: boolean;
  /** After a person changed it. */
  onChosen?: () => void;
};

/** A field of the form with what is refused of it beside it. */
export function TextInput({ name, hint, maxLength, shrink, onChosen, ...rest }: TextInputProps) {
  const field = useTextField(name);
  return (
    <TextField
      {...rest}
      name={name}
      value={field.value}
      onChange={(event) => {
        field.onChange(event.target.value);
        onChosen?.();
      }}
      inputRef={field.ref}
      error={field.refusals.length > 0}
      helperText={refusalHelp(field.refusals, hint)}
      slotProps={{
        htmlInput: { readOnly: field.readOnly, maxLength, autoComplete: 'off' },
        ...(shrink ? { inputLabel: { shrink: true } } : {}),
      }}
    />
  );
}

export function PhoneInput({ name, label }: { name: FieldPath<CustomerFormValues>; label: string }) {
  const field = useTextField(name);
  return (
    <PhoneField
      label={label}
      name={name}
      value={field.value}
      onChange={field.onChange}
      inputRef={field.ref}
      refusals={field.refusals}
      slotProps={{ htmlInput: { readOnly: field.readOnly, inputMode: 'tel', autoComplete: 'off', maxLength: 60 } }}
    />
  );
}
