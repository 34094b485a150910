import { type Scene, sceneOf } from '#renderer/features/attendance/engine/engine.ts';
import type { StepDrafts } from '#renderer/features/attendance/typed/step-draft.ts';
import type { AttendanceView } from '#shared/contract/views.ts';
import type { Customer } from '#shared/domain/customer/customer.ts';
import { decideIdentify, decideOpenCall } from '#shared/domain/ticket/decide/call.ts';
import type { EntryDraft } from '#shared/domain/ticket/draft.ts';
import { previewDrafts } from '#shared/domain/ticket/preview.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { defaultPack } from '#shared/procedures/default/pack.ts';
import { packSchema } from '#shared/procedures/schema/pack.ts';
import { aCustomer } from '#test/fixtures/customer.ts';

export const pack = packSchema.parse(defaultPack);
export const flow = pack.flows.find(({ id }) => id === pack.callFlow)!;
export const TICKET = '018f0000-0000-7000-8000-000000000001';
export const BEGUN = '2026-11-20T13:00:00.000Z';
const actor = { id: 'a1', name: 'Ana', role: 'atendente-n1' };

/** A call just begun; `more` are entries after that. */
export function call(more: EntryDraft[] = []): Ticket {
  const opening = decideOpenCall(pack, flow, {
    ticketId: TICKET,
    protocol: '261120931200479',
    callId: '018f0000-0000-7000-8000-000000000002',
    actor,
  });
  const first = previewDrafts(null, opening, { at: BEGUN, actor });
  return more.length === 0 ? first : previewDrafts(first, more, { at: BEGUN, actor });
}

export function identified(who: Partial<Customer> = {}): { ticket: Ticket; customer: Customer } {
  const known = aCustomer(who);
  const { id, code, name, kind } = known;
  const decided = decideIdentify(call(), { id, code, name, kind, document: null }, { registered: false });
  if (!decided.ok) throw new Error('not identified');
  return { ticket: call(decided.value), customer: known };
}

/** The screen of a ticket, with what is typed. */
export function scene(
  ticket: Ticket,
  { drafts = {}, known = null, now = BEGUN }: { drafts?: StepDrafts; known?: Customer | null; now?: string } = {},
): Scene {
  const seen: AttendanceView = {
    ticket,
    customer: known,
    workOrder: null,
    openTickets: [],
    company: 'Casa',
    agent: { name: 'Ana', role: 'Atendente N1' },
    timeZone: 'America/Sao_Paulo',
  };
  return sceneOf({ pack, seen, attendance: ticket.attendance!, drafts, now, publicText: () => [] });
}
