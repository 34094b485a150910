import { expect, test } from 'vitest';
import { flowLayoutGraph, reachable, reachingEnd } from '#shared/domain/flow/graph.ts';
import { standardPack } from './call.ts';

const flow = standardPack.flows[0]!;

test('[S4.14] the picture has every step, the end, every exit and every way to skip', () => {
  const { nodes, edges } = flowLayoutGraph(flow);
  expect(nodes.map(({ number }) => number)).toEqual(['1', '2', '3', '4', '5', '6', '5.1', '5.2', '5.3', '7', '']);
  expect(edges.filter(({ kind }) => kind === 'exit')).toHaveLength(flow.steps.flatMap(({ exits }) => exits).length);
  expect(edges.filter(({ kind }) => kind === 'skip')).toHaveLength(9);
  expect(new Set(edges.map(({ id }) => id)).size).toBe(edges.length);
  expect(edges.find(({ automatic }) => automatic)).toMatchObject({
    from: 'analise-do-banco',
    to: 'analise-da-supervisao',
  });
});

test('every step of the default flow is reached, and reaches the end whatever is answered', () => {
  expect(reachable(flow, flow.start).size).toBe(flow.steps.length + 1);
  expect(reachingEnd(flow, { sure: true }).size).toBe(flow.steps.length);
});
