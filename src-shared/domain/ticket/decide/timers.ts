import type { Service } from '../../../procedures/schema/service.ts';
import { formatProtocol } from '../../protocol/protocol-number.ts';
import { ok, type Refusal, type Result, refuse } from '../../refusal.ts';
import { cleanLine } from '../../text/clean.ts';
import { draft, type EntryDraft } from '../draft.ts';
import type { Entry, EntryData, Person } from '../entry.ts';
import { patch } from '../registers.ts';
import { suspensionOf } from '../service-life.ts';
import type { Ticket } from '../ticket.ts';
import { notSaid } from './chosen.ts';
import { closedRefusal } from './closed.ts';
import { planRefusal } from './plan.ts';

/** A timer of the same agent that runs elsewhere. */
export interface RunningElsewhere {
  ticketId: string;
  protocol: string;
}

export function startPatch(actor: Person): Entry['patch'] {
  return patch({ status: 'in-progress', assignee: actor });
}

/** Why nobody may work on the ticket until it is resumed; `null` when it is not suspended. */
export function suspendedRefusal(ticket: Ticket): Refusal | null {
  const suspension = suspensionOf(ticket);
  if (!suspension) return null;
  return {
    code: 'ticket-suspended',
    rule: 'S1.8',
    message: `Este chamado está suspenso, à espera de ${suspension.who}.`,
    way: 'Retome o chamado antes.',
  };
}

/** S3.3: in progress by me, with my timer running: my only one. */
export function decideStart(
  ticket: Ticket,
  actor: Person,
  { service, running }: { service: Service; running: readonly RunningElsewhere[] },
): Result<EntryDraft[]> {
  const [elsewhere] = running.filter(({ ticketId }) => ticketId !== ticket.id);
  const busy = elsewhere ? timerElsewhere(elsewhere) : null;
  const refusals = startRefusals(ticket, actor, service);
  const [first, ...others] = busy ? [busy, ...refusals] : refusals;
  if (first) return refuse(first, ...others);
  return ok([draft(ticket.id, 'work-started', { data: {}, patch: startPatch(actor) })]);
}

/** Why the ticket's own state keeps somebody from working on it. */
export function startRefusals(ticket: Ticket, actor: Pick<Person, 'id'>, service: Service): Refusal[] {
  const closed = closedRefusal(ticket);
  if (closed) return [closed];
  const here = ticket.timers.some(({ agent }) => agent.id === actor.id) ? TIMER_HERE : null;
  return [suspendedRefusal(ticket), here, planRefusal(ticket, service)].filter((refusal) => refusal !== null);
}

const TIMER_HERE: Refusal = {
  code: 'timer-running-here',
  rule: 'S3.3',
  message: 'O seu cronômetro já está correndo neste chamado.',
};

function timerElsewhere({ protocol }: RunningElsewhere): Refusal {
  return {
    code: 'timer-running',
    rule: 'S3.3',
    field: 'timer',
    message: `O seu cronômetro está correndo no chamado ${formatProtocol(protocol)}: só um por vez.`,
    way: 'Relate lá a atividade, o que para o cronômetro, e inicie a execução aqui.',
  };
}

/** S1.10, S3.3: whoever leaves a ticket stops their timer first. `doing`: what they were about to do. */
export function ownTimerRefusal(ticket: Ticket, actor: Pick<Person, 'id'>, doing: string): Refusal | null {
  if (!ticket.timers.some(({ agent }) => agent.id === actor.id)) return null;
  return {
    code: 'timer-running-here',
    rule: 'S1.10',
    field: 'timer',
    message: `O seu cronômetro está correndo neste chamado: não dá para ${doing}.`,
    way: 'Relate a atividade, o que para o cronômetro.',
  };
}

/** A timer that ran for nothing is stopped without an activity record, with its reason. */
export function decideDiscardTimer(
  ticket: Ticket,
  actor: Person,
  input: { timerId: string; reason: string },
): Result<EntryDraft[]> {
  const data = { timerId: input.timerId, reason: cleanLine(input.reason) };
  const [first, ...others] = discardRefusals(ticket, actor, data);
  return first ? refuse(first, ...others) : ok([draft(ticket.id, 'timer-discarded', { data })]);
}

/** Why a timer may not be stopped so. Also on a closed ticket. */
export function discardRefusals(
  ticket: Ticket,
  actor: Pick<Person, 'id'>,
  { timerId, reason }: EntryData<'timer-discarded'>,
): Refusal[] {
  const refusal = timerRefusal(ticket, actor, timerId);
  if (refusal) return [refusal];
  return reason === '' ? [notSaid('S3.3', 'reason', 'Diga por que o tempo não conta.')] : [];
}

/** Everybody stops their own timers. */
export function timerRefusal(ticket: Ticket, actor: Pick<Person, 'id'>, timerId: string): Refusal | null {
  if (ticket.timers.some(({ id, agent }) => id === timerId && agent.id === actor.id)) return null;
  return {
    code: 'timer-unknown',
    rule: 'S3.3',
    field: 'timerId',
    message: 'Este cronômetro já foi parado, ou não é seu.',
    way: 'Veja o histórico do chamado.',
  };
}
