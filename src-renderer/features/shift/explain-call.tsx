import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import type { FormEvent } from 'react';
import type { LooseCall } from '#shared/domain/shift/shift.ts';
import { useCommand } from '../../bridge/use-command.ts';
import { usePack } from '../../bridge/use-pack.ts';
import { useDraft } from '../../drafts/use-draft.ts';
import { RefusalText, refusalHelp } from '../../ui/refusal-text.tsx';

const BLANK = { reasonId: '', text: '' };

/** Why a call has no ticket, when that is right: a reason of the house, and what there is to say. */
export function ExplainCall({ call, onDone }: { call: LooseCall; onDone: () => void }) {
  const pack = usePack();
  const explain = useCommand('shift.explainCall');
  const draft = useDraft(`explain:${call.id}`, BLANK);
  const { reasonId, text } = draft.value;
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const { version } = draft;
    const done = await explain.run({ callId: call.id, reasonId, text });
    if (!done.ok) return;
    draft.settle(version);
    onDone();
  };
  return (
    <Box
      component="form"
      onSubmit={save}
      sx={{ mt: 1.5, display: 'grid', gridTemplateColumns: '280px minmax(0, 1fr) auto', gap: 1, alignItems: 'start' }}
    >
      <TextField
        select
        label="Motivo"
        value={reasonId}
        onChange={(event) => {
          draft.set((before) => ({ ...before, reasonId: event.target.value }));
          explain.forget('reasonId');
        }}
        error={explain.refusalsOf('reasonId').length > 0}
        helperText={refusalHelp(explain.refusalsOf('reasonId'))}
        autoFocus
      >
        {pack?.callExplanations.map(({ id, label }) => (
          <MenuItem key={id} value={id}>
            {label}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        label="O que houve (opcional)"
        value={text}
        onChange={(event) => draft.set((before) => ({ ...before, text: event.target.value }))}
        slotProps={{ htmlInput: { maxLength: 500, readOnly: !draft.ready } }}
      />
      <Button type="submit" variant="contained" color="primary" sx={{ minHeight: 40 }} disabled={explain.busy}>
        Salvar explicação
      </Button>
      <Box sx={{ gridColumn: '1 / -1' }}>
        <RefusalText refusals={explain.refusals.filter(({ field }) => field !== 'reasonId')} />
      </Box>
    </Box>
  );
}
