import type { Pack } from '../../../procedures/schema/pack.ts';
import { writtenCannedText } from '../../flow/closing-text.ts';
import { flowOf, type Moment } from '../../flow/moment.ts';
import type { ResolvedEffect } from '../../flow/moves.ts';
import { draft, type EntryDraft } from '../draft.ts';
import type { Ticket } from '../ticket.ts';
import { walkOf } from '../walk-of.ts';
import { callbackPatch, closePatch, forwardPatch, parkPatch, transferPatch } from './patches.ts';

/** What closing with an article alone says. */
export function articleClosing(article: number | null): string {
  return `Encerrado pelo FAQ ${article}.`;
}

/** What an exit does besides moving on, as entries. `ticket` holds what the move itself settled. */
export function effectDrafts(
  ticket: Ticket,
  effect: ResolvedEffect,
  { pack, moment }: { pack: Pack; moment: Moment },
): EntryDraft[] {
  const { id } = ticket;
  switch (effect.kind) {
    case 'transfer': {
      const data = { queueId: effect.queue.id, queueLabel: effect.queue.label };
      return [draft(id, 'transferred', { data, patch: transferPatch(data) })];
    }
    case 'schedule-callback': {
      const data = { at: effect.at, note: '' };
      return [draft(id, 'callback-scheduled', { data, patch: callbackPatch(data) })];
    }
    case 'board': {
      const label = pack.boards.find((board) => board.id === effect.boardId)?.label ?? effect.boardId;
      const data = { boardId: effect.boardId, boardLabel: label, reason: '' };
      return [draft(id, 'forwarded', { data, patch: forwardPatch(data) })];
    }
    case 'park':
      return [draft(id, 'parked', { data: { reason: effect.reason }, patch: parkPatch({ waiting: true }) })];
    case 'ask-help': {
      const roleLabel = pack.roles.find(({ id: role }) => role === effect.role)?.label ?? effect.role;
      return [draft(id, 'help-asked', { data: { role: effect.role, roleLabel, reason: effect.reason } })];
    }
    case 'close': {
      const { type, category, priority, subject } = ticket;
      const facts = { ...moment.facts, ticket: { ...moment.facts.ticket, type, category, priority, subject } };
      const { timeZone } = moment;
      const flow = flowOf(pack, walkOf(ticket.attendance!));
      const text = effect.text
        ? writtenCannedText(pack, flow, { canned: effect.text, asked: effect.asked, facts, timeZone })
        : articleClosing(effect.article);
      return [
        draft(id, 'closed', {
          data: { article: effect.article, cannedText: effect.text?.id ?? null, asked: effect.asked, text },
          patch: closePatch(),
          visibility: effect.text ? 'public' : 'private',
        }),
      ];
    }
  }
}
