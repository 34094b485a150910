import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { type FormEvent, useEffect, useRef } from 'react';
import type { Customer } from '#shared/domain/customer/customer.ts';
import { ConfirmInline } from '../../../ui/confirm-inline.tsx';
import { formatRecent } from '../../../ui/format.ts';
import { KeyTip } from '../../../ui/keys/key-hint.tsx';
import { useKey } from '../../../ui/keys/keys-context.tsx';
import { Section } from '../../../ui/page-header.tsx';
import { RefusalText } from '../../../ui/refusal-text.tsx';
import type { CustomerFormValues } from './customer-form-values.ts';
import { FormProvider } from './form-context.tsx';
import { TextInput } from './form-fields.tsx';
import { IdentityFields } from './identity-fields.tsx';
import { StandingFields } from './standing-fields.tsx';
import { useCustomerForm } from './use-customer-form.ts';
import { Contacts, Emails, Phones } from './ways-to-reach.tsx';

export interface CustomerFormProps {
  /** `null`: a new one. */
  customer: Customer | null;
  initial: CustomerFormValues;
  onSaved: (customer: Customer) => void;
  onLeave: () => void;
}

/** Registers or changes a customer (S3.7). Every keystroke is kept; refusals stand beside their fields. */
export function CustomerForm({ customer, initial, onSaved, onLeave }: CustomerFormProps) {
  const { form, draft, busy, refusals, save, discard } = useCustomerForm(customer, initial);
  const place = useRef<HTMLFormElement>(null);
  const submit = async () => {
    const saved = await save();
    if (saved) onSaved(saved);
  };
  useKey('ticket.send', submit);
  useEffect(() => {
    if (refusals.length > 0) place.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusals]);
  const loose = refusals.filter(({ field }) => !field || !isShown(form.getValues(), field));
  return (
    <FormProvider parts={{ control: form.control, refusals, readOnly: !draft.ready }}>
      <Box
        component="form"
        ref={place}
        noValidate
        aria-label={customer ? `Cadastro de ${customer.name}` : 'Novo cliente'}
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void submit();
        }}
        sx={{ display: 'flex', flexDirection: 'column', gap: 4, maxWidth: 800 }}
      >
        <Section title="Identificação">
          <IdentityFields isNew={customer === null} />
        </Section>
        <Section title="Telefones">
          <Phones name="phones" />
        </Section>
        <Section title="E-mails">
          <Emails name="emails" />
        </Section>
        <Section title="Contatos" hint="Quem fala pelo cliente">
          <Contacts />
        </Section>
        <Section title="O que contratou">
          <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(3, minmax(0, 1fr))', gap: 1.5 }}>
            <TextInput name="plan" label="Plano" maxLength={120} />
            <TextInput name="product" label="Produto" maxLength={120} />
            <TextInput name="version" label="Versão" maxLength={120} />
          </Box>
        </Section>
        <Section title="Situação financeira">
          <StandingFields />
        </Section>
        <Section title="Aviso ao plantão" hint="O que quem está de plantão precisa saber antes de falar com o cliente">
          <TextInput name="onCallNote" label="Aviso" multiline minRows={2} maxRows={6} maxLength={2000} />
        </Section>
        <Section title="Observações">
          <TextInput name="notes" label="Observações internas" multiline minRows={3} maxRows={12} maxLength={20_000} />
        </Section>
        <Box
          sx={(theme) => ({
            position: 'sticky',
            bottom: 0,
            py: 1.5,
            display: 'flex',
            flexDirection: 'column',
            gap: 1,
            borderTop: `1px solid ${theme.vars.palette.divider}`,
            backgroundColor: theme.vars.palette.background.default,
            zIndex: 1,
          })}
        >
          <RefusalText refusals={loose} />
          <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, flexWrap: 'wrap' }}>
            <KeyTip id="ticket.send" label="Salvar cadastro">
              <Button type="submit" variant="contained" color="primary" disabled={busy}>
                Salvar cadastro
              </Button>
            </KeyTip>
            <Button variant="text" onClick={onLeave}>
              {draft.dirty ? 'Sair e guardar o rascunho' : 'Cancelar'}
            </Button>
            {draft.dirty ? (
              <ConfirmInline
                label="Descartar mudanças"
                question="Descartar o que foi digitado?"
                confirm="Descartar"
                onConfirm={discard}
              />
            ) : null}
            <Typography variant="caption" sx={{ color: 'text.secondary' }}>
              {draftWords(draft)}
            </Typography>
          </Box>
        </Box>
      </Box>
    </FormProvider>
  );
}

function draftWords({ failed, restoredAt, dirty }: { failed: boolean; restoredAt: number | null; dirty: boolean }) {
  if (failed) return 'O rascunho não pôde ser gravado: o texto está só nesta janela.';
  if (!dirty) return '';
  return restoredAt === null ? 'Rascunho guardado a cada tecla' : `Rascunho de ${formatRecent(restoredAt)} retomado`;
}

/** Whether the form has a field of this path that shows its refusal. */
function isShown(values: CustomerFormValues, path: string): boolean {
  let value: unknown = values;
  for (const part of path.split('.')) {
    if (typeof value !== 'object' || value === null) return false;
    value = (value as Record<string, unknown>)[part];
  }
  return value !== undefined;
}
