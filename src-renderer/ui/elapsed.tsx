import Box from '@mui/material/Box';
import type { SxProps, Theme } from '@mui/material/styles';
import { formatDuration, formatMoment, formatRelative, formatTimer } from './format.ts';
import { TABULAR } from './theme/theme.ts';
import { useNow } from './ticker.tsx';

export interface ElapsedProps {
  /** Milliseconds counted until `since`. */
  base?: number;
  /** ISO instant from which it counts on. */
  since: string;
  /** Stands still at `base` while false. */
  running?: boolean;
  /** What is timed, for screen readers: "Tempo da ligação". */
  label: string;
  sx?: SxProps<Theme>;
}

/** A timer, `02:41`, anew every second. Screen readers can ask it and are not interrupted by it. */
export function Elapsed({ base = 0, since, running = true, label, sx }: ElapsedProps) {
  const now = useNow(running);
  const value = running ? base + Math.max(0, now - Date.parse(since)) : base;
  return (
    <Box
      component="span"
      role="timer"
      aria-live="off"
      aria-label={`${label}: ${formatDuration(value)}`}
      sx={[{ ...TABULAR, whiteSpace: 'nowrap' }, ...(Array.isArray(sx) ? sx : [sx])]}
    >
      {formatTimer(value)}
    </Box>
  );
}

/** `há 12 min`, kept true; the exact moment in its title. */
export function RelativeTime({ at }: { at: string }) {
  const now = useNow();
  return (
    <Box component="time" dateTime={at} title={formatMoment(at, now)} sx={{ ...TABULAR, whiteSpace: 'nowrap' }}>
      {formatRelative(at, now)}
    </Box>
  );
}

/** `21/11 14:30`. */
export function Moment({ at }: { at: string }) {
  return (
    <Box component="time" dateTime={at} sx={{ ...TABULAR, whiteSpace: 'nowrap' }}>
      {formatMoment(at)}
    </Box>
  );
}
