import type { Service } from '../../../procedures/schema/service.ts';
import { ok, type Refusal, type Result, refuse } from '../../refusal.ts';
import { cleanLine, cleanText } from '../../text/clean.ts';
import { draft, type EntryDraft } from '../draft.ts';
import type { Entry, EntryData, Person } from '../entry.ts';
import { patch } from '../registers.ts';
import { suspensionOf } from '../service-life.ts';
import type { Ticket } from '../ticket.ts';
import { chosenFrom, notChosen, notSaid } from './chosen.ts';
import { closedRefusal } from './closed.ts';
import { type PendingContext, pendingRefusals } from './pending.ts';

export interface SuspendInput {
  reasonId: string;
  /** Whom it waits for, in person. */
  who: string;
  note: string;
  /** ISO instant. */
  until: string;
}

export interface SuspendContext extends PendingContext {
  service: Service;
  /** ISO instant. */
  now: string;
}

export function suspendPatch(): Entry['patch'] {
  return patch({ status: 'waiting' });
}

/** S1.8: stops the SLA clock, with for whom, why and until when. Of a suspended ticket the end is moved. */
export function decideSuspend(ticket: Ticket, input: SuspendInput, context: SuspendContext): Result<EntryDraft[]> {
  const closed = closedRefusal(ticket);
  if (closed) return refuse(closed);
  const listed = context.service.suspensionReasons.find(({ id }) => id === input.reasonId);
  const reason = chosenFrom(context.service.suspensionReasons, input.reasonId);
  const who = cleanLine(input.who);
  const unsaid = [
    reason ? null : notChosen('S1.8', 'reasonId', 'Diga por que o chamado é suspenso.'),
    who ? null : notSaid('S1.8', 'who', 'Diga por quem o chamado espera.'),
  ].filter((refusal) => refusal !== null);
  const data = {
    waitsFor: listed?.waitsFor ?? 'customer',
    who,
    reason: reason ?? { id: '', label: '' },
    note: cleanText(input.note).trim(),
    until: input.until,
  };
  const [first, ...others] = [...unsaid, ...suspendRefusals(ticket, data, context)];
  return first ? refuse(first, ...others) : ok([draft(ticket.id, 'suspended', { data, patch: suspendPatch() })]);
}

/** S1.8: the wait goes on until another day; for whom and why stay. */
export function decideExtend(ticket: Ticket, until: string, context: SuspendContext): Result<EntryDraft[]> {
  const suspension = suspensionOf(ticket);
  if (!suspension) return refuse(NOT_SUSPENDED);
  const { waitsFor, who, reason } = suspension;
  const data = { waitsFor, who, reason, note: '', until };
  const [first, ...others] = suspendRefusals(ticket, data, context);
  return first ? refuse(first, ...others) : ok([draft(ticket.id, 'suspended', { data, patch: suspendPatch() })]);
}

const DAY_MS = 86_400_000;

/** Why a ticket may not be suspended so. */
export function suspendRefusals(
  ticket: Ticket,
  { until }: EntryData<'suspended'>,
  { service, now, ...pending }: SuspendContext,
): Refusal[] {
  const closed = closedRefusal(ticket);
  if (closed) return [closed];
  const refusals = pendingRefusals(ticket, pending);
  const days = service.longestSuspensionDays;
  if (Date.parse(until) <= Date.parse(now)) refusals.push(UNTIL_PAST);
  else if (Date.parse(until) > Date.parse(now) + days * DAY_MS)
    refusals.push({
      code: 'suspension-too-long',
      rule: 'S1.8',
      field: 'until',
      message: `Um chamado fica suspenso por ${days} dias, no máximo.`,
      way: 'Escolha uma data mais próxima; na data ele volta à fila e pode ser suspenso de novo.',
    });
  return refusals;
}

const UNTIL_PAST: Refusal = {
  code: 'suspension-until-past',
  rule: 'S1.8',
  field: 'until',
  message: 'Diga até quando o chamado espera: um momento que ainda não passou.',
};

const NOT_SUSPENDED: Refusal = {
  code: 'not-suspended',
  rule: 'S1.8',
  message: 'Este chamado não está suspenso.',
  way: 'Veja o histórico: alguém já o retomou.',
};

/** Back to work: by hand into the hands of whoever does it; on its day into those that had it. */
export function resumptionPatch(ticket: Ticket, actor: Person, how: 'by-hand' | 'due'): Entry['patch'] {
  if (how === 'by-hand') return patch({ status: 'in-progress', assignee: actor });
  return patch({ status: ticket.assignee ? 'in-progress' : 'open' });
}

/** The wait is over (S1.8). */
export function decideEndSuspension(ticket: Ticket, actor: Person, { note }: { note: string }): Result<EntryDraft[]> {
  const data = { how: 'by-hand' as const, note: cleanText(note).trim() };
  const [first] = resumptionRefusals(ticket, data, '');
  if (first) return refuse(first);
  return ok([draft(ticket.id, 'suspension-ended', { data, patch: resumptionPatch(ticket, actor, 'by-hand') })]);
}

/** Its day has come: what a station does by itself. Nothing before that day. */
export function decideWakeUp(ticket: Ticket, station: Person, now: string): Result<EntryDraft[]> {
  const data = { how: 'due' as const, note: '' };
  const [first] = resumptionRefusals(ticket, data, now);
  if (first) return refuse(first);
  return ok([draft(ticket.id, 'suspension-ended', { data, patch: resumptionPatch(ticket, station, 'due') })]);
}

/** Why a suspension may not end so; `now`: ISO instant. */
export function resumptionRefusals(ticket: Ticket, { how }: EntryData<'suspension-ended'>, now: string): Refusal[] {
  const closed = closedRefusal(ticket);
  if (closed) return [closed];
  const suspension = suspensionOf(ticket);
  if (!suspension) return [NOT_SUSPENDED];
  if (how === 'due' && Date.parse(now) < Date.parse(suspension.until))
    return [{ code: 'suspension-not-due', rule: 'S1.8', message: 'O dia deste chamado ainda não chegou.' }];
  return [];
}
