import { fieldOptions, isEmpty } from '#shared/domain/flow/answers.ts';
import type { JsonValue } from '#shared/procedures/schema/condition.ts';
import type { Field, FieldOf } from '#shared/procedures/schema/flow.ts';
import type { Pack } from '#shared/procedures/schema/pack.ts';
import { formatDate, formatMoment } from '../../../ui/format.ts';

/** An answer as people read it: one line, or several. */
export interface ShownAnswer {
  fieldId: string;
  label: string;
  lines: string[];
  /** The customer may read it. */
  isPublic: boolean;
}

interface Showing {
  pack: Pack;
  /** Names of what answers hold ids of: work orders. */
  nameOf: (id: string) => string | undefined;
}

type Words<K extends Field['kind']> = (field: FieldOf<K>, value: JsonValue, showing: Showing) => string[];

const plain = (_: Field, value: JsonValue): string[] => [text(value)];

const WORDS: { [K in Field['kind']]: Words<K> } = {
  text: plain,
  'long-text': (_, value) => text(value).split('\n'),
  choice: (field, value, { pack }) => [
    fieldOptions(pack, field).find((option) => option.value === value)?.label ?? text(value),
  ],
  'yes-no': (_, value) => [value === true ? 'Sim' : 'Não'],
  number: (field, value) => [
    [typeof value === 'number' ? value.toLocaleString('pt-BR') : text(value), field.unit].filter(Boolean).join(' '),
  ],
  date: (_, value) => [typeof value === 'string' ? formatDate(value) : text(value)],
  'date-time': (_, value) => [typeof value === 'string' ? formatMoment(value) : text(value)],
  checklist: (field, value) => {
    const done = Array.isArray(value) ? value : [];
    return field.items.filter(({ id }) => done.includes(id)).map(({ label }) => `✓ ${label}`);
  },
  'test-matrix': (field, value) =>
    Object.entries(record(value)).flatMap(([cell, result]) => {
      if (isEmpty(result)) return [];
      const [row, column] = cell.split(':');
      const label = (list: readonly { id: string; label: string }[], id: string | undefined) =>
        list.find((one) => one.id === id)?.label ?? id ?? '';
      const said = field.results.find((one) => one.value === result)?.label ?? text(result);
      return [`${label(field.rows, row)} × ${label(field.columns, column)}: ${said}`];
    }),
  customer: plain,
  standing: plain,
  'work-order': (_, value, { nameOf }) => [nameOf(text(value)) ?? text(value)],
  closing: (_, value, { pack }) => {
    const asks = pack.cannedTexts.flatMap((canned) => canned.asks);
    return Object.entries(record(value)).map(
      ([id, said]) => `${asks.find((ask) => ask.id === id)?.label ?? id}: ${text(said)}`,
    );
  },
};

function text(value: JsonValue): string {
  return typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value);
}

function record(value: JsonValue): Record<string, JsonValue> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

/** The answers of a step with the labels of its fields, in the order of the step; emptied ones say so. */
export function answersShown(
  stepId: string,
  answers: Record<string, JsonValue>,
  showing: Showing & { flowId: string },
): ShownAnswer[] {
  const flow = showing.pack.flows.find(({ id }) => id === showing.flowId);
  const fields = flow?.steps.find(({ id }) => id === stepId)?.fields ?? [];
  const place = new Map(fields.map((field, index) => [field.id, index]));
  const rank = (id: string) => place.get(id) ?? fields.length;
  return Object.entries(answers)
    .sort(([a], [b]) => rank(a) - rank(b))
    .map(([fieldId, value]) =>
      shown(
        fields.find(({ id }) => id === fieldId),
        { fieldId, value, showing },
      ),
    );
}

function shown(
  field: Field | undefined,
  { fieldId, value, showing }: { fieldId: string; value: JsonValue; showing: Showing },
): ShownAnswer {
  const isPublic = field !== undefined && 'public' in field && field.public;
  const label = field?.label ?? fieldId;
  if (isEmpty(value)) return { fieldId, label, lines: ['(apagado)'], isPublic };
  if (!field) return { fieldId, label, lines: [text(value)], isPublic };
  const words = WORDS[field.kind] as Words<Field['kind']>;
  return { fieldId, label, lines: words(field, value, showing).filter((line) => line !== ''), isPublic };
}
