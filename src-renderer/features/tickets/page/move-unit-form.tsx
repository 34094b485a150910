import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { Unit } from '#shared/contract/sync.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { useCommand } from '../../../bridge/use-command.ts';
import { useDraft } from '../../../drafts/use-draft.ts';
import { KeyTip } from '../../../ui/keys/key-hint.tsx';
import { useKey } from '../../../ui/keys/keys-context.tsx';
import { RefusalText, refusalHelp } from '../../../ui/refusal-text.tsx';
import { MEASURE } from '../../../ui/theme/theme.ts';

export interface MoveUnitFormProps {
  ticket: Ticket;
  /** Where it can go. */
  units: readonly Unit[];
  onClose: () => void;
}

/** Hands the ticket to another unit, with a reason that stays in its history. */
export function MoveUnitForm({ ticket, units, onClose }: MoveUnitFormProps) {
  const draft = useDraft(`move-unit:${ticket.id}`, '');
  const move = useCommand('tickets.moveUnit');
  const [unitId, setUnitId] = useState(units.length === 1 ? (units[0]?.id ?? '') : '');
  const [inside, setInside] = useState(false);
  const save = async () => {
    if (move.busy) return;
    const { version } = draft;
    const done = await move.run({ ticketId: ticket.id, unitId, reason: draft.value });
    if (!done.ok) return;
    draft.settle(version);
    onClose();
  };
  useKey('ticket.send', save, { enabled: inside });
  useKey('back', onClose, { enabled: inside });
  const unitWrong = move.refusalsOf('unitId');
  const reasonWrong = move.refusalsOf('reason');
  return (
    <Box
      component="section"
      aria-label="Mover para outra unidade"
      onFocus={() => setInside(true)}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setInside(false);
      }}
      sx={{ mt: 1.5, display: 'grid', gap: 1.25 }}
    >
      <Typography sx={{ color: 'text.secondary', maxWidth: MEASURE }}>
        O chamado passa para as estações da outra unidade. Quem o acompanha continua com ele.
      </Typography>
      <Box sx={{ display: 'grid', gridTemplateColumns: '220px minmax(0, 1fr)', gap: 1.5, alignItems: 'start' }}>
        <TextField
          select
          label="Unidade"
          autoFocus
          value={unitId}
          error={unitWrong.length > 0}
          helperText={refusalHelp(unitWrong)}
          onChange={(event) => {
            move.forget();
            setUnitId(event.target.value);
          }}
        >
          {units.map(({ id, name }) => (
            <MenuItem key={id} value={id}>
              {name}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          label="Motivo"
          required
          value={draft.value}
          error={reasonWrong.length > 0}
          helperText={refusalHelp(reasonWrong)}
          onChange={(event) => {
            move.forget();
            draft.set(event.target.value);
          }}
          slotProps={{ htmlInput: { readOnly: !draft.ready, maxLength: 1_000, lang: 'pt-BR' } }}
        />
      </Box>
      <RefusalText refusals={move.refusalsOf('')} />
      <Box sx={{ display: 'flex', gap: 1 }}>
        <KeyTip id="ticket.send" label="Mover o chamado">
          <Button variant="contained" color="primary" loading={move.busy} disabled={unitId === ''} onClick={save}>
            Mover o chamado
          </Button>
        </KeyTip>
        <Button variant="text" onClick={onClose}>
          Cancelar
        </Button>
      </Box>
    </Box>
  );
}
