import type { Pack } from '../../../procedures/schema/pack.ts';
import { knownPaths } from '../../flow/known-paths.ts';
import { flowOf, type Moment } from '../../flow/moment.ts';
import {
  chooseBack,
  chooseExit,
  chooseSkip,
  type Move,
  type ResolvedEffect,
  takeAutomaticExit,
} from '../../flow/moves.ts';
import { fillCannedText } from '../../flow/template.ts';
import { ok, type Refusal, type Result, refuse } from '../../refusal.ts';
import { draft, type EntryDraft } from '../draft.ts';
import { answerRegister, patch } from '../registers.ts';
import { isClassified, type Ticket } from '../ticket.ts';
import { walkOf } from '../walk-of.ts';
import { CLOSED, NOT_IN_ATTENDANCE } from './closed.ts';

/** Ways to leave the present step of an attendance. */
export type Departing =
  | { by: 'exit'; exitId: string }
  | { by: 'skip'; reasonId: string; text: string }
  | { by: 'back' }
  | { by: 'time-box' };

/**
 * Leaves the present step (S5): the move, and what the exit does besides (transfer, call back, closing…),
 * as one set of entries. `ticket` must already hold what was typed.
 */
export function decideMove(
  ticket: Ticket,
  departing: Departing,
  { pack, moment }: { pack: Pack; moment: Moment },
): Result<EntryDraft[]> {
  const { attendance } = ticket;
  if (ticket.status === 'closed') return refuse(CLOSED);
  if (!attendance || attendance.status === 'ended') return refuse(NOT_IN_ATTENDANCE);
  const walk = walkOf(attendance);
  const chosen = choose(pack, walk, { departing, moment });
  if (!chosen.ok) return chosen;
  const move = chosen.value;
  const refusal = closingRefusal(ticket, move);
  if (refusal) return refuse(refusal);

  const effects = move.effects.flatMap((effect) => effectDrafts(ticket, effect, { pack, moment }));
  return ok([left(ticket, move, { pack, departing }), ...effects]);
}

function choose(
  pack: Pack,
  walk: ReturnType<typeof walkOf>,
  { departing, moment }: { departing: Departing; moment: Moment },
): Result<Move> {
  switch (departing.by) {
    case 'exit':
      return chooseExit(pack, walk, { moment, exitId: departing.exitId });
    case 'skip':
      return chooseSkip(pack, walk, { moment, reasonId: departing.reasonId });
    case 'back':
      return chooseBack(pack, walk, moment);
    case 'time-box':
      return takeAutomaticExit(pack, walk, moment);
  }
}

/** S1.2: a ticket leaves the agent's hands classified. */
function closingRefusal(ticket: Ticket, move: Move): Refusal | null {
  const leaves = move.effects.some(({ kind }) => kind === 'close' || kind === 'board');
  if (!leaves || isClassified(ticket)) return null;
  const missing = [
    ticket.type === null && 'o tipo',
    ticket.category === null && 'a categoria',
    ticket.priority === null && 'a prioridade',
  ].filter(Boolean);
  return {
    code: 'not-classified',
    rule: 'S1.2',
    field: 'classification',
    message: `Antes de encerrar, classifique o chamado: falta ${missing.join(', ')}.`,
    way: 'Volte ao passo Ocorrência e complete a classificação.',
  };
}

function left(ticket: Ticket, move: Move, { pack, departing }: { pack: Pack; departing: Departing }): EntryDraft {
  const { steps } = flowOf(pack, walkOf(ticket.attendance!));
  const title = (id: string | null) => steps.find((step) => step.id === id)?.title ?? null;
  const exit = steps.find(({ id }) => id === move.from)?.exits.find(({ id }) => id === move.exitId);
  const skipReason = pack.skipReasons.find(({ id }) => id === move.skipReason)?.label ?? null;
  const said = departing.by === 'skip' ? [skipReason, departing.text.trim()].filter(Boolean).join(': ') : null;
  const labels = {
    exit: exit?.label,
    automatic: exit?.label,
    skipped: 'Passo pulado',
    back: 'De volta ao passo anterior',
  };
  const settled = Object.entries(move.answers).map(
    ([fieldId, value]) => [answerRegister(move.from, fieldId), value] as const,
  );
  const ended = move.to === null && !move.effects.some(({ kind }) => kind === 'close');
  return draft(ticket.id, 'step-left', {
    data: {
      from: move.from,
      fromTitle: title(move.from) ?? move.from,
      to: move.to,
      toTitle: title(move.to),
      how: move.how,
      exitId: move.exitId,
      label: labels[move.how] ?? move.from,
      reason: said,
    },
    patch: {
      ...Object.fromEntries(settled),
      ...patch({
        step: move.to,
        ...(move.to === null ? { attendance: 'ended' as const } : {}),
        ...(ended ? { status: 'open' as const } : {}),
      }),
    },
  });
}

function effectDrafts(
  ticket: Ticket,
  effect: ResolvedEffect,
  { pack, moment }: { pack: Pack; moment: Moment },
): EntryDraft[] {
  const { id } = ticket;
  switch (effect.kind) {
    case 'transfer':
      return [
        draft(id, 'transferred', {
          data: { queueId: effect.queue.id, queueLabel: effect.queue.label },
          patch: patch({ queue: effect.queue.id }),
        }),
      ];
    case 'schedule-callback':
      return [
        draft(id, 'callback-scheduled', {
          data: { at: effect.at, note: '' },
          patch: patch({ callback: { at: effect.at, note: '' } }),
        }),
      ];
    case 'board': {
      const label = pack.boards.find((board) => board.id === effect.boardId)?.label ?? effect.boardId;
      return [
        draft(id, 'forwarded', {
          data: { boardId: effect.boardId, boardLabel: label, reason: '' },
          patch: patch({ board: effect.boardId, assignee: null, status: 'open' }),
        }),
      ];
    }
    case 'park':
      return [
        draft(id, 'parked', {
          data: { reason: effect.reason },
          patch: patch({ attendance: 'parked', status: 'waiting' }),
        }),
      ];
    case 'ask-help': {
      const roleLabel = pack.roles.find(({ id: role }) => role === effect.role)?.label ?? effect.role;
      return [draft(id, 'help-asked', { data: { role: effect.role, roleLabel, reason: effect.reason } })];
    }
    case 'close': {
      const text = effect.text
        ? fillCannedText(effect.text, effect.asked, {
            facts: moment.facts,
            names: knownPaths(flowOf(pack, walkOf(ticket.attendance!))),
          })
        : `Encerrado pelo FAQ ${effect.article}.`;
      return [
        draft(id, 'closed', {
          data: { article: effect.article, cannedText: effect.text?.id ?? null, asked: effect.asked, text },
          patch: patch({ status: 'closed', attendance: 'ended', step: null }),
          visibility: effect.text ? 'public' : 'private',
        }),
      ];
    }
  }
}
