import AddIcon from '@mui/icons-material/Add';
import FitScreenIcon from '@mui/icons-material/FitScreenOutlined';
import RemoveIcon from '@mui/icons-material/Remove';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import { MarkerType, Panel, ReactFlow, ReactFlowProvider, useReactFlow } from '@xyflow/react';
import { useMemo } from 'react';
import type { Scene } from '../engine/engine.ts';
import { NODE, placeFlow } from './flow-layout.ts';
import { StepNode, type StepNodeType } from './step-node.tsx';
import { WayEdge } from './way-edge.tsx';

const NODE_TYPES = { step: StepNode };
const EDGE_TYPES = { way: WayEdge };

/** The flow as a picture that can be moved and enlarged; nothing in it can be changed. */
export function FlowPicture({ scene }: { scene: Scene }) {
  return (
    <ReactFlowProvider>
      <Picture scene={scene} />
    </ReactFlowProvider>
  );
}

function Picture({ scene }: { scene: Scene }) {
  const { nodes, edges } = useMemo(() => placeFlow(scene), [scene]);
  return (
    <Box
      role="group"
      aria-label={`Mapa do fluxo ${scene.flow.title}. Passo atual: ${scene.view?.step.title ?? 'fim'}. A lista ao lado diz o mesmo em palavras.`}
      sx={(theme) => {
        const { palette } = theme.vars;
        return {
          height: '100%',
          borderRadius: 1,
          border: `1px solid ${palette.divider}`,
          backgroundColor: palette.background.sunken,
          '& .react-flow__edge-path': { stroke: palette.field, strokeWidth: 1.25 },
          '& .walked .react-flow__edge-path': { stroke: palette.primary.main, strokeWidth: 2.25 },
          '& .skip .react-flow__edge-path': { strokeDasharray: '8 5', opacity: 0.7 },
          '& .conditional .react-flow__edge-path': { strokeDasharray: '2 4' },
          '& .react-flow__edge-text': { fill: palette.text.secondary, fontSize: 16 },
          '& .react-flow__edge-textbg': { fill: palette.background.sunken },
          '& .react-flow__arrowhead polyline': { stroke: palette.field, fill: palette.field },
          '& .react-flow__handle': { visibility: 'hidden' },
        };
      }}
    >
      <ReactFlow
        nodes={nodes.map(
          ({ id, x, y, ...data }): StepNodeType => ({
            id,
            type: 'step',
            position: { x, y },
            data,
            width: NODE.width,
            height: NODE.height,
          }),
        )}
        edges={edges
          .filter(({ from, to }) => from !== to)
          .map((edge) => ({
            id: edge.id,
            source: edge.from,
            target: edge.to,
            type: 'way',
            data: { points: edge.points },
            // Where the present step leads is written on the lines; the list says the rest.
            ...(edge.from === scene.walk.stepId ? { label: edge.labels.join(' / ') } : {}),
            className: [edge.walked && 'walked', edge.skip && 'skip', edge.conditional && !edge.skip && 'conditional']
              .filter(Boolean)
              .join(' '),
            markerEnd: { type: MarkerType.ArrowClosed, width: 16, height: 16 },
          }))}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        minZoom={0.2}
        maxZoom={2}
        fitView
        fitViewOptions={{ padding: 0.06 }}
        proOptions={{ hideAttribution: true }}
      >
        <Panel position="bottom-right">
          <ZoomButtons />
        </Panel>
      </ReactFlow>
    </Box>
  );
}

function ZoomButtons() {
  const { zoomIn, zoomOut, fitView } = useReactFlow();
  return (
    <Box
      sx={(theme) => ({
        display: 'flex',
        borderRadius: 1,
        border: `1px solid ${theme.vars.palette.divider}`,
        backgroundColor: theme.vars.palette.background.paper,
      })}
    >
      <IconButton aria-label="Aproximar" onClick={() => void zoomIn()}>
        <AddIcon fontSize="small" />
      </IconButton>
      <IconButton aria-label="Afastar" onClick={() => void zoomOut()}>
        <RemoveIcon fontSize="small" />
      </IconButton>
      <IconButton aria-label="Ver tudo" onClick={() => void fitView({ padding: 0.06 })}>
        <FitScreenIcon fontSize="small" />
      </IconButton>
    </Box>
  );
}
