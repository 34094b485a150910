import SupportAgentIcon from '@mui/icons-material/SupportAgentOutlined';
import Box from '@mui/material/Box';
import { formatTime } from '../../../ui/format.ts';
import type { Scene } from '../engine/engine.ts';

/** What was asked of whom during this call: the request stands where it was made (S4.10). */
export function HelpAsked({ scene }: { scene: Scene }) {
  const asked = scene.walk.visits.flatMap((visit) => {
    if (visit.leftAt === null || visit.stepId !== scene.walk.stepId) return [];
    const exits = scene.flow.steps.find(({ id }) => id === visit.stepId)?.exits;
    const help = exits?.find(({ id }) => id === visit.exitId)?.effects.find((effect) => effect.kind === 'ask-help');
    if (help?.kind !== 'ask-help') return [];
    return [{ at: visit.leftAt, role: scene.pack.roles.find(({ id }) => id === help.role)?.label ?? help.role }];
  });
  const last = asked.at(-1);
  return (
    <Box role="status" sx={{ '&:empty': { display: 'none' } }}>
      {last ? (
        <Box
          sx={(theme) => ({
            display: 'flex',
            alignItems: 'center',
            gap: 1,
            mb: 0.75,
            color: theme.vars.palette.tone.info.text,
            '& svg': { fontSize: 18 },
          })}
        >
          <SupportAgentIcon aria-hidden />
          Ajuda pedida às {formatTime(last.at)}: {last.role}. O pedido está no chamado; anote o que orientarem.
        </Box>
      ) : null}
    </Box>
  );
}
