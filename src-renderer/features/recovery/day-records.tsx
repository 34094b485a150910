import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { DAY_ROWS, type DayRecord, type DayView } from '#shared/contract/recovery.ts';
import { formatCount, formatDate, formatTime } from '../../ui/format.ts';
import { Protocol } from '../../ui/protocol.tsx';
import { StatusPill } from '../../ui/status-pill.tsx';
import { TABULAR } from '../../ui/theme/theme.ts';
import { KIND_WORDS } from './recovery-words.ts';

const ROW = {
  display: 'grid',
  gridTemplateColumns: '56px 104px 170px minmax(160px, 1fr) 120px 116px',
  columnGap: 2,
  alignItems: 'center',
  minHeight: 36,
  px: 2.5,
} as const;

/** The documents of a day, missing ones first. */
export function DayRecords({ view }: { view: DayView }) {
  return (
    <Box
      role="table"
      aria-label={`Caixa-preta de ${formatDate(view.day)}`}
      sx={(theme) => ({ borderTop: `1px solid ${theme.vars.palette.divider}` })}
    >
      <Box role="rowgroup">
        <Box role="row" sx={{ ...ROW, color: 'text.secondary', fontSize: '0.75rem' }}>
          {['Hora', 'O quê', 'Registro', 'Texto', 'Quem', 'Na estação'].map((header) => (
            <Box key={header} role="columnheader">
              {header}
            </Box>
          ))}
        </Box>
      </Box>
      <Box role="rowgroup">
        {view.rows.map((record) => (
          <RecordRow key={`${record.kind} ${record.id}`} record={record} />
        ))}
      </Box>
      {view.total > view.rows.length ? (
        <Typography sx={{ px: 2.5, py: 1, color: 'text.secondary' }}>
          {`Mostrando ${formatCount(DAY_ROWS)} de ${formatCount(view.total)}: os que faltam primeiro, depois os mais recentes.`}
        </Typography>
      ) : null}
    </Box>
  );
}

function RecordRow({ record }: { record: DayRecord }) {
  return (
    <Box role="row" sx={(theme) => ({ ...ROW, borderTop: `1px solid ${theme.vars.palette.divider}` })}>
      <Box role="cell" sx={TABULAR}>
        {formatTime(record.at)}
      </Box>
      <Box role="cell">{KIND_WORDS[record.kind]}</Box>
      <Box role="cell" sx={{ minWidth: 0 }}>
        {record.protocol ? <Protocol value={record.protocol} /> : null}
        <Box sx={{ color: 'text.secondary', fontSize: '0.75rem' }}>{record.title}</Box>
      </Box>
      <Box role="cell" sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }} title={record.text}>
        {record.text}
      </Box>
      <Box role="cell" sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
        {record.who}
      </Box>
      <Box role="cell">
        {record.present ? (
          <StatusPill tone="neutral">está lá</StatusPill>
        ) : (
          <StatusPill tone="warning">falta</StatusPill>
        )}
      </Box>
    </Box>
  );
}
