import Box from '@mui/material/Box';
import type { TimeBoxStatus } from '#shared/domain/flow/time-box.ts';

const RADIUS = 7;
const ROUND = 2 * Math.PI * RADIUS;

/** A thin ring that fills with the step's time. The words are beside it. */
export function TimeRing({ status }: { status: TimeBoxStatus }) {
  const { timeBox, milliseconds, phase } = status;
  const part = Math.min(1, milliseconds / (timeBox.limitMinutes * 60_000));
  return (
    <Box
      component="svg"
      aria-hidden
      viewBox="0 0 18 18"
      sx={{ width: 18, height: 18, flex: 'none', transform: 'rotate(-90deg)' }}
    >
      <Box
        component="circle"
        cx="9"
        cy="9"
        r={RADIUS}
        sx={(theme) => ({ fill: 'none', stroke: theme.vars.palette.divider, strokeWidth: 2.5 })}
      />
      <Box
        component="circle"
        cx="9"
        cy="9"
        r={RADIUS}
        strokeDasharray={`${ROUND * part} ${ROUND}`}
        sx={(theme) => ({
          fill: 'none',
          strokeLinecap: 'round',
          strokeWidth: 2.5,
          stroke:
            phase === 'running'
              ? theme.vars.palette.primary.main
              : phase === 'warning'
                ? theme.vars.palette.warning.main
                : theme.vars.palette.error.main,
        })}
      />
    </Box>
  );
}
