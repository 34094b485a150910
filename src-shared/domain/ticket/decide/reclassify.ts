import type { Pack } from '../../../procedures/schema/pack.ts';
import type { Service } from '../../../procedures/schema/service.ts';
import { ok, type Refusal, type Result, refuse } from '../../refusal.ts';
import { cleanLine } from '../../text/clean.ts';
import { draft, type EntryDraft } from '../draft.ts';
import type { Entry, EntryData } from '../entry.ts';
import { patch, type Registers } from '../registers.ts';
import type { Impact } from '../service-entries.ts';
import type { Ticket } from '../ticket.ts';
import { closedRefusal } from './closed.ts';

/** What is to be set; what is absent stays. Without a priority that of the two questions is set. */
export interface ReclassifyInput {
  subject?: string;
  contact?: string;
  type?: string;
  category?: string;
  priority?: string;
  impact?: Impact;
  reason: string;
}

/** S2.4: the answers to the two questions, on the ticket or in its call; `null`: nobody asked them. */
export function impactOf(ticket: Pick<Ticket, 'impact' | 'attendance'>, { priority }: Service): Impact | null {
  if (ticket.impact) return ticket.impact;
  if (!priority?.answers) return null;
  const read = (answer: string) => {
    const [stepId, fieldId] = answer.split('.');
    return ticket.attendance?.answers[stepId!]?.[fieldId!];
  };
  const [stopsAction, hitsDelivery] = [read(priority.answers.stopsAction), read(priority.answers.hitsDelivery)];
  if (typeof stopsAction !== 'boolean') return null;
  return { stopsAction, hitsDelivery: hitsDelivery === true };
}

/** S2.4: the priority that the two questions give; `null` where the house derives none. */
export function derivedPriority({ priority }: Service, impact: Impact | null): string | null {
  if (!priority || !impact) return null;
  if (!impact.stopsAction) return priority.neither;
  return impact.hitsDelivery ? priority.stopsAndDelivers : priority.stops;
}

/** Sets what a ticket is (S1.2) with the priority that the two questions give; another one asks why (S2.4). */
export function decideReclassify(ticket: Ticket, input: ReclassifyInput, pack: Pack): Result<EntryDraft[]> {
  const { impact } = input;
  const derived = impact ? derivedPriority(pack.service, impact) : null;
  const wanted: Partial<Registers> = {
    ...(input.subject === undefined ? {} : { subject: cleanLine(input.subject) }),
    ...(input.contact === undefined ? {} : { contact: cleanLine(input.contact) }),
    ...(input.type === undefined ? {} : { type: input.type }),
    ...(input.category === undefined ? {} : { category: input.category }),
    ...(impact ? { impact } : {}),
  };
  const priority = input.priority ?? derived;
  if (priority !== null) wanted.priority = priority;
  const changed = Object.fromEntries(
    Object.entries(wanted).filter(
      ([register, value]) => JSON.stringify(ticket[register as keyof Ticket]) !== JSON.stringify(value),
    ),
  ) as Partial<Registers>;
  if (Object.keys(changed).length === 0) return ok([]);
  const data = { reason: cleanLine(input.reason) || null, ...(impact ? { impact } : {}) };
  const [first, ...others] = classifyRefusals(ticket, { data, patch: patch(changed) }, pack);
  return first ? refuse(first, ...others) : ok([draft(ticket.id, 'classified', { data, patch: patch(changed) })]);
}

type Classifying = { data: EntryData<'classified'>; patch: Entry['patch'] };

/** Why a ticket may not be classified so. */
export function classifyRefusals(ticket: Ticket, { data, patch: set }: Classifying, pack: Pack): Refusal[] {
  const closed = closedRefusal(ticket);
  if (closed) return [closed];
  const tables = { type: pack.ticketTypes, category: pack.categories, priority: pack.priorities };
  const unknown = Object.entries(tables).flatMap(([register, table]) => {
    const id = set[register];
    return id === undefined || id === null || table.some((one) => one.id === id) ? [] : [unknownIn(register)];
  });
  if (unknown.length > 0) return unknown;
  if (!('priority' in set) || set.priority === null || data.reason) return [];
  const impact = data.impact ?? impactOf(ticket, pack.service);
  const derived = derivedPriority(pack.service, impact);
  if (derived === set.priority) return [];
  return [derived === null ? QUESTIONS_MISSING : OVERRIDE_UNEXPLAINED];
}

function unknownIn(register: string): Refusal {
  return {
    code: 'classification-unknown',
    rule: 'S1.2',
    field: register,
    message: 'A classificação não existe nos procedimentos da casa.',
    way: 'Classifique o chamado de novo.',
  };
}

const QUESTIONS_MISSING: Refusal = {
  code: 'priority-questions-missing',
  rule: 'S2.4',
  field: 'impact',
  message: 'A prioridade vem das duas perguntas: a ação está impedida? Atinge uma operação que geraria entrega?',
  way: 'Responda às duas perguntas, ou diga por que a prioridade é esta.',
};

const OVERRIDE_UNEXPLAINED: Refusal = {
  code: 'priority-reason-missing',
  rule: 'S2.4',
  field: 'reason',
  message: 'Esta não é a prioridade que as duas perguntas dão.',
  way: 'Diga por que a prioridade é outra, ou fique com a que resulta das perguntas.',
};
