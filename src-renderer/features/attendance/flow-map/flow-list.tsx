import Box from '@mui/material/Box';
import { useMemo } from 'react';
import type { StepState } from '#shared/domain/flow/view.ts';
import { StatusPill, type Tone } from '../../../ui/status-pill.tsx';
import type { Scene } from '../engine/engine.ts';
import { placeFlow } from './flow-layout.ts';

const STATES: Record<StepState, { words: string; tone: Tone }> = {
  current: { words: 'passo atual', tone: 'accent' },
  done: { words: 'feito', tone: 'success' },
  skipped: { words: 'pulado', tone: 'warning' },
  ahead: { words: 'adiante', tone: 'neutral' },
};

/** The same flow in words: each step and where it can go. */
export function FlowList({ scene }: { scene: Scene }) {
  const { nodes, edges } = useMemo(() => placeFlow(scene), [scene]);
  const titles = new Map(nodes.map(({ id, title }) => [id, title]));
  return (
    <Box
      component="ol"
      tabIndex={0}
      aria-label="Passos do fluxo"
      sx={{ listStyle: 'none', m: 0, p: 0, height: '100%', overflowY: 'auto' }}
    >
      {nodes
        .filter(({ id }) => id !== 'end')
        .map((node) => (
          <Box
            component="li"
            key={node.id}
            aria-current={node.state === 'current' ? 'step' : undefined}
            sx={(theme) => ({ py: 1, borderTop: `1px solid ${theme.vars.palette.divider}` })}
          >
            <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
              <Box sx={{ fontWeight: 600 }}>
                {node.number} · {node.title}
              </Box>
              <StatusPill tone={STATES[node.state].tone}>{STATES[node.state].words}</StatusPill>
            </Box>
            <Box component="ul" sx={{ m: 0, mt: 0.5, pl: 3, color: 'text.secondary' }}>
              {edges
                .filter(({ from }) => from === node.id)
                .map((edge) => (
                  <li key={edge.id}>
                    {edge.labels.join(' / ')} → {titles.get(edge.to) ?? edge.to}
                    {edge.conditional && !edge.skip ? ' (com condição)' : ''}
                    {edge.walked ? ' · percorrido' : ''}
                  </li>
                ))}
            </Box>
          </Box>
        ))}
    </Box>
  );
}
