import type { Service } from '../../../procedures/schema/service.ts';
import { ok, type Refusal, type Result, refuse } from '../../refusal.ts';
import { cleanText } from '../../text/clean.ts';
import { TEXT_LIMIT } from '../../text/limits.ts';
import { draft, type EntryDraft } from '../draft.ts';
import type { Entry, EntryData } from '../entry.ts';
import { planRegister } from '../registers.ts';
import type { Ticket } from '../ticket.ts';
import { closedRefusal } from './closed.ts';

type Planned = Pick<Ticket, 'plan' | 'attendance' | 'type'>;

/** S1.7: the plan of a change by field: as it was written on the ticket, or answered in its call. */
export function planOf({ plan, attendance }: Planned, { changePlan }: Service): Record<string, string> {
  const fields = changePlan.map(({ id, answer }) => {
    const [stepId, fieldId] = answer?.split('.') ?? [];
    const answered = stepId && fieldId ? attendance?.answers[stepId]?.[fieldId] : undefined;
    return [id, plan[id] ?? (typeof answered === 'string' ? answered.trim() : '')];
  });
  return Object.fromEntries(fields);
}

export function needsPlan({ type }: Pick<Ticket, 'type'>, { types }: Service): boolean {
  return types.some((one) => one.type === type && one.needsPlan);
}

/** S1.7: what a change lacks before it may be worked on; `null` when nothing does. */
export function planRefusal(ticket: Planned, service: Service): Refusal | null {
  if (!needsPlan(ticket, service)) return null;
  const plan = planOf(ticket, service);
  const missing = service.changePlan.filter(({ id, required }) => required && plan[id] === '');
  if (missing.length === 0) return null;
  return {
    code: 'plan-missing',
    rule: 'S1.7',
    field: 'plan',
    message: `Uma mudança só começa com o plano: falta ${missing.map(({ label }) => label.toLowerCase()).join(', ')}.`,
    way: 'Preencha o plano da mudança e inicie a execução.',
  };
}

/** Writes the plan of a change, or part of it: each field by itself, so that two people can write it (B3). */
export function decidePlan(
  ticket: Ticket,
  input: Record<string, string>,
  { service }: { service: Service },
): Result<EntryDraft[]> {
  const written = Object.entries(input).map(([id, text]) => [id, cleanText(text).trim()] as const);
  const fields = Object.fromEntries(written.filter(([id, text]) => (ticket.plan[id] ?? '') !== text));
  if (Object.keys(fields).length === 0) return ok([]);
  const data = { fields };
  const [first, ...others] = planningRefusals(ticket, data, service);
  return first ? refuse(first, ...others) : ok([draft(ticket.id, 'change-planned', { data, patch: planPatch(data) })]);
}

export function planPatch({ fields }: EntryData<'change-planned'>): Entry['patch'] {
  return Object.fromEntries(Object.entries(fields).map(([id, text]) => [planRegister(id), text]));
}

/** Why the plan may not be written so. */
export function planningRefusals(ticket: Ticket, { fields }: EntryData<'change-planned'>, service: Service): Refusal[] {
  const closed = closedRefusal(ticket);
  if (closed) return [closed];
  if (!needsPlan(ticket, service))
    return [
      {
        code: 'plan-not-needed',
        rule: 'S1.7',
        field: 'plan',
        message: 'Só uma mudança tem plano.',
        way: 'Classifique o chamado como mudança, se for o caso.',
      },
    ];
  return Object.entries(fields).flatMap(([id, text]): Refusal[] => {
    const field = `plan.${id}`;
    if (!service.changePlan.some((one) => one.id === id))
      return [{ code: 'plan-field-unknown', rule: 'S1.7', field, message: 'O plano da mudança não tem este campo.' }];
    if (text.length > TEXT_LIMIT)
      return [{ code: 'text-too-long', field, message: 'Texto longo demais: use até 200 mil caracteres.' }];
    return [];
  });
}
