import type { Pack } from '../../../procedures/schema/pack.ts';
import { writtenCannedText } from '../../flow/closing-text.ts';
import { flowOf, type Moment } from '../../flow/moment.ts';
import type { ResolvedEffect } from '../../flow/moves.ts';
import { draft, type EntryDraft } from '../draft.ts';
import { patch } from '../registers.ts';
import type { Ticket } from '../ticket.ts';
import { walkOf } from '../walk-of.ts';

/** What an exit does besides moving on, as entries. `ticket` holds what the move itself settled. */
export function effectDrafts(
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
      const { type, category, priority, subject } = ticket;
      const facts = { ...moment.facts, ticket: { ...moment.facts.ticket, type, category, priority, subject } };
      const { timeZone } = moment;
      const flow = flowOf(pack, walkOf(ticket.attendance!));
      const text = effect.text
        ? writtenCannedText(pack, flow, { canned: effect.text, asked: effect.asked, facts, timeZone })
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
