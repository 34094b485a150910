import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { DayView, RecoveryView } from '#shared/contract/recovery.ts';
import { useCommand } from '../../bridge/use-command.ts';
import { formatBytes, formatCounted, formatDate } from '../../ui/format.ts';
import { Section } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { RefusalText } from '../../ui/refusal-text.tsx';
import { DayRecords } from './day-records.tsx';

/** "Recuperar o dia": what the black box holds of a day beside what the station has, and back with what is missing. */
export function DaySection({ days }: { days: RecoveryView['days'] }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const [shown, setShown] = useState<DayView | null>(null);
  const [restored, setRestored] = useState<number | null>(null);
  const compare = useCommand('recovery.day');
  const recover = useCommand('recovery.recoverDay');
  const day = chosen ?? days[0]?.day ?? '';

  const show = async (which: string) => {
    const answer = await compare.run({ day: which });
    setShown(answer.ok ? answer.value : null);
  };
  const putBack = async () => {
    const answer = await recover.run({ day });
    if (!answer.ok) return;
    setRestored(answer.value.restored);
    await show(day);
  };

  return (
    <Section
      title="Recuperar o dia"
      hint="A caixa-preta é uma segunda gravação, à parte, de tudo o que a estação confirmou."
    >
      <Panel flush>
        <Box sx={{ p: 2.5, display: 'flex', gap: 2, alignItems: 'center', flexWrap: 'wrap' }}>
          <TextField
            select
            label="Dia"
            value={day}
            disabled={days.length === 0}
            onChange={(event) => {
              setChosen(event.target.value);
              setShown(null);
              setRestored(null);
            }}
            sx={{ width: 220 }}
          >
            {days.map(({ day: one, bytes }) => (
              <MenuItem key={one} value={one}>
                {formatDate(one)} · {formatBytes(bytes)}
              </MenuItem>
            ))}
          </TextField>
          <Button
            disabled={day === '' || compare.busy}
            onClick={() => {
              setRestored(null);
              void show(day);
            }}
          >
            {compare.busy ? 'Comparando…' : 'Comparar com a estação'}
          </Button>
          {shown && shown.missing > 0 ? (
            <Button variant="contained" color="primary" disabled={recover.busy} onClick={() => void putBack()}>
              {`Trazer de volta ${formatCounted(shown.missing, 'documento', 'documentos')}`}
            </Button>
          ) : null}
          <Box role="status" sx={{ flex: 1, minWidth: 240 }}>
            {shown ? <Typography>{comparisonWords(shown, restored)}</Typography> : null}
          </Box>
        </Box>
        <Box sx={{ px: 2.5, '&:empty': { display: 'none' } }}>
          <RefusalText refusals={[...compare.refusals, ...recover.refusals]} />
        </Box>
        {shown && shown.rows.length > 0 ? <DayRecords view={shown} /> : null}
      </Panel>
    </Section>
  );
}

function comparisonWords({ total, missing, damaged }: DayView, restored: number | null): string {
  const held = formatCounted(total, 'documento na caixa-preta', 'documentos na caixa-preta');
  const state = missing === 0 ? 'a estação tem todos' : `faltam ${missing} na estação`;
  const back = restored === null ? '' : ` ${formatCounted(restored, 'voltou', 'voltaram')}.`;
  const lost =
    damaged === 0 ? '' : ` ${formatCounted(damaged, 'gravação não pode', 'gravações não podem')} mais ser lida.`;
  return `${held}; ${state}.${back}${lost}`;
}
