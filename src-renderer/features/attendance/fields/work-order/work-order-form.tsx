import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MuiTextField from '@mui/material/TextField';
import { useId, useState } from 'react';
import type { WorkOrder } from '#shared/domain/work-order/work-order.ts';
import { useCommand } from '../../../../bridge/use-command.ts';
import { useDraft } from '../../../../drafts/use-draft.ts';
import { RefusalText, refusalHelp } from '../../../../ui/refusal-text.tsx';
import { readDay, writeDay } from '../../engine/when-words.ts';
import { useAttendanceActions } from '../../screen/attendance-actions.tsx';
import { OptionChips } from '../option-chips.tsx';

interface Typed {
  number: string;
  title: string;
  status: WorkOrder['status'];
  release: string;
  /** As typed, `dd/mm/aaaa`. */
  expected: string;
}

const STATUS = [
  { value: 'aberta', label: 'Em aberto' },
  { value: 'liberada', label: 'Liberada em executável' },
];

/** Registers a work order on the spot, or brings one up to date. */
export function WorkOrderForm({
  existing,
  typed,
  suggestedTitle,
  onDone,
  onCancel,
}: {
  existing: WorkOrder | null;
  /** What was searched for. */
  typed: string;
  suggestedTitle: string;
  onDone(workOrder: WorkOrder): void;
  onCancel(): void;
}) {
  const { ticketId } = useAttendanceActions();
  const [initial] = useState<Typed>(() => (existing ? typedOf(existing) : blank(typed, suggestedTitle)));
  const draft = useDraft<Typed>(`work-order:${ticketId}:${existing?.id ?? 'new'}`, initial);
  const save = useCommand('workOrders.save');
  const id = useId();
  const form = draft.value;
  const expectedAt = form.expected.trim() === '' ? '' : readDay(form.expected, new Date());
  const [tried, setTried] = useState(false);

  const submit = async () => {
    setTried(true);
    if (expectedAt === null) return;
    const { number, title, status, release } = form;
    const { version } = draft;
    const saved = await save.run({ id: existing?.id ?? null, number, title, status, release, expectedAt });
    if (!saved.ok) return;
    draft.settle(version);
    onDone(saved.value);
  };
  const field = (name: 'number' | 'title' | 'release', label: string, wide = false) => (
    <MuiTextField
      label={label}
      value={form[name]}
      autoFocus={name === 'number' && existing === null}
      error={save.refusalsOf(name).length > 0}
      helperText={refusalHelp(save.refusalsOf(name))}
      onChange={(event) => draft.set((before) => ({ ...before, [name]: event.target.value }))}
      sx={wide ? { gridColumn: '1 / -1' } : {}}
      slotProps={{ htmlInput: { readOnly: !draft.ready, autoComplete: 'off' } }}
    />
  );
  return (
    <Box
      component="form"
      aria-label={existing ? `Atualizar a O.S. ${existing.number}` : 'Registrar O.S.'}
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
        gridTemplateColumns: 'repeat(auto-fit, minmax(180px, 1fr))',
        gap: 1.5,
        p: 2,
        borderRadius: 1,
        border: `1px solid ${theme.vars.palette.divider}`,
        backgroundColor: theme.vars.palette.background.sunken,
      })}
    >
      {field('number', 'Número da O.S.')}
      {field('title', 'Do que trata', true)}
      <Box sx={{ gridColumn: '1 / -1' }}>
        <Box id={`${id}-status`} sx={{ fontSize: '0.75rem', color: 'text.secondary', mb: 0.5 }}>
          Situação
        </Box>
        <OptionChips
          name={`${id}-status-options`}
          labelId={`${id}-status`}
          options={STATUS}
          value={form.status}
          onChange={(status) =>
            draft.set((before) => ({ ...before, status: status === 'liberada' ? 'liberada' : 'aberta' }))
          }
        />
      </Box>
      {field('release', form.status === 'liberada' ? 'Executável (versão)' : 'Executável previsto')}
      <MuiTextField
        label="Previsão de liberação"
        placeholder="dd/mm/aaaa"
        value={form.expected}
        error={(tried && expectedAt === null) || save.refusalsOf('expectedAt').length > 0}
        helperText={
          tried && expectedAt === null
            ? 'Não é uma data que exista. Escreva dia/mês/ano.'
            : refusalHelp(save.refusalsOf('expectedAt'))
        }
        onChange={(event) => draft.set((before) => ({ ...before, expected: event.target.value }))}
        slotProps={{ htmlInput: { readOnly: !draft.ready, autoComplete: 'off' } }}
      />
      <Box sx={{ gridColumn: '1 / -1', display: 'flex', gap: 1 }}>
        <Button type="submit" variant="contained" color="primary" disabled={save.busy}>
          {existing ? 'Atualizar' : 'Registrar e vincular'}
        </Button>
        <Button variant="text" onClick={onCancel}>
          Cancelar
        </Button>
      </Box>
      <Box sx={{ gridColumn: '1 / -1' }}>
        <RefusalText refusals={save.refusalsOf('')} />
      </Box>
    </Box>
  );
}

function blank(typed: string, suggestedTitle: string): Typed {
  const isNumber = /\d/.test(typed);
  return {
    number: isNumber ? typed.trim() : '',
    title: isNumber || typed.trim() === '' ? suggestedTitle : typed.trim(),
    status: 'aberta',
    release: '',
    expected: '',
  };
}

function typedOf({ number, title, status, release, expectedAt }: WorkOrder): Typed {
  return { number, title, status, release, expected: expectedAt === '' ? '' : writeDay(expectedAt) };
}
