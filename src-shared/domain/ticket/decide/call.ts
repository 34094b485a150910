import type { Flow } from '../../../procedures/schema/flow.ts';
import type { Pack } from '../../../procedures/schema/pack.ts';
import { formatProtocol } from '../../protocol/protocol-number.ts';
import { ok, type Refusal, type Result, refuse } from '../../refusal.ts';
import { cleanText } from '../../text/clean.ts';
import { draft, type EntryDraft } from '../draft.ts';
import type { CustomerRef, Person } from '../entry.ts';
import { patch } from '../registers.ts';
import type { Ticket } from '../ticket.ts';
import { CLOSED, closedRefusal } from './closed.ts';
import { closePatch, identifyPatch, openingPatch } from './patches.ts';

export interface NewCall {
  ticketId: string;
  protocol: string;
  /** The call that the ticket records (S4.2). */
  callId: string;
  actor: Person;
}

/** S4.2, B5: the ticket is born with its protocol number and stands at the first step of the house's procedure. */
export function decideOpenCall(pack: Pack, flow: Flow, { ticketId, protocol, callId, actor }: NewCall): EntryDraft[] {
  const step = flow.steps.find(({ id }) => id === flow.start)!;
  const data = {
    protocol,
    callId,
    flowId: flow.id,
    packVersion: pack.version,
    stepId: step.id,
    stepTitle: step.title,
    complements: null,
  };
  return [draft(ticketId, 'call-opened', { data, patch: openingPatch(data, actor) })];
}

/** S5.1: who is calling. */
export function decideIdentify(
  ticket: Ticket,
  customer: CustomerRef,
  { registered }: { registered: boolean },
): Result<EntryDraft[]> {
  const closed = closedRefusal(ticket);
  if (closed) return refuse(closed);
  if (ticket.customer?.id === customer.id) return ok([]);
  const data = { customer, registered };
  return ok([draft(ticket.id, 'customer-identified', { data, patch: identifyPatch(data) })]);
}

/** A complementary call is in no step; this stands where its title would. */
export const COMPLEMENTARY_STEP = 'Ligação complementar';

/** What closing a complementary call says; `protocol`: of the ticket that it adds to. */
export function complementaryClosing(article: number, protocol: string): string {
  return `Ligação complementar ao chamado ${formatProtocol(protocol)}, encerrada pelo FAQ ${article}.`;
}

export interface ComplementaryCall extends NewCall {
  /** What the call adds. */
  note: string;
  /** The call being attended that turns out to be complementary; `null`: a new one. */
  from: Ticket | null;
}

export const COMPLEMENTS_CLOSED: Refusal = {
  code: 'complements-closed-ticket',
  rule: 'S4.3',
  field: 'ticketId',
  message: 'Este chamado já está encerrado: uma ligação complementar só se registra sobre um chamado aberto.',
  way: 'Abra uma nova ligação e siga o roteiro.',
};

export const COMPLEMENTS_ITSELF: Refusal = {
  code: 'complements-itself',
  rule: 'S4.3',
  field: 'ticketId',
  message: 'Um chamado não pode complementar a si mesmo.',
  way: 'Escolha outro chamado aberto do cliente.',
};

/**
 * S4.3: a call that only adds to an open ticket. A ticket of its own records it, the two are linked, the
 * note stands in both, and the new one is closed with the pack's article.
 */
export function decideComplementaryCall(pack: Pack, main: Ticket, call: ComplementaryCall): Result<EntryDraft[]> {
  const text = cleanText(call.note).trim();
  if (main.status === 'closed') return refuse(COMPLEMENTS_CLOSED);
  if (text === '') {
    return refuse({
      code: 'note-missing',
      rule: 'S4.3',
      field: 'note',
      message: 'Escreva o que o cliente acrescentou.',
    });
  }
  if (call.from && call.from.id === main.id) return refuse(COMPLEMENTS_ITSELF);
  if (call.from && call.from.status === 'closed') return refuse(CLOSED);
  const { article, type, category, priority } = pack.complementaryCall;
  const newId = call.ticketId;
  const subject = `Complemento do chamado ${formatProtocol(main.protocol)}`;
  const opened = {
    protocol: call.protocol,
    callId: call.callId,
    flowId: pack.callFlow,
    packVersion: pack.version,
    stepId: pack.flows.find(({ id }) => id === pack.callFlow)!.start,
    stepTitle: COMPLEMENTARY_STEP,
    complements: { ticketId: main.id, protocol: main.protocol },
  };
  const opening = call.from
    ? []
    : [draft(newId, 'call-opened', { data: opened, patch: openingPatch(opened, call.actor) })];
  const identity = main.customer && !call.from?.customer ? { customer: main.customer, registered: false } : null;
  const identified = identity
    ? [draft(newId, 'customer-identified', { data: identity, patch: identifyPatch(identity) })]
    : [];
  return ok([
    ...opening,
    ...identified,
    draft(newId, 'linked', { data: { ticketId: main.id, protocol: main.protocol, relation: 'complements' } }),
    draft(newId, 'reported', { data: { text } }),
    draft(newId, 'classified', {
      data: { reason: 'Ligação complementar' },
      patch: patch({ subject, type, category, priority }),
    }),
    draft(newId, 'closed', {
      data: {
        article,
        cannedText: null,
        asked: {},
        text: complementaryClosing(article, main.protocol),
      },
      patch: closePatch(),
    }),
    draft(main.id, 'linked', { data: { ticketId: newId, protocol: call.protocol, relation: 'complemented-by' } }),
    draft(main.id, 'reported', { data: { text } }),
  ]);
}
