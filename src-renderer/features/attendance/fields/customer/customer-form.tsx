import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MuiTextField from '@mui/material/TextField';
import { useId, useState } from 'react';
import { documentName } from '#shared/domain/document/document.ts';
import { maskDocument } from '#shared/domain/document/document-mask.ts';
import { useCommand } from '../../../../bridge/use-command.ts';
import { useDraft } from '../../../../drafts/use-draft.ts';
import { RefusalText, refusalHelp } from '../../../../ui/refusal-text.tsx';
import { useAttendanceActions } from '../../screen/attendance-actions.tsx';
import { OptionChips } from '../option-chips.tsx';
import { customerInput, formField, type NewCustomer, newCustomerFrom } from './new-customer.ts';

const KINDS = [
  { value: 'pf', label: 'Pessoa física' },
  { value: 'pj', label: 'Pessoa jurídica' },
];

/** Registers whoever is on the line without leaving the step; only the name is a must. */
export function CustomerForm({
  typed,
  onDone,
  onCancel,
}: {
  /** What was searched for. */
  typed: string;
  onDone(customerId: string): Promise<void>;
  onCancel(): void;
}) {
  const { ticketId, identifyRefusals } = useAttendanceActions();
  const [initial] = useState(() => newCustomerFrom(typed));
  const draft = useDraft<NewCustomer>(`customer-new:${ticketId}`, initial);
  const save = useCommand('customers.save');
  const id = useId();
  const form = draft.value;
  const refusalsOf = (field: keyof NewCustomer | '') => save.refusals.filter((one) => formField(one.field) === field);

  const set = (change: Partial<NewCustomer>) => {
    draft.set((before) => ({ ...before, ...change }));
  };
  const submit = async () => {
    const { version } = draft;
    const saved = await save.run({ id: null, input: customerInput(form) });
    if (!saved.ok) return;
    draft.settle(version);
    await onDone(saved.value.id);
  };
  const field = (
    name: Exclude<keyof NewCustomer, 'kind'>,
    label: string,
    more: { span?: boolean; first?: boolean } = {},
  ) => (
    <MuiTextField
      label={label}
      value={form[name]}
      autoFocus={more.first ?? false}
      error={refusalsOf(name).length > 0}
      helperText={refusalHelp(refusalsOf(name))}
      onChange={(event) =>
        set({ [name]: name === 'document' ? maskDocument(event.target.value, form.kind) : event.target.value })
      }
      sx={more.span ? { gridColumn: '1 / -1' } : {}}
      slotProps={{ htmlInput: { readOnly: !draft.ready, autoComplete: 'off' } }}
    />
  );
  return (
    <Box
      component="form"
      aria-label="Cadastrar cliente"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel();
        else if (event.key === 'Enter' && event.ctrlKey) void submit();
        else return;
        event.preventDefault();
      }}
      sx={(theme) => ({
        display: 'grid',
        gridTemplateColumns: 'repeat(auto-fit, minmax(200px, 1fr))',
        gap: 1.5,
        p: 2,
        borderRadius: 1,
        border: `1px solid ${theme.vars.palette.divider}`,
        backgroundColor: theme.vars.palette.background.sunken,
      })}
    >
      <Box sx={{ gridColumn: '1 / -1', display: 'flex', alignItems: 'center', gap: 2, flexWrap: 'wrap' }}>
        <Box id={`${id}-kind`} sx={{ fontWeight: 600 }}>
          Novo cliente
        </Box>
        <OptionChips
          name={`${id}-kind-options`}
          labelId={`${id}-kind`}
          options={KINDS}
          value={form.kind}
          onChange={(kind) => set(kind === 'pj' ? { kind } : { kind: 'pf' })}
        />
      </Box>
      {field('name', form.kind === 'pj' ? 'Razão social' : 'Nome completo', { span: true, first: true })}
      {field('document', documentName(form.kind))}
      {field('phone', 'Telefone com DDD')}
      {field('email', 'E-mail')}
      {field('company', form.kind === 'pj' ? 'Nome fantasia' : 'Empresa em que trabalha')}
      {field('code', 'Código (vazio: o próximo livre)')}
      <Box sx={{ gridColumn: '1 / -1', display: 'flex', gap: 1, alignItems: 'center' }}>
        <Button type="submit" variant="contained" color="primary" disabled={save.busy}>
          Cadastrar e identificar
        </Button>
        <Button variant="text" onClick={onCancel}>
          Voltar à busca
        </Button>
      </Box>
      <Box sx={{ gridColumn: '1 / -1', '&:empty': { display: 'none' } }}>
        <RefusalText refusals={[...refusalsOf(''), ...refusalsOf('kind'), ...identifyRefusals]} />
      </Box>
    </Box>
  );
}
