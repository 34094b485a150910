import type { Pack } from '../../../procedures/schema/pack.ts';
import { ok, type Refusal, type Result, refuse } from '../../refusal.ts';
import { cleanLine, cleanText } from '../../text/clean.ts';
import { draft, type EntryDraft } from '../draft.ts';
import type { Entry, EntryData, Person } from '../entry.ts';
import { patch } from '../registers.ts';
import type { Ticket } from '../ticket.ts';
import { chosenFrom, notChosen, notSaid } from './chosen.ts';
import { CALL_ACTIVE } from './close-by-hand.ts';
import { closedRefusal } from './closed.ts';
import { unclassifiedRefusal } from './move.ts';
import { forwardPatch } from './patches.ts';
import { ownTimerRefusal, suspendedRefusal } from './timers.ts';

/** What the form holds (S3.6); what is `null` was not filled in. */
export interface ForwardInput {
  boardId: string | null;
  reason: string;
  /** The profile that will attend. */
  roleId: string | null;
  /** `board`: whoever of the board takes it. */
  to: Person | 'board' | null;
  /** The type of request. */
  typeId: string | null;
  note: string;
  /** Something is typed on the ticket's screen that was not recorded yet (S1.10). */
  hasDraft: boolean;
}

export interface ForwardContext {
  pack: Pack;
  actor: Person;
}

type Forwarded = EntryData<'forwarded'> & { to: NonNullable<EntryData<'forwarded'>['to']> };

/** S3.6: hands the ticket to a profile and to somebody, with reason and type of request. */
export function decideForward(ticket: Ticket, input: ForwardInput, context: ForwardContext): Result<EntryDraft[]> {
  const { pack } = context;
  const board = chosenFrom(pack.boards, input.boardId);
  const role = chosenFrom(pack.roles, input.roleId);
  const type = pack.ticketTypes.find(({ id }) => id === input.typeId);
  const reason = cleanLine(input.reason);
  const { to } = input;
  const unsaid = [
    reason ? null : notSaid('S3.6', 'reason', 'Diga por que o chamado é encaminhado.'),
    board ? null : notChosen('S3.6', 'boardId', 'Diga para qual aba o chamado vai.'),
    role ? null : notChosen('S3.6', 'roleId', 'Diga que perfil vai atender.'),
    to ? null : notChosen('S3.6', 'to', 'Diga quem vai atender: alguém, ou quem da aba pegar.'),
    type ? null : notChosen('S3.6', 'typeId', 'Diga o tipo da solicitação.'),
    input.hasDraft ? DRAFT_UNSAVED : null,
  ].filter((refusal) => refusal !== null);
  if (!board || !role || !to || !type) {
    const closed = closedRefusal(ticket);
    return closed ? refuse(closed) : refuse(unsaid[0]!, ...unsaid.slice(1));
  }
  const data: Forwarded = {
    boardId: board.id,
    boardLabel: board.label,
    reason,
    to: { role, person: to === 'board' ? null : to, type: type.id, note: cleanText(input.note).trim() },
  };
  const [first, ...others] = [...unsaid, ...forwardRefusals(ticket, data, context)];
  if (first) return refuse(first, ...others);
  return ok([draft(ticket.id, 'forwarded', { data, patch: forwardByHandPatch(ticket, data) })]);
}

/** Somebody's or nobody's, and of the type that was asked for. */
export function forwardByHandPatch(ticket: Pick<Ticket, 'type'>, data: Forwarded): Entry['patch'] {
  const type = ticket.type === data.to.type ? {} : patch({ type: data.to.type });
  return { ...forwardPatch(data), ...patch({ assignee: data.to.person }), ...type };
}

/** Why a ticket may not be forwarded so by hand, as far as the journal tells. */
export function forwardRefusals(
  ticket: Ticket,
  { to }: Forwarded,
  { actor }: Pick<ForwardContext, 'actor'>,
): Refusal[] {
  const closed = closedRefusal(ticket);
  if (closed) return [closed];
  const unclassified = unclassifiedRefusal({ ...ticket, type: to.type }, 'encaminhar');
  return [
    suspendedRefusal(ticket),
    unclassified && { ...unclassified, way: 'Classifique o chamado antes de encaminhar.' },
    ticket.attendance?.status === 'active' ? CALL_ACTIVE : null,
    ownTimerRefusal(ticket, actor, 'encaminhar'),
    ticket.assignee !== null && !ticket.recordedSinceTaken ? NOTHING_RECORDED : null,
    to.person && to.person.role !== to.role.id ? NOT_OF_PROFILE : null,
  ].filter((refusal) => refusal !== null);
}

const DRAFT_UNSAVED: Refusal = {
  code: 'draft-unsaved',
  rule: 'S1.10',
  field: 'draft',
  message: 'Há um texto escrito neste chamado que ainda não foi registrado.',
  way: 'Registre o texto, ou descarte-o, antes de encaminhar.',
};

const NOTHING_RECORDED: Refusal = {
  code: 'nothing-recorded',
  rule: 'S1.10',
  field: 'activity',
  message: 'Nada foi registrado neste chamado desde que ele foi assumido.',
  way: 'Relate a atividade ou escreva um relato antes de encaminhar.',
};

const NOT_OF_PROFILE: Refusal = {
  code: 'not-of-profile',
  rule: 'S3.6',
  field: 'to',
  message: 'A pessoa escolhida não tem o perfil que vai atender.',
  way: 'Escolha alguém do perfil, ou outro perfil.',
};
