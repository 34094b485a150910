import { DEFAULT_ATTACHMENT_LIMITS } from '../../../procedures/schema/attachments.ts';
import type { JsonValue } from '../../../procedures/schema/condition.ts';
import type { Pack } from '../../../procedures/schema/pack.ts';
import { CUSTOMER_LIMITS } from '../../customer/customer.ts';
import { sameJson } from '../../merge/same-json.ts';
import { parseProtocol } from '../../protocol/protocol-number.ts';
import type { Refusal } from '../../refusal.ts';
import { cleanLine, cleanText } from '../../text/clean.ts';
import { LINE_LIMIT } from '../../text/limits.ts';
import { attachRefusals, isWellTold } from '../decide/attach.ts';
import { COMPLEMENTARY_STEP, COMPLEMENTS_CLOSED, COMPLEMENTS_ITSELF } from '../decide/call.ts';
import { clashPatch, clashRefusal } from '../decide/clash.ts';
import { attendanceRefusal, closedRefusal } from '../decide/closed.ts';
import { REASON_MISSING } from '../decide/follow.ts';
import { followPatch, identifyPatch, movePatch, openingPatch, resumePatch, workOrderPatch } from '../decide/patches.ts';
import { classifyRefusals } from '../decide/reclassify.ts';
import { relateRefusals } from '../decide/relate.ts';
import { reportRefusals } from '../decide/report.ts';
import type { Entry, EntryOf } from '../entry.ts';
import type { Ticket } from '../ticket.ts';
import { type AdmitContext, byAnyPack, type Case, type Rules, wordCheck } from './context.ts';
import { crafted, found, patchRefusals } from './crafted.ts';

/** S4.2, B5: the first entry of a ticket, with a protocol number of the station that gives it. */
export function openingRefusals(entry: EntryOf<'call-opened'>, { pack }: AdmitContext): Refusal[] {
  const { protocol, flowId, stepId, stepTitle, packVersion, complements } = entry.data;
  const parsed = parseProtocol(protocol);
  if (!parsed.ok || parsed.protocol !== protocol || parsed.parts.station !== Number(entry.station))
    return [{ ...crafted('protocol-foreign', 'O número de protocolo não é desta estação.', 'protocol'), rule: 'B5' }];
  if (complements?.ticketId === entry.ticketId) return [COMPLEMENTS_ITSELF];
  if (pack) {
    const flow = pack.flows.find(({ id }) => id === flowId);
    const start = flow?.steps.find(({ id }) => id === flow.start);
    const title = complements ? COMPLEMENTARY_STEP : start?.title;
    if (packVersion !== pack.version || !start || stepId !== start.id || stepTitle !== title)
      return [crafted('opening-unfounded', 'O atendimento não começa assim em nenhum roteiro da casa.', 'data')];
  }
  return patchRefusals(entry, openingPatch(entry.data, entry.actor));
}

