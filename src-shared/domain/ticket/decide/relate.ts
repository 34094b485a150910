import { ok, type Refusal, type Result, refuse } from '../../refusal.ts';
import { cleanLine } from '../../text/clean.ts';
import { draft, type EntryDraft } from '../draft.ts';
import type { EntryData } from '../entry.ts';
import type { Ticket, TicketLink } from '../ticket.ts';
import { notSaid } from './chosen.ts';
import { CLOSED } from './closed.ts';

/** How two tickets are related by hand: of the same matter, or one of them the cause of the other. They are never merged. */
export const RELATIONS_BY_HAND = ['related', 'parent-of', 'child-of'] as const;
export type RelationByHand = (typeof RELATIONS_BY_HAND)[number];

const BACK: Record<TicketLink['relation'], TicketLink['relation']> = {
  complements: 'complemented-by',
  'complemented-by': 'complements',
  related: 'related',
  'parent-of': 'child-of',
  'child-of': 'parent-of',
};

/** Links two tickets: an entry on each, in one commit. `relation`: what the first is to the second. */
export function decideRelate(ticket: Ticket, other: Ticket, relation: RelationByHand): Result<EntryDraft[]> {
  const back = BACK[relation] as RelationByHand;
  const refusals = [
    ...relateRefusals(ticket, { ticketId: other.id, relation }),
    ...relateRefusals(other, { ticketId: ticket.id, relation: back }),
  ];
  const [first] = refusals;
  if (first) return refuse(first);
  return ok([linkDraft(ticket, other, relation), linkDraft(other, ticket, back)]);
}

function linkDraft({ id }: Ticket, other: Ticket, relation: RelationByHand): EntryDraft {
  return draft(id, 'linked', { data: { ticketId: other.id, protocol: other.protocol, relation } });
}

type Linking = { ticketId: string; relation: RelationByHand };

/** Why a ticket may not be linked so by hand, as far as its own journal tells. */
export function relateRefusals(ticket: Ticket, { ticketId, relation }: Linking): Refusal[] {
  const has = (one: TicketLink['relation'], id?: string) =>
    ticket.links.some((link) => link.relation === one && (id === undefined || link.ticketId === id));
  if (ticketId === ticket.id) return [ITSELF];
  if (has(relation, ticketId)) return [LINKED];
  if (relation === 'related') return [];
  if (ticket.status === 'closed') return [CLOSED];
  if (relation === 'child-of' && has('child-of')) return [HAS_PARENT];
  if (has(BACK[relation])) return [GENERATIONS];
  return [];
}

/** Takes a link away again, on both tickets, with its reason. Of a ticket that is not here the other side stays. */
export function decideUnlink(
  ticket: Ticket,
  other: Ticket | null,
  input: { ticketId: string; relation: TicketLink['relation']; reason: string },
): Result<EntryDraft[]> {
  const { ticketId, relation } = input;
  const protocol = ticket.links.find((one) => one.ticketId === ticketId)?.protocol ?? '';
  const data = { ticketId, protocol, relation, reason: cleanLine(input.reason) };
  const [first, ...others] = unlinkRefusals(ticket, data);
  if (first) return refuse(first, ...others);
  const back = BACK[relation];
  const linkedBack = other?.links.some((one) => one.ticketId === ticket.id && one.relation === back);
  const returned = { ...data, ticketId: ticket.id, protocol: ticket.protocol, relation: back };
  return ok([
    draft(ticket.id, 'unlinked', { data }),
    ...(other && linkedBack ? [draft(other.id, 'unlinked', { data: returned })] : []),
  ]);
}

/** Why a link may not be taken away. */
export function unlinkRefusals(
  ticket: Ticket,
  { ticketId, relation, reason }: Pick<EntryData<'unlinked'>, 'ticketId' | 'relation' | 'reason'>,
): Refusal[] {
  if (relation === 'complements' || relation === 'complemented-by') return [COMPLEMENT_STAYS];
  if (!ticket.links.some((one) => one.ticketId === ticketId && one.relation === relation)) return [NOT_LINKED];
  return reason === '' ? [notSaid('B3', 'reason', 'Diga por que o vínculo é desfeito.')] : [];
}

const link = (code: string, message: string, way?: string): Refusal => ({
  code,
  rule: 'B3',
  field: 'ticketId',
  message,
  ...(way === undefined ? {} : { way }),
});
const ITSELF = link('links-itself', 'Um chamado não se vincula a si mesmo.', 'Escolha outro chamado.');
const LINKED = link('already-linked', 'Estes chamados já estão vinculados assim.');
const NOT_LINKED = link('not-linked', 'Estes chamados não estão vinculados assim.', 'Veja o histórico do chamado.');
const HAS_PARENT = link(
  'has-parent',
  'Este chamado já tem um chamado pai.',
  'Desfaça antes o vínculo com o outro, ou use um vínculo simples.',
);
const GENERATIONS = link(
  'parent-and-child',
  'Um chamado não pode ser pai e filho ao mesmo tempo.',
  'Vincule os filhos direto ao chamado da causa.',
);
const COMPLEMENT_STAYS: Refusal = {
  ...link('complement-stays', 'O vínculo de uma ligação complementar não se desfaz.'),
  rule: 'S4.3',
};
