import type { JsonValue } from '../../procedures/schema/condition.ts';
import type { Field, FieldOf, Flow, Step } from '../../procedures/schema/flow.ts';
import type { CannedText, Pack } from '../../procedures/schema/pack.ts';
import { evaluate, holds } from './condition.ts';
import type { Answers, FlowFacts } from './facts.ts';

export interface Option {
  value: string;
  label: string;
  help?: string | undefined;
}

/** No answer: null, blank text, an empty list or an empty table. Zero and false are answers. */
export function isEmpty(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.values(value).every(isEmpty);
}

/** What a choice offers: its own options, or a table of the pack. */
export function fieldOptions(pack: Pack, field: Field): Option[] {
  if (field.kind !== 'choice') return [];
  switch (field.from) {
    case undefined:
      return field.options;
    case 'ticketTypes':
    case 'priorities':
      return pack[field.from].map(({ id, label, definition }) => ({ value: id, label, help: definition }));
    default:
      return pack[field.from].map(({ id, label }) => ({ value: id, label }));
  }
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

const isRecord = (value: JsonValue): value is { [key: string]: JsonValue } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isDate = (value: string) => !Number.isNaN(Date.parse(value));

type Judge<K extends Field['kind']> = (field: FieldOf<K>, value: JsonValue, pack: Pack) => string | null;

const isText = (_: Field, value: JsonValue) => (typeof value === 'string' ? null : 'deve ser um texto');

/** For each kind of field, what a value that is not empty must be. */
const JUDGES: { [K in Field['kind']]: Judge<K> } = {
  text: (field, value) => {
    if (typeof value !== 'string') return 'deve ser um texto';
    return field.maxLength && value.length > field.maxLength ? `passa de ${field.maxLength} caracteres` : null;
  },
  'long-text': isText,
  customer: isText,
  'work-order': isText,
  choice: (field, value, pack) =>
    fieldOptions(pack, field).some((option) => option.value === value) ? null : 'não é uma das opções',
  'yes-no': (_, value) => (typeof value === 'boolean' ? null : 'deve ser sim ou não'),
  number: numberProblem,
  date: (_, value) =>
    typeof value === 'string' && DATE.test(value) && isDate(value) ? null : 'não é uma data que exista',
  'date-time': (_, value) =>
    typeof value === 'string' && INSTANT.test(value) && isDate(value) ? null : 'não é uma data com hora',
  checklist: (field, value) => {
    const fits = Array.isArray(value) && value.every((id) => field.items.some((item) => item.id === id));
    return fits ? null : 'tem um item que não está na lista';
  },
  'test-matrix': (field, value) => {
    const fits = isRecord(value) && Object.entries(value).every((cell) => cellFits(field, cell));
    return fits ? null : 'tem um teste que não está na tabela';
  },
  closing: (_, value) =>
    isRecord(value) && Object.values(value).every((text) => typeof text === 'string') ? null : 'deve ter só textos',
  standing: () => 'não se responde: é a situação do cliente',
};

/** Why a value cannot be the answer to a field, in pt-BR; null when it can. Emptiness always can. */
export function answerProblem(pack: Pack, field: Field, value: JsonValue): string | null {
  if (isEmpty(value)) return null;
  const judge = JUDGES[field.kind] as Judge<Field['kind']>;
  return judge(field, value, pack);
}

function numberProblem(field: FieldOf<'number'>, value: JsonValue): string | null {
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'deve ser um número';
  if (field.min !== undefined && value < field.min) return `deve ser no mínimo ${field.min}`;
  return field.max !== undefined && value > field.max ? `deve ser no máximo ${field.max}` : null;
}

function cellFits(field: FieldOf<'test-matrix'>, [key, result]: [string, JsonValue]): boolean {
  const [row, column, ...more] = key.split(':');
  return (
    more.length === 0 &&
    field.rows.some(({ id }) => id === row) &&
    field.columns.some(({ id }) => id === column) &&
    (isEmpty(result) || field.results.some((one) => one.value === result))
  );
}

/**
 * The walk's answers with the derived values of the present step's unanswered fields. They are worked out
 * in the order of the fields, so that one may rest on those before it. Other steps' derived values do not
 * count: they were settled as answers when the step was left.
 */
export function effectiveAnswers(step: Step | undefined, facts: FlowFacts): Answers {
  let answers = facts.answers;
  for (const field of step?.fields ?? []) {
    if (!step || field.derive === undefined || !isEmpty(answers[step.id]?.[field.id])) continue;
    const now = { ...facts, answers };
    const value = holds(field.when, now) ? evaluate(field.derive, now) : null;
    if (!isEmpty(value)) answers = { ...answers, [step.id]: { ...answers[step.id], [field.id]: value } };
  }
  return answers;
}

export type Registers = Partial<Record<NonNullable<Field['register']>, string>>;

/**
 * S1.2: what the answers say of the ticket's registers; where several fields speak, the last in the flow.
 * Fields whose condition does not hold say nothing.
 */
export function registersOf(flow: Flow, facts: FlowFacts): Registers {
  const registers: Registers = {};
  for (const step of flow.steps) {
    for (const field of step.fields) {
      const value = facts.answers[step.id]?.[field.id];
      if (!field.register || typeof value !== 'string' || isEmpty(value) || !holds(field.when, facts)) continue;
      registers[field.register] = value;
    }
  }
  return registers;
}

/** The category that the answers or the ticket name, as conditions and scripts see it (S2.6). */
export function categoryFact(pack: Pack, flow: Flow, facts: FlowFacts): FlowFacts['category'] {
  const id = registersOf(flow, facts).category ?? facts.ticket.category;
  const category = pack.categories.find((one) => one.id === id);
  return category ? { label: category.label, outOfScope: category.outOfScope ?? null } : null;
}

/** S1.9: the closing text of the ticket's type, as the walk or the ticket has it; undefined while unclassified. */
export function closingText(pack: Pack, flow: Flow, facts: FlowFacts): CannedText | undefined {
  const type = registersOf(flow, facts).type ?? facts.ticket.type;
  const textId = pack.ticketTypes.find(({ id }) => id === type)?.closingText;
  return pack.cannedTexts.find(({ id }) => id === textId);
}
