import CheckIcon from '@mui/icons-material/Check';
import PlayArrowIcon from '@mui/icons-material/PlayArrow';
import RedoIcon from '@mui/icons-material/RedoOutlined';
import Box from '@mui/material/Box';
import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import type { StepState } from '#shared/domain/flow/view.ts';

export type StepNodeType = Node<{ number: string; title: string; state: StepState }, 'step'>;

const ICONS = { done: CheckIcon, current: PlayArrowIcon, skipped: RedoIcon, ahead: null } as const;

export function StepNode({ data }: NodeProps<StepNodeType>) {
  const { number, title, state } = data;
  const Icon = ICONS[state];
  return (
    <Box
      sx={(theme) => {
        const { palette } = theme.vars;
        const current = state === 'current';
        return {
          height: '100%',
          display: 'flex',
          alignItems: 'center',
          gap: 1,
          px: 1.5,
          borderRadius: 1,
          border: `${current ? 2 : 1}px ${state === 'skipped' ? 'dashed' : 'solid'} ${current ? palette.primary.main : palette.field}`,
          color: current ? palette.primary.main : palette.text.primary,
          backgroundColor: current ? palette.background.chosen : palette.background.paper,
          opacity: state === 'ahead' ? 0.9 : 1,
          fontSize: '1.25rem',
          whiteSpace: 'nowrap',
          fontWeight: state === 'ahead' ? 450 : 600,
          '& svg': { fontSize: 24, flex: 'none' },
        };
      }}
    >
      <Handle type="target" position={Position.Top} />
      {Icon ? <Icon aria-hidden /> : null}
      {number ? (
        <Box component="span" sx={{ color: 'text.secondary', fontWeight: 450 }}>
          {number}
        </Box>
      ) : null}
      {title}
      <Handle type="source" position={Position.Bottom} />
    </Box>
  );
}
