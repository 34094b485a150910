import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { type FormEvent, useState } from 'react';
import type { ShiftView } from '#shared/contract/views.ts';
import { formatProtocol } from '#shared/domain/protocol/protocol-number.ts';
import type { LooseCall, RecordedCall } from '#shared/domain/shift/shift.ts';
import { foldForSearch } from '#shared/domain/text/fold-accents.ts';
import { useCommand } from '../../bridge/use-command.ts';
import { formatTime } from '../../ui/format.ts';
import { RefusalText } from '../../ui/refusal-text.tsx';
import { linkable } from './linkable.ts';

function optionWords({ at, protocol, customerName, subject }: RecordedCall): string {
  return [formatTime(at), formatProtocol(protocol), customerName || 'sem cliente', subject].filter(Boolean).join(' · ');
}

/** The call was recorded apart: by a ticket of this shift that answers for no other noted call. */
export function LinkCall({ call, book, onDone }: { call: LooseCall; book: ShiftView; onDone: () => void }) {
  const link = useCommand('shift.linkCall');
  const [chosen, setChosen] = useState<RecordedCall | null>(null);
  const options = linkable(book, call);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!chosen) return;
    const done = await link.run({ callId: call.id, ticketId: chosen.ticketId });
    if (done.ok) onDone();
  };
  if (options.length === 0)
    return (
      <Typography sx={{ mt: 1.5, color: 'text.secondary' }}>
        Nenhuma OC deste turno está livre: cada uma já responde pela sua ligação. Registre a OC agora ou explique.
      </Typography>
    );
  return (
    <Box component="form" onSubmit={save} sx={{ mt: 1.5 }}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'flex-start' }}>
        <Autocomplete
          sx={{ flex: 1 }}
          size="small"
          options={options}
          value={chosen}
          onChange={(_, next) => {
            setChosen(next);
            link.forget();
          }}
          getOptionLabel={optionWords}
          getOptionKey={({ ticketId }) => ticketId}
          isOptionEqualToValue={(one, other) => one.ticketId === other.ticketId}
          filterOptions={(all, { inputValue }) => {
            const typed = foldForSearch(inputValue);
            return all.filter((one) => foldForSearch(`${optionWords(one)} ${one.protocol}`).includes(typed));
          }}
          openOnFocus
          disablePortal
          noOptionsText="Nenhuma OC deste turno com esse texto"
          renderInput={(params) => (
            <TextField {...params} label="OC deste turno que registrou esta ligação" autoFocus />
          )}
        />
        <Button
          type="submit"
          variant="contained"
          color="primary"
          disabled={!chosen || link.busy}
          sx={{ minHeight: 40 }}
        >
          Vincular
        </Button>
      </Box>
      <RefusalText refusals={link.refusals} />
    </Box>
  );
}