/** Everything that is neither the walk nor what its exits do. */
export const OTHER_RULES: Rules = {
  'customer-identified': ({ entry, ticket }) => {
    const { code, name } = entry.data.customer;
    const fits = code.length <= CUSTOMER_LIMITS.code && name.length <= CUSTOMER_LIMITS.name;
    return [
      ...found(closedRefusal(ticket)),
      ...(fits ? [] : [crafted('customer-malformed', 'O cliente não está como o cadastro o guarda.', 'customer')]),
      ...patchRefusals(entry, identifyPatch(entry.data)),
    ];
  },
  resumed: ({ entry, ticket }) => [
    ...found(attendanceRefusal(ticket)),
    ...patchRefusals(entry, resumePatch(entry.actor, { callback: ticket.callback !== null })),
  ],
  'callback-done': ({ entry, ticket }) => [
    ...found(closedRefusal(ticket)),
    ...patchRefusals(entry, {}, { callback: null }),
  ],
  'work-order-linked': ({ entry, ticket, context: { pack } }) => {
    const named = !pack || answeredWorkOrders(pack, ticket).includes(entry.data.workOrder.id);
    const unnamed: Refusal = { ...crafted('work-order-unnamed', 'Nenhuma resposta fala desta O.S.'), rule: 'S5.9' };
    return [
      ...found(attendanceRefusal(ticket), named ? null : unnamed),
      ...patchRefusals(entry, workOrderPatch(entry.data)),
    ];
  },
  reported: ({ entry, context }) => {
    const { text } = entry.data;
    if (text !== cleanText(text).trim())
      return [crafted('text-unstorable', 'O texto tem caracteres que não podem ser guardados.', 'text')];
    const pack = context.inForce ?? context.pack;
    const check = pack ? wordCheck(context, pack) : () => [];
    return [...reportRefusals({ text, visibility: entry.visibility }, check), ...patchRefusals(entry, {})];
  },
  linked: ({ entry, ticket }) => {
    const { ticketId, relation } = entry.data;
    if (relation !== 'complements' && relation !== 'complemented-by')
      return [...relateRefusals(ticket, { ticketId, relation }), ...patchRefusals(entry, {})];
    const closed = relation === 'complemented-by' && ticket.status === 'closed' ? COMPLEMENTS_CLOSED : null;
    const itself = ticketId === ticket.id ? COMPLEMENTS_ITSELF : null;
    return [...found(itself, closed ?? closedRefusal(ticket)), ...patchRefusals(entry, {})];
  },
  classified: ({ entry, ticket, context }) => {
    const { data, patch } = entry;
    const impact = data.impact && !sameJson(data.impact, ticket.impact) ? { impact: data.impact } : {};
    const { type, category, priority, subject, contact } = patch;
    const words = Object.entries({ type, category, priority, subject, contact }).filter(
      ([, value]) => value !== undefined,
    );
    return [
      ...found(closedRefusal(ticket)),
      ...byAnyPack(context, (pack) => classifyRefusals(ticket, { data, patch }, pack)),
      ...patchRefusals(entry, { ...Object.fromEntries(words), ...impact } as Entry['patch']),
    ];
  },
  'clash-decided': ({ entry, ticket }) => {
    const refusals = found(clashRefusal(ticket, entry.data));
    return refusals.length > 0 ? refusals : patchRefusals(entry, clashPatch(ticket, entry.data));
  },
  followed: ({ entry }) => {
    const own = entry.data.agentId === entry.actor.id;
    return [
      ...(own ? [] : [crafted('follow-for-another', 'Cada um acompanha um chamado por si.', 'agentId')]),
      ...patchRefusals(entry, followPatch(entry.data)),
    ];
  },
  attached: ({ entry, ticket, context }) => {
    if (!isWellTold(entry.data))
      return [crafted('attachment-malformed', 'O anexo não está descrito como a estação o descreve.', 'data')];
    const pack = context.inForce ?? context.pack;
    const rules = {
      limits: pack?.attachments ?? DEFAULT_ATTACHMENT_LIMITS,
      publicText: pack ? wordCheck(context, pack) : () => [],
    };
    return [...attachRefusals(ticket, entry, rules), ...patchRefusals(entry, {})];
  },
  'unit-moved': (at) => [...found(closedRefusal(at.ticket)), ...movingRefusals(at)],
};

function movingRefusals({ entry, ticket, context: { units } }: Case<'unit-moved'>): Refusal[] {
  const { unitId, reason } = entry.data;
  if (reason !== cleanLine(reason) || reason === '' || reason.length > LINE_LIMIT) return [REASON_MISSING];
  if (ticket.unit === unitId || (units && !units.includes(unitId)))
    return [
      {
        code: 'unit-unknown',
        field: 'unitId',
        message: 'O chamado não pode ir para esta unidade.',
        way: 'Escolha outra unidade.',
      },
    ];
  return patchRefusals(entry, movePatch(entry.data));
}

function answeredWorkOrders(pack: Pack, { attendance }: Ticket): JsonValue[] {
  const flow = pack.flows.find(({ id }) => id === attendance?.flowId);
  return (flow?.steps ?? []).flatMap((step) =>
    step.fields.filter(({ kind }) => kind === 'work-order').map(({ id }) => attendance?.answers[step.id]?.[id] ?? null),
  );
}
