import TimerIcon from '@mui/icons-material/TimerOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { TimeBoxStatus } from '#shared/domain/flow/time-box.ts';
import type { ExitView } from '#shared/domain/flow/view.ts';

/** From the warning on: the words of the time box, with the exits it names (S5.5, S5.7). Nothing flashes. */
export function TimeBoxNote({
  status,
  exits,
  onExit,
}: {
  status: TimeBoxStatus;
  exits: readonly ExitView[];
  onExit(exit: ExitView): void;
}) {
  if (!status.message) return null;
  const named = exits.filter(({ exit }) => status.timeBox.exits.includes(exit.id));
  const tone = status.phase === 'warning' ? 'warning' : 'error';
  return (
    <Box
      role="status"
      sx={(theme) => ({
        display: 'flex',
        alignItems: 'center',
        flexWrap: 'wrap',
        gap: 1,
        px: 1.5,
        py: 0.75,
        borderRadius: 1,
        border: `1px solid ${theme.vars.palette.tone[tone].border}`,
        backgroundColor: theme.vars.palette.tone[tone].surface,
        color: theme.vars.palette.tone[tone].text,
      })}
    >
      <TimerIcon fontSize="small" aria-hidden />
      <Box sx={{ flex: '1 1 260px', fontWeight: 550 }}>{status.message}</Box>
      {named.map((view) => (
        <Button
          key={view.exit.id}
          color={tone}
          aria-disabled={!view.open || undefined}
          title={view.why ?? undefined}
          onClick={() => onExit(view)}
          sx={view.open ? {} : { borderStyle: 'dashed' }}
        >
          {view.exit.label} · Alt+{view.number}
        </Button>
      ))}
    </Box>
  );
}
