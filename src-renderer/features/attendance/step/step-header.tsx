import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { StepView } from '#shared/domain/flow/view.ts';
import { Elapsed } from '../../../ui/elapsed.tsx';
import { StatusPill } from '../../../ui/status-pill.tsx';
import type { Scene } from '../engine/engine.ts';
import { timeBoxWords } from './time-box-words.ts';
import { TimeRing } from './time-ring.tsx';

/** Which step this is, what for, and the time it takes. */
export function StepHeader({ scene, view }: { scene: Scene; view: StepView }) {
  const { step, timeBox } = view;
  const automatic = view.exits.find(({ exit }) => exit.id === timeBox?.timeBox.automaticExit);
  const box = timeBox ? (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.75 }}>
      <TimeRing status={timeBox} />
      <Box component="span" sx={{ fontSize: '0.75rem', color: 'text.secondary' }}>
        {timeBoxWords(step, timeBox, automatic?.leadsTo ?? null)}
      </Box>
    </Box>
  ) : null;
  const role = scene.pack.roles.find(({ id }) => id === step.role);
  return (
    <Box component="header">
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, flexWrap: 'wrap' }}>
        <Typography variant="h2" component="h1" data-step={step.id} sx={{ flex: '1 1 auto' }}>
          <Box component="span" sx={{ color: 'text.secondary', fontWeight: 500 }}>
            {step.number} ·{' '}
          </Box>
          {step.title}
        </Typography>
        {role ? <StatusPill>quem faz: {role.label}</StatusPill> : null}
        {automatic ? null : box}
        <Elapsed
          base={scene.stepMs}
          since={scene.moment.now}
          running={scene.attendance.status === 'active'}
          label="Tempo neste passo"
          sx={{ fontSize: '1rem', fontWeight: 600 }}
        />
      </Box>
      <Typography sx={{ color: 'text.secondary' }}>{step.purpose}</Typography>
      {automatic ? box : null}
    </Box>
  );
}
