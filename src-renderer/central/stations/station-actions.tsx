import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { StationView, UnitView } from '#shared/sync/administration.ts';
import { PanelDialog } from '../../ui/dialog/panel-dialog.tsx';
import { RefusalText } from '../../ui/refusal-text.tsx';
import { useAct, useView } from '../api/use-view.ts';
import { UnitField } from '../units/unit-field.tsx';

/** Moves a station to another unit, or cuts it off. */
export function StationActions({ station }: { station: StationView }) {
  const [open, setOpen] = useState<'move' | 'revoke' | null>(null);
  const name = `${String(station.number).padStart(4, '0')} ${station.name}`;
  return (
    <Box sx={{ display: 'flex', gap: 1 }}>
      <Button aria-label={`Mover: ${name}`} onClick={() => setOpen('move')}>
        Mover
      </Button>
      <Button color="error" aria-label={`Desligar: ${name}`} onClick={() => setOpen('revoke')}>
        Desligar
      </Button>
      {open === 'move' ? <MoveDialog station={station} name={name} onClose={() => setOpen(null)} /> : null}
      {open === 'revoke' ? <RevokeDialog station={station} name={name} onClose={() => setOpen(null)} /> : null}
    </Box>
  );
}

interface ActionDialogProps {
  station: StationView;
  name: string;
  onClose: () => void;
}

function MoveDialog({ station, name, onClose }: ActionDialogProps) {
  const { data: units = [] } = useView<UnitView[]>('/units');
  const move = useAct<{ stationId: string; unitId: string }>('/stations/move');
  const [unitId, setUnitId] = useState(station.unit.id);
  const submit = async () => {
    if ((await move.run({ stationId: station.id, unitId })).ok) onClose();
  };
  return (
    <PanelDialog
      open
      title={`Mudar de unidade: ${name}`}
      onClose={onClose}
      actions={
        <>
          <Button variant="text" onClick={onClose}>
            Cancelar
          </Button>
          <Button
            variant="contained"
            color="primary"
            loading={move.busy}
            disabled={unitId === station.unit.id}
            onClick={submit}
          >
            Mudar
          </Button>
        </>
      }
    >
      <Typography sx={{ mb: 2 }}>
        A estação deixa os chamados e clientes de {station.unit.name} e recebe os da outra unidade. O que ela ainda não
        enviou chega à central do mesmo jeito.
      </Typography>
      <UnitField units={units} value={unitId} onChange={setUnitId} refusals={[]} />
      <RefusalText refusals={move.refusals} />
    </PanelDialog>
  );
}

/** The number has to be typed: which station it is must be in the head of who cuts it off, not only under the mouse. */
function RevokeDialog({ station, name, onClose }: ActionDialogProps) {
  const revoke = useAct<{ stationId: string }>('/stations/revoke');
  const [typed, setTyped] = useState('');
  const number = String(station.number).padStart(4, '0');
  const submit = async () => {
    if ((await revoke.run({ stationId: station.id })).ok) onClose();
  };
  return (
    <PanelDialog
      open
      title={`Desligar a estação ${name}`}
      onClose={onClose}
      actions={
        <>
          <Button variant="text" onClick={onClose}>
            Não desligar
          </Button>
          <Button variant="contained" color="error" loading={revoke.busy} disabled={typed !== number} onClick={submit}>
            Desligar de vez
          </Button>
        </>
      }
    >
      <Box component="ul" sx={{ mt: 0, pl: 2.5, display: 'grid', gap: 0.5 }}>
        <li>A central deixa de atender esta estação agora.</li>
        <li>No próximo contato a estação destrói a chave dos seus dados: ninguém mais os lê ali.</li>
        <li>
          {station.unsent
            ? `Ela disse ter ${station.unsent} por enviar: isso se perde, a não ser que outra cópia exista.`
            : 'O que ela tiver escrito sem rede e ainda não enviou se perde.'}
        </li>
        <li>Não há volta: para usá-la de novo é preciso outra inscrição.</li>
      </Box>
      <TextField
        label={`Para confirmar, digite o número da estação: ${number}`}
        value={typed}
        onChange={(event) => setTyped(event.target.value.trim())}
        slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 4, autoComplete: 'off' } }}
        sx={{ mt: 1 }}
      />
      <RefusalText refusals={revoke.refusals} />
    </PanelDialog>
  );
}
