import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { QueueItem } from '#shared/contract/sync.ts';
import { useCommand } from '../../bridge/use-command.ts';
import { useDraft } from '../../drafts/use-draft.ts';
import { KeyTip } from '../../ui/keys/key-hint.tsx';
import { useKey } from '../../ui/keys/keys-context.tsx';
import { RefusalText } from '../../ui/refusal-text.tsx';

export interface CorrectFormProps {
  id: string;
  correctable: NonNullable<QueueItem['correctable']>;
  onDone: () => void;
}

/** The refused text, to be written anew; what is typed is kept on every keystroke. */
export function CorrectForm({ id, correctable, onDone }: CorrectFormProps) {
  const draft = useDraft(`correct:${id}`, correctable.text);
  const correct = useCommand('sync.correct');
  const [inside, setInside] = useState(true);
  const save = async () => {
    if (correct.busy || draft.value.trim() === '') return;
    const { version } = draft;
    const done = await correct.run({ id, text: draft.value, visibility: correctable.visibility });
    if (!done.ok) return;
    draft.settle(version);
    onDone();
  };
  useKey('ticket.send', save, { enabled: inside });
  useKey('back', onDone, { enabled: inside });
  return (
    <Box
      onFocus={() => setInside(true)}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setInside(false);
      }}
      sx={{ mt: 1, display: 'grid', gap: 1 }}
    >
      <TextField
        multiline
        autoFocus
        minRows={3}
        maxRows={10}
        label={correctable.visibility === 'public' ? 'Texto ao cliente' : 'Nota técnica'}
        value={draft.value}
        onChange={(event) => {
          draft.set(event.target.value);
          correct.forget();
        }}
        slotProps={{ htmlInput: { readOnly: !draft.ready, maxLength: 200_000, lang: 'pt-BR', spellCheck: true } }}
      />
      <RefusalText refusals={correct.refusals} />
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
        <KeyTip id="ticket.send" label="Corrigir e reenviar">
          <Button variant="contained" color="primary" loading={correct.busy} onClick={save}>
            Reenviar assim
          </Button>
        </KeyTip>
        <Button variant="text" onClick={onDone}>
          Deixar para depois
        </Button>
        <Typography variant="caption" sx={{ color: 'text.secondary' }}>
          {draft.dirty ? 'Rascunho guardado a cada tecla. O recusado continua no histórico.' : ''}
        </Typography>
      </Box>
    </Box>
  );
}
