import { reachable, reachingEnd } from '../../domain/flow/graph.ts';
import type { Path, Problem } from '../problem.ts';
import type { Flow } from '../schema/flow.ts';
import type { Pack } from '../schema/pack.ts';

/** Every step can be reached, and from every step the end can, whatever is answered. */
export function graphChecks(pack: Pack): Problem[] {
  return pack.flows.flatMap((flow, i) => flowGraph(flow, ['flows', i]));
}

function flowGraph(flow: Flow, path: Path): Problem[] {
  if (!flow.steps.some(({ id }) => id === flow.start)) return [];
  const reached = reachable(flow, flow.start);
  const ending = reachingEnd(flow, { sure: false });
  const surely = reachingEnd(flow, { sure: true });
  return flow.steps.flatMap((step, i): Problem[] => {
    const at = [...path, 'steps', i];
    if (!reached.has(step.id)) {
      return [
        {
          code: 'pack-step-unreachable',
          path: at,
          message: `nenhuma saída leva a este passo a partir de “${flow.start}”`,
          way: 'Leve uma saída até ele ou retire-o.',
        },
      ];
    }
    if (!ending.has(step.id)) {
      return [
        {
          code: 'pack-loop',
          path: at,
          message: 'deste passo nunca se chega ao fim: as saídas andam em círculo',
          way: 'Dê a um dos passos do círculo uma saída para “end” ou para um passo que termina.',
        },
      ];
    }
    if (!surely.has(step.id)) {
      return [
        {
          code: 'pack-dead-end',
          path: at,
          message:
            'todas as saídas que levam ao fim dependem de condições: com certas respostas o atendimento ficaria preso',
          way: 'Deixe uma saída sem condição (“when”) ou permita pular o passo.',
        },
      ];
    }
    return [];
  });
}
