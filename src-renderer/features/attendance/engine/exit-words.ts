import { evaluate } from '#shared/domain/flow/condition.ts';
import type { ExitView } from '#shared/domain/flow/view.ts';
import type { Effect } from '#shared/procedures/schema/flow.ts';
import type { Scene } from './engine.ts';

/** What taking an exit brings about, in few words, for its button: where it leads and what happens besides. */
export function exitWords(scene: Scene, { exit, leadsTo }: ExitView): string {
  const here = exit.to === scene.walk.stepId;
  const place = here ? 'continua neste passo' : leadsTo === null ? 'termina o atendimento' : `vai para ${leadsTo}`;
  const effects = exit.effects.map((effect) => effectWords(scene, effect)).filter(Boolean);
  return [...effects, place].join(' · ');
}

function effectWords({ pack, facts }: Scene, effect: Effect): string {
  switch (effect.kind) {
    case 'transfer': {
      const queueId = evaluate(effect.queue, facts);
      const queue = pack.queues.find(({ id }) => id === queueId);
      return queue ? `para ${queue.label}${queue.extension ? `, ramal ${queue.extension}` : ''}` : '';
    }
    case 'schedule-callback':
      return 'agenda o retorno';
    case 'board':
      return `encaminha para ${pack.boards.find(({ id }) => id === effect.board)?.label ?? effect.board}`;
    case 'park':
      return 'estaciona';
    case 'ask-help':
      return `avisa ${pack.roles.find(({ id }) => id === effect.role)?.label ?? effect.role}`;
    case 'close':
      return 'encerra o chamado';
  }
}

/** The exit whose reasons Ctrl+Enter shows when none is open: one that only lacks answers before one that does not apply. */
export function nearestExit(exits: readonly ExitView[]): ExitView | undefined {
  const lacking = exits.find(({ refusals }) => !refusals.some(({ code }) => code === 'exit-closed'));
  return lacking ?? exits[0];
}

/** The exit that Ctrl+Enter takes: the first open one that the step's fields lead to; null when there is none. */
export function mainExit(exits: readonly ExitView[]): ExitView | null {
  return exits.find(({ open, exit }) => open && exit.needs === 'fields') ?? null;
}
