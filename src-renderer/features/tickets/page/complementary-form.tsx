import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { OpenedCall } from '#shared/contract/views.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { useCommand } from '../../../bridge/use-command.ts';
import { usePack } from '../../../bridge/use-pack.ts';
import { useDraft } from '../../../drafts/use-draft.ts';
import { KeyTip } from '../../../ui/keys/key-hint.tsx';
import { useKey } from '../../../ui/keys/keys-context.tsx';
import { Protocol } from '../../../ui/protocol.tsx';
import { RefusalText } from '../../../ui/refusal-text.tsx';
import { RouteLink } from '../../../ui/router/route-link.tsx';

/** S4.3: a call that only adds to this ticket gets a ticket of its own, linked and closed at once. */
export function ComplementaryForm({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
  const draft = useDraft(`complementary:${ticket.id}`, '');
  const open = useCommand('attendance.openComplementary');
  const pack = usePack();
  const [made, setMade] = useState<OpenedCall | null>(null);
  const [inside, setInside] = useState(false);

  const save = async () => {
    if (open.busy || draft.value.trim() === '') return;
    const { version } = draft;
    const done = await open.run({ ticketId: ticket.id, note: draft.value, fromTicketId: null });
    if (!done.ok) return;
    draft.settle(version);
    setMade(done.value);
  };
  useKey('ticket.send', save, { enabled: inside });
  useKey('back', onClose, { enabled: inside || made !== null });

  if (made)
    return (
      <Box role="status" sx={{ mt: 1.5, display: 'flex', alignItems: 'center', gap: 1.5, flexWrap: 'wrap' }}>
        <Typography>
          Ligação complementar registrada e encerrada pelo FAQ {pack?.complementaryCall.article}. Diga ao cliente o
          protocolo{' '}
          <RouteLink to="ticket" params={{ ticketId: made.ticketId }}>
            <Protocol value={made.protocol} strong />
          </RouteLink>
          .
        </Typography>
        <Button variant="text" onClick={onClose} autoFocus>
          Fechar
        </Button>
      </Box>
    );
  return (
    <Box
      component="section"
      aria-label="Ligação complementar"
      onFocus={() => setInside(true)}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setInside(false);
      }}
      sx={{ mt: 1.5, display: 'flex', flexDirection: 'column', gap: 1 }}
    >
      <TextField
        multiline
        minRows={2}
        maxRows={5}
        autoFocus
        label="O que o cliente acrescentou"
        value={draft.value}
        onChange={(event) => {
          draft.set(event.target.value);
          open.forget();
        }}
        error={open.refusalsOf('note').length > 0}
        helperText={`Abre um chamado novo, ligado a este, com a anotação nos dois, e encerra o novo pelo FAQ ${pack?.complementaryCall.article ?? ''}.`}
        slotProps={{ htmlInput: { readOnly: !draft.ready } }}
      />
      <RefusalText refusals={open.refusals} />
      <Box sx={{ display: 'flex', gap: 1 }}>
        <KeyTip id="ticket.send" label="Registrar ligação complementar">
          <Button variant="contained" color="primary" onClick={save} disabled={draft.value.trim() === ''}>
            Registrar ligação complementar
          </Button>
        </KeyTip>
        <Button variant="text" onClick={onClose}>
          {draft.dirty ? 'Fechar e guardar o rascunho' : 'Fechar'}
        </Button>
      </Box>
    </Box>
  );
}
