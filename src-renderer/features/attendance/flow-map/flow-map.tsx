import '@xyflow/react/dist/base.css';
import Box from '@mui/material/Box';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useState } from 'react';
import { PanelDialog } from '../../../ui/dialog/panel-dialog.tsx';
import type { Scene } from '../engine/engine.ts';
import { FlowList } from './flow-list.tsx';
import { FlowPicture } from './flow-picture.tsx';

/** The flowchart at any time, with the present step marked (S4.14); the same as a list for who prefers words. */
export default function FlowMap({ scene, onClose }: { scene: Scene; onClose(): void }) {
  const [shape, setShape] = useState<'picture' | 'list'>('picture');
  return (
    <PanelDialog open title={scene.flow.title} onClose={onClose} maxWidth="xl" tall>
      <Box sx={{ height: '100%', display: 'flex', flexDirection: 'column', gap: 1 }}>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, flexWrap: 'wrap' }}>
          <ToggleButtonGroup
            exclusive
            size="small"
            value={shape}
            aria-label="Forma do mapa"
            onChange={(_, next: typeof shape | null) => next && setShape(next)}
          >
            <ToggleButton value="picture">Figura</ToggleButton>
            <ToggleButton value="list">Lista</ToggleButton>
          </ToggleButtonGroup>
          <Legend />
        </Box>
        <Box sx={{ flex: 1, minHeight: 0 }}>
          {shape === 'picture' ? <FlowPicture scene={scene} /> : <FlowList scene={scene} />}
        </Box>
      </Box>
    </PanelDialog>
  );
}

function Legend() {
  return (
    <Box sx={{ fontSize: '0.75rem', color: 'text.secondary' }}>
      ▸ passo atual · ✓ feito · ↷ pulado · linha tracejada: pular · linha pontilhada: só com condição
    </Box>
  );
}
