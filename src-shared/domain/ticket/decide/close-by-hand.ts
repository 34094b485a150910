import type { Pack } from '../../../procedures/schema/pack.ts';
import type { PublicTextCheck } from '../../flow/moment.ts';
import { formatProtocol } from '../../protocol/protocol-number.ts';
import { ok, type Refusal, type Result, refuse } from '../../refusal.ts';
import { cleanLine, cleanText } from '../../text/clean.ts';
import { TEXT_LIMIT } from '../../text/limits.ts';
import { draft, type EntryDraft } from '../draft.ts';
import type { EntryData, Person } from '../entry.ts';
import { patch } from '../registers.ts';
import { isClassified, type Ticket } from '../ticket.ts';
import type { LateTarget } from './breach.ts';
import { unexplainedRefusals } from './breach.ts';
import { closedRefusal } from './closed.ts';
import { unclassifiedRefusal } from './move.ts';
import { closePatch } from './patches.ts';
import { planRefusal } from './plan.ts';
import { ownTimerRefusal } from './timers.ts';

export interface CloseInput {
  /** The closing text as it was filled in (S1.9): its id, what was asked, and what the customer will read. */
  closing: { textId: string; values: Record<string, string>; text: string };
  /** The FAQ that it was closed by; `null`: none. */
  article: number | null;
}

export interface CloseContext {
  pack: Pack;
  actor: Person;
  publicText: PublicTextCheck;
  /** Targets that were missed, as far as it is known (S2.3). */
  late: readonly LateTarget[];
}

/** S1.9: closes with the closing data of the ticket's type, outside its call. */
export function decideClose(ticket: Ticket, input: CloseInput, context: CloseContext): Result<EntryDraft[]> {
  const data = closingData(input, null);
  const refusals = [
    ...closeRefusals(ticket, data, context),
    ...(ticket.status === 'closed' ? [] : unexplainedRefusals(ticket, context.late)),
  ];
  const [first, ...others] = refusals;
  return first ? refuse(first, ...others) : ok([closeDraft(ticket, data)]);
}

/**
 * "Causa única": what closes the parent closes a child as well, with the parent's text. What the child lacks of a
 * classification it takes from the parent (S1.2).
 */
export function decideCloseForCause(
  child: Ticket,
  { parent, input, context }: { parent: Ticket; input: CloseInput; context: Omit<CloseContext, 'late'> },
): Result<EntryDraft[]> {
  const data = closingData(input, { ticketId: parent.id, protocol: parent.protocol });
  const classified = inherited(child, parent);
  const [first, ...others] = closeRefusals({ ...child, ...classified }, data, context);
  if (first) return refuse(first, ...others);
  const reason = `Causa única do chamado ${formatProtocol(parent.protocol)}`;
  const classifying = isClassified(child)
    ? []
    : [draft(child.id, 'classified', { data: { reason }, patch: patch(classified) })];
  return ok([...classifying, closeDraft(child, data)]);
}

function inherited(child: Ticket, parent: Ticket) {
  const lacking = (['type', 'category', 'priority'] as const).filter((register) => child[register] === null);
  return Object.fromEntries(lacking.map((register) => [register, parent[register]]));
}

function closingData({ closing, article }: CloseInput, cause: EntryData<'closed'>['cause']): EntryData<'closed'> {
  const asked = Object.entries(closing.values)
    .map(([id, value]) => [id, cleanText(value).trim()] as const)
    .filter(([, value]) => value !== '');
  return {
    article,
    cannedText: cleanLine(closing.textId),
    asked: Object.fromEntries(asked),
    text: cleanText(closing.text).trim(),
    cause: cause ?? null,
  };
}

function closeDraft(ticket: Ticket, data: EntryData<'closed'>): EntryDraft {
  return draft(ticket.id, 'closed', { data, patch: closePatch(), visibility: 'public' });
}

