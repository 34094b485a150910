import Box from '@mui/material/Box';
import TableCell from '@mui/material/TableCell';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import type { StationView } from '#shared/sync/administration.ts';
import { RelativeTime } from '../../ui/elapsed.tsx';
import { formatDuration, formatMoment } from '../../ui/format.ts';
import { StatusPill } from '../../ui/status-pill.tsx';
import { TABULAR } from '../../ui/theme/theme.ts';
import { PlainTable } from '../desk/plain-table.tsx';
import { StationActions } from './station-actions.tsx';

/** A clock that is off by more is said: the station shows it too. */
const SKEW_SAID_MS = 120_000;
/** What waits for longer wants somebody to look: the station is off, or refuses to go on. */
const UNSENT_LATE_MS = 8 * 3_600_000;

interface StationTableProps {
  label: string;
  stations: readonly StationView[];
  /** ISO instant of the centre. */
  at: string;
}

export function StationTable({ label, stations, at }: StationTableProps) {
  return (
    <PlainTable
      label={label}
      columns={['Número', 'Estação', 'Unidade', 'Último contato', 'Por enviar', 'Relógio', 'Versão', 'Ações']}
    >
      {stations.map((station) => (
        <TableRow key={station.id}>
          <TableCell sx={TABULAR}>{String(station.number).padStart(4, '0')}</TableCell>
          <TableCell sx={{ minWidth: 140, overflowWrap: 'anywhere' }}>
            <Typography sx={{ fontWeight: 550 }}>{station.name}</Typography>
            <Typography variant="caption" sx={{ color: 'text.secondary' }}>
              inscrita em {formatMoment(station.enrolledAt, at)}
            </Typography>
          </TableCell>
          <TableCell>{station.unit.name}</TableCell>
          <TableCell>{station.lastContactAt ? <RelativeTime at={station.lastContactAt} /> : 'nunca'}</TableCell>
          <TableCell>
            <Unsent station={station} at={at} />
          </TableCell>
          <TableCell>
            <Skew milliseconds={station.skewMs} />
          </TableCell>
          <TableCell sx={TABULAR}>{station.version || 'não disse'}</TableCell>
          <TableCell>
            {station.revokedAt ? (
              <>desligada em {formatMoment(station.revokedAt, at)}</>
            ) : (
              <StationActions station={station} />
            )}
          </TableCell>
        </TableRow>
      ))}
    </PlainTable>
  );
}

function Unsent({ station: { unsent, refused, oldestUnsentAt }, at }: { station: StationView; at: string }) {
  if (unsent === null) return <>não disse</>;
  const age = oldestUnsentAt === null ? 0 : Date.parse(at) - Date.parse(oldestUnsentAt);
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 0.25, alignItems: 'flex-start' }}>
      {unsent === 0 ? 'nada' : <span>{unsent}</span>}
      {oldestUnsentAt ? (
        <StatusPill tone={age > UNSENT_LATE_MS ? 'warning' : 'neutral'}>
          o mais antigo há {formatDuration(age)}
        </StatusPill>
      ) : null}
      {refused ? <StatusPill tone="error">{refused === 1 ? '1 recusado' : `${refused} recusados`}</StatusPill> : null}
    </Box>
  );
}

function Skew({ milliseconds }: { milliseconds: number | null }) {
  if (milliseconds === null) return <>não disse</>;
  if (Math.abs(milliseconds) <= SKEW_SAID_MS) return <>certo</>;
  const side = milliseconds > 0 ? 'adiantado' : 'atrasado';
  return (
    <StatusPill tone="warning">
      {side} {formatDuration(Math.abs(milliseconds))}
    </StatusPill>
  );
}
