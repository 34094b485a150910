import type { Flow } from '../../../procedures/schema/flow.ts';
import type { Pack } from '../../../procedures/schema/pack.ts';
import { formatProtocol } from '../../protocol/protocol-number.ts';
import { ok, type Result, refuse } from '../../refusal.ts';
import { cleanText } from '../../text/clean.ts';
import { draft, type EntryDraft } from '../draft.ts';
import type { CustomerRef, Person } from '../entry.ts';
import { patch } from '../registers.ts';
import type { Ticket } from '../ticket.ts';
import { CLOSED } from './closed.ts';

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
  return [
    draft(ticketId, 'call-opened', {
      data: {
        protocol,
        callId,
        flowId: flow.id,
        packVersion: pack.version,
        stepId: step.id,
        stepTitle: step.title,
        complements: null,
      },
      patch: patch({ status: 'in-progress', assignee: actor, attendance: 'active', step: step.id }),
    }),
  ];
}

/** S5.1: who is calling. */
export function decideIdentify(
  ticket: Ticket,
  customer: CustomerRef,
  { registered }: { registered: boolean },
): Result<EntryDraft[]> {
  if (ticket.status === 'closed') return refuse(CLOSED);
  if (ticket.customer?.id === customer.id) return ok([]);
  return ok([draft(ticket.id, 'customer-identified', { data: { customer, registered }, patch: patch({ customer }) })]);
}

export interface ComplementaryCall extends NewCall {
  /** What the call adds. */
  note: string;
  /** The call being attended that turns out to be complementary; `null`: a new one. */
  from: Ticket | null;
}

/**
 * S4.3: a call that only adds to an open ticket. A ticket of its own records it, the two are linked, the
 * note stands in both, and the new one is closed with the pack's article.
 */
export function decideComplementaryCall(pack: Pack, main: Ticket, call: ComplementaryCall): Result<EntryDraft[]> {
  const text = cleanText(call.note).trim();
  if (main.status === 'closed') {
    return refuse({
      code: 'complements-closed-ticket',
      rule: 'S4.3',
      field: 'ticketId',
      message: 'Este chamado já está encerrado: uma ligação complementar só se registra sobre um chamado aberto.',
      way: 'Abra uma nova ligação e siga o roteiro.',
    });
  }
  if (text === '') {
    return refuse({
      code: 'note-missing',
      rule: 'S4.3',
      field: 'note',
      message: 'Escreva o que o cliente acrescentou.',
    });
  }
  if (call.from && call.from.id === main.id) {
    return refuse({
      code: 'complements-itself',
      rule: 'S4.3',
      field: 'ticketId',
      message: 'Um chamado não pode complementar a si mesmo.',
      way: 'Escolha outro chamado aberto do cliente.',
    });
  }
  if (call.from && call.from.status === 'closed') return refuse(CLOSED);
  const { article, type, category, priority } = pack.complementaryCall;
  const newId = call.ticketId;
  const subject = `Complemento do chamado ${formatProtocol(main.protocol)}`;
  const opening = call.from
    ? []
    : [
        draft(newId, 'call-opened', {
          data: {
            protocol: call.protocol,
            callId: call.callId,
            flowId: pack.callFlow,
            packVersion: pack.version,
            stepId: pack.flows.find(({ id }) => id === pack.callFlow)!.start,
            stepTitle: 'Ligação complementar',
            complements: { ticketId: main.id, protocol: main.protocol },
          },
          patch: patch({ assignee: call.actor, attendance: 'active' }),
        }),
      ];
  const identified =
    main.customer && !call.from?.customer
      ? [
          draft(newId, 'customer-identified', {
            data: { customer: main.customer, registered: false },
            patch: patch({ customer: main.customer }),
          }),
        ]
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
        text: `Ligação complementar ao chamado ${formatProtocol(main.protocol)}, encerrada pelo FAQ ${article}.`,
      },
      patch: patch({ status: 'closed', attendance: 'ended', step: null }),
    }),
    draft(main.id, 'linked', { data: { ticketId: newId, protocol: call.protocol, relation: 'complemented-by' } }),
    draft(main.id, 'reported', { data: { text } }),
  ]);
}