/** Why a ticket may not be closed so by hand. `data.cause`: its parent, when that closes it. */
export function closeRefusals(
  ticket: Ticket,
  data: EntryData<'closed'>,
  { pack, actor, publicText }: Pick<CloseContext, 'pack' | 'actor' | 'publicText'>,
): Refusal[] {
  const closed = closedRefusal(ticket);
  if (closed) return [closed];
  const { cause = null } = data;
  const unclassified = unclassifiedRefusal(ticket);
  const parted = cause !== null && !isChildOf(ticket, cause.ticketId) ? [NOT_A_CHILD] : [];
  const before = [
    unclassified && { ...unclassified, way: 'Classifique o chamado antes de encerrar.' },
    ownTimerRefusal(ticket, actor, 'encerrar'),
    ticket.attendance?.status === 'active' ? CALL_ACTIVE : null,
    cause === null ? planRefusal(ticket, pack.service) : null,
  ].filter((refusal) => refusal !== null);
  return [...parted, ...before, ...closingDataRefusals(ticket, data, pack), ...publicText(data.text, 'closing.text')];
}

function isChildOf({ links }: Pick<Ticket, 'links'>, parentId: string): boolean {
  return links.some(({ ticketId, relation }) => relation === 'child-of' && ticketId === parentId);
}

/** S1.9: the text of the type, all that it asks for, and the FAQ where the type wants one. */
function closingDataRefusals(ticket: Ticket, data: EntryData<'closed'>, pack: Pack): Refusal[] {
  const { article, cannedText, asked, text, cause = null } = data;
  const types = cause === null ? pack.ticketTypes.filter(({ id }) => id === ticket.type) : pack.ticketTypes;
  const canned = types.some(({ closingText }) => closingText === cannedText)
    ? pack.cannedTexts.find(({ id }) => id === cannedText)
    : undefined;
  const refusals: Refusal[] = [];
  if (!canned) {
    const [type] = types;
    const title = pack.cannedTexts.find(({ id }) => id === type?.closingText)?.title;
    refusals.push({
      code: 'closing-text-wrong',
      rule: 'S1.9',
      field: 'closing.textId',
      message: 'O encerramento usa o auto-texto da classificação do chamado.',
      way: title ? `Use “${title}”.` : 'Classifique o chamado e escolha o auto-texto dele.',
    });
  }
  for (const { id, label, required } of canned?.asks ?? [])
    if (required && !asked[id]?.trim())
      refusals.push({
        code: 'closing-data-missing',
        rule: 'S1.9',
        field: `closing.values.${id}`,
        message: `O encerramento pede: ${label}.`,
      });
  if (text === '' || text.length > 2 * TEXT_LIMIT || /\{\?[a-z0-9-]+\}/.test(text))
    refusals.push({
      code: 'closing-text-unfinished',
      rule: 'S1.9',
      field: 'closing.text',
      message: 'O texto de encerramento não está pronto.',
      way: 'Preencha o que o auto-texto pede.',
    });
  return [...refusals, ...articleRefusals(ticket, article, pack)];
}

function articleRefusals({ type }: Ticket, article: number | null, pack: Pack): Refusal[] {
  const field = 'article';
  if (article === null)
    return pack.service.types.some((one) => one.type === type && one.needsArticle)
      ? [{ code: 'closing-article-missing', rule: 'S1.9', field, message: 'Diga por qual FAQ o chamado é encerrado.' }]
      : [];
  return pack.articles.some(({ number }) => number === article)
    ? []
    : [{ code: 'article-unknown', rule: 'S1.9', field, message: `Não existe o FAQ ${article}.` }];
}

export const CALL_ACTIVE: Refusal = {
  code: 'call-active',
  rule: 'S5.11',
  message: 'A ligação deste chamado está em andamento.',
  way: 'Conclua o atendimento pelo roteiro, ou estacione a ligação.',
};

const NOT_A_CHILD: Refusal = {
  code: 'not-a-child',
  rule: 'B3',
  field: 'cause',
  message: 'Este chamado não é filho do chamado cuja causa o encerraria.',
  way: 'Vincule-o ao pai antes.',
};
