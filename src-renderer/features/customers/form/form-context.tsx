import { createContext, type ReactNode, use } from 'react';
import { type Control, type FieldPath, useController } from 'react-hook-form';
import type { Refusal } from '#shared/domain/refusal.ts';
import type { CustomerFormValues } from './customer-form-values.ts';

interface FormParts {
  control: Control<CustomerFormValues>;
  refusals: readonly Refusal[];
  readOnly: boolean;
}

const FormContext = createContext<FormParts | null>(null);

export function FormProvider({ parts, children }: { parts: FormParts; children: ReactNode }) {
  return <FormContext value={parts}>{children}</FormContext>;
}

export function useFormParts(): FormParts {
  const parts = use(FormContext);
  if (!parts) throw new Error('no FormProvider above');
  return parts;
}

/** Refusals that stand beside the field of this name. */
export function useRefusalsAt(name: string): Refusal[] {
  return useFormParts().refusals.filter(({ field }) => field === name);
}

/** A text field of the form by its path: what it says, how to change it, what is refused of it. */
export function useTextField(name: FieldPath<CustomerFormValues>) {
  const { control, readOnly } = useFormParts();
  const { field } = useController({ control, name });
  const refusals = useRefusalsAt(name);
  return {
    value: typeof field.value === 'string' ? field.value : '',
    onChange: (value: string) => field.onChange(value),
    name,
    ref: field.ref,
    refusals,
    readOnly,
  };
}
