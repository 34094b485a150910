import type { Pack } from '../../../procedures/schema/pack.ts';
import { flowOf, type Moment } from '../../flow/moment.ts';
import { chooseBack, chooseExit, chooseSkip, type Move, takeAutomaticExit } from '../../flow/moves.ts';
import { ok, type Refusal, type Result, refuse } from '../../refusal.ts';
import { cleanLine } from '../../text/clean.ts';
import { draft, type EntryDraft } from '../draft.ts';
import { answerRegister, patch } from '../registers.ts';
import { isClassified, type Ticket } from '../ticket.ts';
import { walkOf } from '../walk-of.ts';
import { ticketRegisters } from './classify.ts';
import { attendanceRefusal } from './closed.ts';
import { effectDrafts } from './move-effects.ts';

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
  const ended = attendanceRefusal(ticket);
  if (ended) return refuse(ended);
  const walk = walkOf(ticket.attendance!);
  const chosen = choose(pack, walk, { departing, moment });
  if (!chosen.ok) return chosen;
  const move = chosen.value;
  const step = flowOf(pack, walk).steps.find(({ id }) => id === move.from);
  const registers = step ? ticketRegisters(step, move.answers) : {};
  const settled = { ...ticket, ...registers } as Ticket;
  const refusal = closingRefusal(settled, move);
  if (refusal) return refuse(refusal);

  const departure = left(ticket, move, { pack, departing });
  departure.patch = { ...departure.patch, ...registers };
  return ok([departure, ...move.effects.flatMap((effect) => effectDrafts(settled, effect, { pack, moment }))]);
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
  return leaves ? unclassifiedRefusal(ticket) : null;
}

/** S1.2: what is missing before the ticket may be closed or handed on; `null` when nothing is. */
export function unclassifiedRefusal(
  ticket: Pick<Ticket, 'type' | 'category' | 'priority'>,
  doing: 'encerrar' | 'encaminhar' = 'encerrar',
): Refusal | null {
  if (isClassified(ticket)) return null;
  const missing = [
    ticket.type === null && 'o tipo',
    ticket.category === null && 'a categoria',
    ticket.priority === null && 'a prioridade',
  ].filter(Boolean);
  return {
    code: 'not-classified',
    rule: 'S1.2',
    field: 'classification',
    message: `Antes de ${doing}, classifique o chamado: falta ${missing.join(', ')}.`,
    way: 'Volte ao passo Ocorrência e complete a classificação.',
  };
}

function left(ticket: Ticket, move: Move, { pack, departing }: { pack: Pack; departing: Departing }): EntryDraft {
  const { steps } = flowOf(pack, walkOf(ticket.attendance!));
  const title = (id: string | null) => steps.find((step) => step.id === id)?.title ?? null;
  const exit = steps.find(({ id }) => id === move.from)?.exits.find(({ id }) => id === move.exitId);
  const skipReason = pack.skipReasons.find(({ id }) => id === move.skipReason)?.label ?? null;
  const said = departing.by === 'skip' ? [skipReason, cleanLine(departing.text)].filter(Boolean).join(': ') : null;
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
