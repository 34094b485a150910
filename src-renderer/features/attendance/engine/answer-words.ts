import { fieldOptions, isEmpty } from '#shared/domain/flow/answers.ts';
import { showDate } from '#shared/domain/flow/show.ts';
import type { JsonValue } from '#shared/procedures/schema/condition.ts';
import type { Field, FieldOf, Step } from '#shared/procedures/schema/flow.ts';
import type { Scene } from './engine.ts';

/** An answer as people read it; empty when there is none. */
export function answerWords(scene: Scene, field: Field, value: JsonValue | undefined): string {
  if (field.kind === 'customer') return scene.ticket.customer?.name ?? '';
  if (value === undefined || isEmpty(value)) return '';
  switch (field.kind) {
    case 'yes-no':
      return value === true ? 'Sim' : 'Não';
    case 'choice':
      return fieldOptions(scene.pack, field).find((option) => option.value === value)?.label ?? String(value);
    case 'number':
      return `${String(value)} ${field.unit ?? ''}`.trim();
    case 'date':
    case 'date-time':
      return showDate(String(value), scene.moment.timeZone);
    case 'checklist':
      return field.items
        .filter(({ id }) => Array.isArray(value) && value.includes(id))
        .map(({ label }) => label)
        .join(', ');
    case 'test-matrix':
      return testWords(field, value);
    case 'work-order':
      return scene.ticket.workOrder?.id === value ? `O.S. ${scene.ticket.workOrder.number}` : 'O.S. vinculada';
    case 'closing':
      return typeof value === 'object' && value !== null ? Object.values(value).filter(Boolean).join(' · ') : '';
    default:
      return typeof value === 'string' ? value : '';
  }
}

function testWords(field: FieldOf<'test-matrix'>, value: JsonValue): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return '';
  const told: string[] = [];
  for (const row of field.rows)
    for (const column of field.columns) {
      const result = field.results.find((one) => one.value === value[`${row.id}:${column.id}`]);
      if (result) told.push(`${row.label}, ${column.label}: ${result.label}`);
    }
  return told.join('; ');
}

export interface ToldField {
  field: Field;
  words: string;
}

/** What was said in a step, field by field, in the pack's order. */
export function toldIn(scene: Scene, step: Step): ToldField[] {
  const answers = scene.attendance.answers[step.id] ?? {};
  return step.fields
    .map((field) => ({ field, words: answerWords(scene, field, answers[field.id]) }))
    .filter(({ words }) => words !== '');
}

/** One line of what was said in a step; the notes come last. Empty when nothing was. */
export function gistOf(scene: Scene, step: Step): string {
  const told = toldIn(scene, step).map(({ words }) => words.replaceAll(/\s+/g, ' '));
  const notes = (scene.attendance.notes[step.id] ?? '').replaceAll(/\s+/g, ' ').trim();
  return [...told, notes].filter(Boolean).join(' · ');
}
