import { useCallback, useEffect, useRef, useState } from 'react';
import { type UseFormReturn, useForm } from 'react-hook-form';
import type { Customer } from '#shared/domain/customer/customer.ts';
import type { Refusal } from '#shared/domain/refusal.ts';
import { useCommand } from '../../../bridge/use-command.ts';
import { type DraftField, useDraft } from '../../../drafts/use-draft.ts';
import { byFormField, type CustomerFormValues, formProblems, inputOf } from './customer-form-values.ts';

export interface CustomerForm {
  form: UseFormReturn<CustomerFormValues>;
  draft: DraftField<CustomerFormValues>;
  busy: boolean;
  refusals: readonly Refusal[];
  save: () => Promise<Customer | null>;
  discard: () => void;
}

/** The form of a customer, its draft at every keystroke, and the saving of it. */
export function useCustomerForm(customer: Customer | null, initial: CustomerFormValues): CustomerForm {
  const draft = useDraft(`customer:${customer?.id ?? 'new'}`, initial);
  const form = useForm<CustomerFormValues>({ defaultValues: initial });
  const command = useCommand('customers.save');
  const [problems, setProblems] = useState<readonly Refusal[]>([]);
  const shown = useRef('');
  const { ready, set } = draft;
  const latest = useRef(draft);
  latest.current = draft;

  const show = useCallback(
    (values: CustomerFormValues) => {
      shown.current = JSON.stringify(values);
      form.reset(values);
    },
    [form],
  );
  useEffect(() => {
    if (ready) show(latest.current.value);
  }, [ready, show]);
  useEffect(() => {
    const stop = form.subscribe({
      formState: { values: true },
      callback: ({ values }) => {
        const text = JSON.stringify(values);
        if (text === shown.current || !latest.current.ready) return;
        shown.current = text;
        set(JSON.parse(text) as CustomerFormValues);
      },
    });
    return () => stop();
  }, [form, set]);

  const save = async (): Promise<Customer | null> => {
    const values = form.getValues();
    const wrong = formProblems(values);
    setProblems(wrong);
    if (wrong.length > 0 || command.busy) return null;
    const { version } = latest.current;
    const done = await command.run({ id: customer?.id ?? null, input: inputOf(values, customer ?? undefined) });
    if (!done.ok) {
      setProblems(byFormField(done.refusals));
      return null;
    }
    latest.current.settle(version);
    return done.value;
  };
  return {
    form,
    draft,
    busy: command.busy,
    refusals: problems,
    save,
    discard: () => {
      draft.clear();
      setProblems([]);
      show(initial);
    },
  };
}
