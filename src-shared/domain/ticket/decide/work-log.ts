import type { Service } from '../../../procedures/schema/service.ts';
import { formatProtocol } from '../../protocol/protocol-number.ts';
import { ok, type Refusal, type Result, refuse } from '../../refusal.ts';
import { cleanLine, cleanText } from '../../text/clean.ts';
import { TEXT_LIMIT } from '../../text/limits.ts';
import { draft, type EntryDraft } from '../draft.ts';
import type { Entry, EntryData, Person } from '../entry.ts';
import { logRegister } from '../registers.ts';
import type { WorkLog } from '../service-entries.ts';
import type { Ticket } from '../ticket.ts';
import { chosenFrom, notChosen, notSaid } from './chosen.ts';
import { timerRefusal } from './timers.ts';

/** What the form holds of an activity record (S3.2). */
export interface WorkLogInput {
  contact: string;
  reasonId: string;
  meansId: string;
  description: string;
  /** ISO instants. */
  from: string;
  until: string;
  overlapConfirmed: boolean;
  /** Of an attachment of the ticket. */
  file: string | null;
}

/** Another time of work of the same agent. */
export interface OtherTime {
  protocol: string;
  from: string;
  until: string;
}

export interface WorkContext {
  service: Service;
  actor: Person;
  /** ISO instant. */
  now: string;
  /** Times of work of the same agent on other tickets, as far as they are known. */
  elsewhere: readonly OtherTime[];
}

/** S3.2, S3.4: what was done, by whom and when; stops the timer that it names. Also on a closed ticket. */
export function decideLogWork(
  ticket: Ticket,
  { timerId, ...input }: WorkLogInput & { timerId: string | null },
  context: WorkContext,
): Result<EntryDraft[]> {
  const read = readWorkLog(ticket, input, context.service);
  const stopped = timerId === null ? null : timerRefusal(ticket, context.actor, timerId);
  if (!read.ok) return stopped ? refuse(stopped, ...read.refusals) : read;
  const data = { timerId, ...read.value };
  const [first, ...others] = logRefusals(ticket, data, context);
  return first ? refuse(first, ...others) : ok([draft(ticket.id, 'work-logged', { data })]);
}

/** Why an activity may not be recorded so. */
export function logRefusals(
  ticket: Ticket,
  { timerId, ...log }: EntryData<'work-logged'>,
  context: Omit<WorkContext, 'service'>,
): Refusal[] {
  const timer = timerId === null ? null : timerRefusal(ticket, context.actor, timerId);
  return [...(timer ? [timer] : []), ...timeRefusals(ticket, log, context)];
}

export interface CorrectWorkInput {
  logId: string;
  reason: string;
  /** As it should have read; `null`: it should not have been written. */
  log: WorkLogInput | null;
}

/** S3.2: an activity record is never changed: whoever wrote it says with a reason how it should have read. */
export function decideCorrectWork(
  ticket: Ticket,
  { logId, reason, log }: CorrectWorkInput,
  context: WorkContext,
): Result<EntryDraft[]> {
  const read = log === null ? ok(null) : readWorkLog(ticket, log, context.service);
  if (!read.ok) return read;
  const data = { logId, reason: cleanLine(reason), log: read.value };
  const [first, ...others] = correctionRefusals(ticket, data, context);
  if (first) return refuse(first, ...others);
  return ok([draft(ticket.id, 'work-corrected', { data, patch: correctionPatch(data) })]);
}

export function correctionPatch({ logId, log }: EntryData<'work-corrected'>): Entry['patch'] {
  return { [logRegister(logId)]: log && { from: log.from, until: log.until } };
}

/** Why an activity record may not be corrected so. */
export function correctionRefusals(
  ticket: Ticket,
  { logId, reason, log }: EntryData<'work-corrected'>,
  context: Omit<WorkContext, 'service'>,
): Refusal[] {
  const work = ticket.workTimes.find(({ id }) => id === logId);
  if (!work || work.agentId !== context.actor.id) return [WORK_OF_ANOTHER];
  const unsaid = reason === '' ? [notSaid('S3.2', 'reason', 'Diga por que o registro é corrigido.')] : [];
  return [...unsaid, ...(log ? timeRefusals(ticket, log, { ...context, except: logId }) : [])];
}

