import { Graph, layout } from '@dagrejs/dagre';
import { type FlowEdge, flowLayoutGraph } from '#shared/domain/flow/graph.ts';
import type { StepState } from '#shared/domain/flow/view.ts';
import type { Scene } from '../engine/engine.ts';

export const NODE = { width: 290, height: 56 } as const;

export interface PlacedNode {
  id: string;
  number: string;
  title: string;
  state: StepState;
  /** Upper left corner. */
  x: number;
  y: number;
}

/** Edges from one step to another, drawn as one line with its labels one under the other. */
export interface PlacedEdge {
  id: string;
  from: string;
  to: string;
  labels: string[];
  skip: boolean;
  conditional: boolean;
  /** The walk went this way. */
  walked: boolean;
  /** Where the line goes, from step to step; empty for one that leads back to where it begins. */
  points: { x: number; y: number }[];
}

/** The flow's picture, top to bottom. */
export function placeFlow(scene: Scene): { nodes: PlacedNode[]; edges: PlacedEdge[] } {
  const { nodes, edges } = flowLayoutGraph(scene.flow);
  const merged = mergeEdges(edges, scene);
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'TB', nodesep: 120, edgesep: 40, ranksep: 38, marginx: 8, marginy: 8 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of nodes) graph.setNode(node.id, { ...NODE });
  for (const edge of merged)
    if (edge.from !== edge.to) graph.setEdge(edge.from, edge.to, { weight: edge.skip ? 1 : 4 }, edge.id);
  layout(graph);
  return {
    nodes: nodes.map((node) => {
      const at = graph.node(node.id) as { x: number; y: number };
      return { ...node, state: stateOf(scene, node.id), x: at.x - NODE.width / 2, y: at.y - NODE.height / 2 };
    }),
    edges: merged.map((edge) => ({ ...edge, points: edge.from === edge.to ? [] : pointsOf(graph, edge) })),
  };
}

function pointsOf(graph: Graph, { from, to, id }: PlacedEdge): PlacedEdge['points'] {
  const { points = [] } = graph.edge(from, to, id) as { points?: PlacedEdge['points'] };
  return points;
}

function stateOf(scene: Scene, id: string): StepState {
  if (id === 'end') return scene.attendance.endedAt === null ? 'ahead' : 'current';
  return scene.overview.find((step) => step.id === id)?.state ?? 'ahead';
}

function mergeEdges(edges: readonly FlowEdge[], scene: Scene): PlacedEdge[] {
  const steps = scene.walk.visits.map(({ stepId }) => stepId);
  const ways = new Set(steps.slice(1).map((to, index) => `${steps[index]}>${to}`));
  const byEnds = new Map<string, PlacedEdge>();
  for (const { from, to, label, kind, conditional } of edges) {
    const key = `${from}>${to}`;
    const before = byEnds.get(key);
    const skip = kind === 'skip';
    if (before) {
      if (!skip) before.labels.push(label);
      before.skip &&= skip;
      before.conditional &&= conditional || skip;
    } else
      byEnds.set(key, {
        id: key,
        from,
        to,
        labels: skip ? ['pular'] : [label],
        skip,
        conditional,
        walked: ways.has(key),
        points: [],
      });
  }
  return [...byEnds.values()].map((edge) => ({
    ...edge,
    labels: edge.labels.length > 1 ? edge.labels.filter((label) => label !== 'pular') : edge.labels,
  }));
}
