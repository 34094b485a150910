import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useEffect, useId, useRef } from 'react';
import type { OpenedCall, TicketRow } from '#shared/contract/views.ts';
import { formatProtocol } from '#shared/domain/protocol/protocol-number.ts';
import { useCommand } from '../../../bridge/use-command.ts';
import { useDraft } from '../../../drafts/use-draft.ts';
import { RefusalText } from '../../../ui/refusal-text.tsx';
import { TypedText } from '../fields/typed-text.tsx';

export interface ComplementFormProps {
  /** The open ticket that the call adds to. */
  main: Pick<TicketRow, 'id' | 'protocol'>;
  /** The call that becomes the complementary one; null: a new ticket records it. */
  fromTicketId: string | null;
  article: number;
  onDone(opened: OpenedCall): void;
  onCancel(): void;
}

/** One action (S4.3): a ticket for the call, the link, the note in both, closed with the house's article. */
export function ComplementForm({ main, fromTicketId, article, onDone, onCancel }: ComplementFormProps) {
  const id = useId();
  const draft = useDraft<string>(`complement:${main.id}`, '');
  const open = useCommand('attendance.openComplementary');
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('textarea')?.focus(), []);
  const submit = async () => {
    const { version, value } = draft;
    const done = await open.run({ ticketId: main.id, note: value, fromTicketId });
    if (!done.ok) return;
    draft.settle(version);
    onDone(done.value);
  };
  return (
    <Box
      component="form"
      ref={form}
      noValidate
      aria-label={`Ligação complementar ao chamado ${formatProtocol(main.protocol)}`}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel();
        else if (event.key === 'Enter' && event.ctrlKey) void submit();
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
      sx={{ display: 'flex', flexDirection: 'column', gap: 0.75 }}
    >
      <Box component="label" htmlFor={id} sx={{ fontSize: '0.75rem', fontWeight: 550 }}>
        O que o cliente acrescentou
      </Box>
      <TypedText
        id={id}
        long
        lane="internal"
        rows={2}
        value={draft.value}
        readOnly={!draft.ready}
        invalid={open.refusalsOf('note').length > 0}
        onChange={(text) => {
          draft.set(text);
          open.forget('note');
        }}
      />
      <RefusalText refusals={open.refusals} />
      <Box sx={{ fontSize: '0.75rem', color: 'text.secondary' }}>
        {fromTicketId === null ? 'Um chamado novo registra a ligação' : 'Esta ligação vira complemento'}: a anotação
        fica nos dois e ela se encerra com o FAQ {article}.
      </Box>
      <Box sx={{ display: 'flex', gap: 1 }}>
        <Button type="submit" variant="contained" color="primary" disabled={open.busy}>
          Registrar e encerrar
        </Button>
        <Button variant="text" onClick={onCancel}>
          Não é sobre este
        </Button>
      </Box>
    </Box>
  );
}