const WORK_OF_ANOTHER: Refusal = {
  code: 'work-of-another',
  rule: 'S3.2',
  field: 'logId',
  message: 'Só quem escreveu um registro de atividade o corrige.',
  way: 'Acrescente um relato, ou fale com quem o escreveu.',
};

function readWorkLog(ticket: Ticket, input: WorkLogInput, service: Service): Result<WorkLog> {
  const reason = chosenFrom(service.activityReasons, input.reasonId);
  const means = chosenFrom(service.contactMeans, input.meansId);
  const description = cleanText(input.description).trim();
  const refusals = [
    reason ? null : notChosen('S3.2', 'reasonId', 'Diga o motivo da atividade.'),
    means ? null : notChosen('S3.2', 'meansId', 'Diga por que meio a atividade foi feita.'),
    description ? null : notSaid('S3.2', 'description', 'Descreva o que foi feito.'),
  ].filter((refusal) => refusal !== null);
  const [first, ...others] = refusals;
  if (first || !reason || !means) return refuse(first!, ...others);
  const { from, until, overlapConfirmed, file } = input;
  const contact = cleanLine(input.contact);
  const person = cleanLine(ticket.customer?.name ?? '');
  return ok({ person, contact, reason, means, description, from, until, overlapConfirmed, file });
}

/** Clocks of two stations may differ by so much before one is in the other's future. */
const CLOCK_TOLERANCE_MS = 10 * 60_000;

function timeRefusals(
  ticket: Ticket,
  { from, until, overlapConfirmed, file, description }: WorkLog,
  { actor, now, elsewhere, except }: Omit<WorkContext, 'service'> & { except?: string },
): Refusal[] {
  const refusals: Refusal[] = [];
  if (description.length > TEXT_LIMIT)
    refusals.push({
      code: 'text-too-long',
      field: 'description',
      message: 'Texto longo demais: use até 200 mil caracteres.',
    });
  if (file !== null && !ticket.attachments.some(({ sha256 }) => sha256 === file))
    refusals.push({ code: 'file-unknown', rule: 'S3.2', field: 'file', message: 'Este arquivo não está no chamado.' });
  if (Date.parse(until) <= Date.parse(from)) return [...refusals, END_BEFORE_START];
  if (Date.parse(until) > Date.parse(now) + CLOCK_TOLERANCE_MS) return [...refusals, IN_FUTURE];
  if (overlapConfirmed) return refusals;
  const here = ticket.workTimes
    .filter(({ id, agentId, struck }) => agentId === actor.id && !struck && id !== except)
    .map((time) => ({ protocol: ticket.protocol, from: time.from, until: time.until }));
  const met = [...here, ...elsewhere].find((other) => overlaps({ from, until }, other));
  return met ? [...refusals, overlapping(met)] : refusals;
}

type Span = { from: string; until: string };

export function overlaps(one: Span, other: Span): boolean {
  return Date.parse(one.from) < Date.parse(other.until) && Date.parse(other.from) < Date.parse(one.until);
}

const END_BEFORE_START: Refusal = {
  code: 'work-end-before-start',
  rule: 'S3.2',
  field: 'until',
  message: 'O fim da atividade vem antes do seu início.',
  way: 'Corrija a hora de início ou a de fim.',
};

const IN_FUTURE: Refusal = {
  code: 'work-in-future',
  rule: 'S3.2',
  field: 'until',
  message: 'O fim da atividade ainda não chegou.',
  way: 'Registre a atividade até agora.',
};

function overlapping({ protocol }: OtherTime): Refusal {
  return {
    code: 'work-overlap',
    rule: 'S3.2',
    field: 'from',
    message: `Este tempo se sobrepõe a outro registro seu, no chamado ${formatProtocol(protocol)}.`,
    way: 'Corrija as horas, ou confirme que as duas atividades foram feitas ao mesmo tempo.',
  };
}
