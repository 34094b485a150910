import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { ShiftView } from '#shared/contract/views.ts';
import type { LooseCall } from '#shared/domain/shift/shift.ts';
import { formatTime } from '../../ui/format.ts';
import { RefusalText } from '../../ui/refusal-text.tsx';
import { TABULAR } from '../../ui/theme/theme.ts';
import { ExplainCall } from './explain-call.tsx';
import { LinkCall } from './link-call.tsx';
import { sourceWords } from './shift-words.ts';
import { useRecordCall } from './use-record-call.ts';

type Way = 'link' | 'explain' | null;

/** One call to settle, with its three ways. The first of the list has the main button of the screen. */
export function LooseCallRow({ call, book, first }: { call: LooseCall; book: ShiftView; first: boolean }) {
  const [way, setWay] = useState<Way>(null);
  const record = useRecordCall();
  const time = formatTime(call.at);
  const toggle = (next: Way) => setWay((before) => (before === next ? null : next));
  return (
    <Box component="li" data-loose-call={call.id} sx={{ px: 2, py: 1.25 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, flexWrap: 'wrap' }}>
        <Typography component="time" dateTime={call.at} sx={{ ...TABULAR, fontWeight: 600 }}>
          {time}
        </Typography>
        <Box sx={{ flex: '1 1 200px', minWidth: 0 }}>
          <Typography>{sourceWords(call)}</Typography>
          {call.note ? <Typography sx={{ color: 'text.secondary' }}>{call.note}</Typography> : null}
        </Box>
        <Box role="group" aria-label={`Resolver a ligação das ${time}`} sx={{ display: 'flex', gap: 1 }}>
          <Button
            variant={first ? 'contained' : 'outlined'}
            color={first ? 'primary' : 'secondary'}
            onClick={() => record.run(call.id)}
            disabled={record.busy}
          >
            Registrar OC agora
          </Button>
          <Button aria-expanded={way === 'link'} onClick={() => toggle('link')}>
            Vincular a uma OC
          </Button>
          <Button aria-expanded={way === 'explain'} onClick={() => toggle('explain')}>
            Explicar
          </Button>
        </Box>
      </Box>
      <RefusalText refusals={record.refusals} />
      {way === 'link' ? <LinkCall call={call} book={book} onDone={() => setWay(null)} /> : null}
      {way === 'explain' ? <ExplainCall call={call} onDone={() => setWay(null)} /> : null}
    </Box>
  );
}
