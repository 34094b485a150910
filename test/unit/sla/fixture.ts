import { slaRules } from '#shared/domain/sla/rules.ts';
import type { Pause, SlaFacts, SlaTimeline } from '#shared/domain/sla/timeline.ts';
import { calendarSchema } from '#shared/procedures/schema/calendar.ts';
import { slaClassSchema, slaPolicySchema } from '#shared/procedures/schema/sla.ts';

export const HOUR = 3_600_000;
/** São Paulo has been at -03:00 since 2019. */
export const at = (local: string): number => Date.parse(`${local}:00-03:00`);
export const local = (instant: number | null | undefined): string =>
  typeof instant === 'number' ? new Date(instant - 3 * HOUR).toISOString().slice(0, 16) : 'never';

const weekdays = (from: string, until: string) =>
  Object.fromEntries(['monday', 'tuesday', 'wednesday', 'thursday', 'friday'].map((day) => [day, [{ from, until }]]));
const everyDay = { from: '00:00', until: '24:00' };
const always = Object.fromEntries(
  ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'].map((day) => [day, [everyDay]]),
);
const calendar = (id: string, label: string, more: object) =>
  calendarSchema.parse({ id, label, timeZone: 'America/Sao_Paulo', week: weekdays('08:00', '18:00'), ...more });

export const calendars = [
  calendar('comercial', 'Comercial', { holidays: {} }),
  calendar('filial', 'Filial', { week: weekdays('09:00', '17:00'), holidays: { state: 'SP' }, units: ['filial-sp'] }),
  calendar('ouro', 'Ouro', { week: always, plans: ['Contrato Ouro'] }),
];

const minutes = (id: string, label: string, [firstAnswer, solution]: [number, number]) =>
  slaClassSchema.parse({ id, label, firstAnswer: { minutes: firstAnswer }, solution: { minutes: solution } });

/** The classes of FAQ 7367. */
export const slaClasses = [
  minutes('is', 'IS (imediato)', [0, 30]),
  minutes('urgente', 'Urgente', [15, 60]),
  minutes('2-horas', '2 horas', [30, 120]),
  minutes('4-horas', '4 horas', [60, 240]),
  minutes('24-horas', '24 horas', [240, 1440]),
  minutes('72-horas', '72 horas', [480, 4320]),
  slaClassSchema.parse({ id: '10-dias', label: '10 dias', firstAnswer: { days: 1 }, solution: { days: 10 } }),
];

const policy = (id: string, slaClass: string, more: object = {}) =>
  slaPolicySchema.parse({ id, label: id, slaClass, ...more });

export const slaPolicies = [
  policy('baixa', '24-horas', { when: { priorities: ['baixa'] } }),
  policy('media', '4-horas', { when: { priorities: ['media'] } }),
  policy('fiscal', '2-horas', { when: { categories: ['fiscal'] } }),
  policy('ouro', 'urgente', { when: { plans: ['contrato ouro'] } }),
  policy('instalacao', '10-dias', { when: { categories: ['instalacao'] } }),
  policy('treinamento', '72-horas', { when: { categories: ['treinamento'] } }),
  policy('critica', 'is', { when: { categories: ['parada'] } }),
  policy('triagem', '4-horas', { when: { unclassified: true }, calendar: 'comercial' }),
];

export const priorities = [
  { id: 'alta', label: 'Alta', definition: '', slaClass: 'urgente', rank: 1 },
  { id: 'media', label: 'Média', definition: '', slaClass: '4-horas', rank: 2 },
  { id: 'baixa', label: 'Baixa', definition: '', slaClass: '24-horas', rank: 3 },
];

export const rules = slaRules({ calendars, slaClasses, slaPolicies, priorities });

export const facts = (more: Partial<SlaFacts> = {}): SlaFacts => ({
  type: 'incidente',
  category: 'geral',
  priority: 'media',
  plan: null,
  unit: null,
  ...more,
});

export const suspended = (from: string, to: string | null, why = 'cliente: dados'): Pause => ({
  from: at(from),
  to: to === null ? null : at(to),
  kind: 'suspended',
  why,
});

/** Opened on Monday 23 November 2026 at 09:00 unless told otherwise. */
export const ticket = (more: Partial<SlaTimeline> & { is?: Partial<SlaFacts> } = {}): SlaTimeline => {
  const openedAt = more.openedAt ?? at('2026-11-23T09:00');
  const { is, ...rest } = more;
  return {
    openedAt,
    facts: [{ at: openedAt, facts: facts(is) }],
    pauses: [],
    firstAnswerAt: null,
    solvedAt: null,
    ...rest,
  };
};
