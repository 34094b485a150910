import type { Flow, Step } from '../../procedures/schema/flow.ts';
import { FLOW_END } from '../../procedures/schema/flow.ts';

export interface FlowEdge {
  id: string;
  from: string;
  /** A step's id or `end`. */
  to: string;
  label: string;
  kind: 'exit' | 'skip';
  /** Open only while a condition holds. */
  conditional: boolean;
  /** Taken by the station itself when the time box ends. */
  automatic: boolean;
}

export interface FlowNode {
  /** A step's id or `end`. */
  id: string;
  number: string;
  title: string;
}

/** Every way out of a step, skipping included. */
export function waysOut(step: Step): FlowEdge[] {
  const edges: FlowEdge[] = step.exits.map((exit) => ({
    id: `${step.id}:${exit.id}`,
    from: step.id,
    to: exit.to,
    label: exit.label,
    kind: 'exit',
    conditional: exit.when !== undefined,
    automatic: step.timeBox?.automaticExit === exit.id,
  }));
  if ('to' in step.skip) {
    const skip = { from: step.id, to: step.skip.to, label: 'pular', conditional: false, automatic: false };
    edges.push({ id: `${step.id}:~skip`, kind: 'skip', ...skip });
  }
  return edges;
}

/** S4.14: the flow as a picture's nodes and edges; layout and drawing are the screen's. */
export function flowLayoutGraph(flow: Flow): { nodes: FlowNode[]; edges: FlowEdge[] } {
  const nodes = flow.steps.map(({ id, number, title }) => ({ id, number, title }));
  return {
    nodes: [...nodes, { id: FLOW_END, number: '', title: 'Fim do atendimento' }],
    edges: flow.steps.flatMap(waysOut),
  };
}

/** The steps that can be reached from one, itself included, and `end` when it can be. */
export function reachable(flow: Flow, from: string): Set<string> {
  const next = new Map(flow.steps.map((step) => [step.id, waysOut(step).map(({ to }) => to)]));
  return spread([from], next);
}

/**
 * The steps from which the end can be reached. `sure`: by ways that are open whatever the answers are, so
 * that no condition can shut a walk in.
 */
export function reachingEnd(flow: Flow, { sure }: { sure: boolean }): Set<string> {
  const before = new Map<string, string[]>();
  for (const { from, to, conditional } of flow.steps.flatMap(waysOut)) {
    if (sure && conditional) continue;
    before.set(to, [...(before.get(to) ?? []), from]);
  }
  const found = spread([FLOW_END], before);
  found.delete(FLOW_END);
  return found;
}

function spread(from: string[], next: ReadonlyMap<string, string[]>): Set<string> {
  const seen = new Set(from);
  const open = [...from];
  for (let here = open.pop(); here !== undefined; here = open.pop()) {
    for (const to of next.get(here) ?? []) {
      if (seen.has(to)) continue;
      seen.add(to);
      open.push(to);
    }
  }
  return seen;
}
