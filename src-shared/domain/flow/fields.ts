import type { JsonValue } from '../../procedures/schema/condition.ts';
import type { Field, FieldOf, Step } from '../../procedures/schema/flow.ts';
import type { CannedText, Pack } from '../../procedures/schema/pack.ts';
import type { Refusal } from '../refusal.ts';
import {
  answerProblem,
  categoryFact,
  closingText,
  effectiveAnswers,
  fieldOptions,
  isEmpty,
  type Option,
} from './answers.ts';
import { holds } from './condition.ts';
import type { FlowFacts, Walk } from './facts.ts';
import { currentStep, flowOf, type Moment } from './moment.ts';

/** A visible field of the present step. */
export interface FieldView {
  field: Field;
  required: boolean;
  /** The answer, or the derived value while there is none; null when there is neither. */
  value: JsonValue;
  /** The value was worked out by the pack and not given by the agent. */
  derived: boolean;
  /** What is missing for the field to count as answered, in pt-BR ("marcar “…”"); empty when nothing is. */
  missing: string[];
  /** Why the value cannot stay as it is; null when it can. */
  problem: string | null;
  /** Of a choice. */
  options: Option[];
  /** Of a closing field: the text whose asks it shows; null while the ticket has no type (S1.9). */
  closing: CannedText | null;
}

/** The facts of a moment as the present step sees them: its derived values included. */
export function factsNow(pack: Pack, walk: Walk, moment: Moment): FlowFacts {
  const given = { ...moment.facts, answers: walk.answers };
  const facts = { ...given, answers: effectiveAnswers(currentStep(pack, walk), given) };
  return { ...facts, category: categoryFact(pack, flowOf(pack, walk), facts) };
}

/** The present step's visible fields, in the pack's order. */
export function fieldViews(pack: Pack, walk: Walk, moment: Moment): FieldView[] {
  const step = currentStep(pack, walk);
  if (!step) return [];
  const facts = factsNow(pack, walk, moment);
  const closing = closingText(pack, flowOf(pack, walk), facts) ?? null;
  return step.fields
    .filter((field) => holds(field.when, facts))
    .map((field) => {
      const value = fieldValue(step, field, facts);
      const ofKind = field.kind === 'closing' ? closing : null;
      return {
        field,
        required: typeof field.required === 'boolean' ? field.required : holds(field.required, facts),
        value,
        derived: field.derive !== undefined && isEmpty(walk.answers[step.id]?.[field.id]) && !isEmpty(value),
        missing: missingParts(field, value, ofKind),
        problem: field.kind === 'standing' ? null : answerProblem(pack, field, value),
        options: fieldOptions(pack, field),
        closing: ofKind,
      };
    });
}

function fieldValue(step: Step, field: Field, facts: FlowFacts): JsonValue {
  if (field.kind === 'standing') return facts.customer ? { ...facts.customer.standing } : null;
  const answer = facts.answers[step.id]?.[field.id] ?? null;
  // The customer may be linked to the ticket from elsewhere; the link is what counts.
  return field.kind === 'customer' ? (facts.customer?.id ?? answer) : answer;
}

function missingParts(field: Field, value: JsonValue, closing: CannedText | null): string[] {
  switch (field.kind) {
    case 'standing':
      return [];
    case 'checklist':
      return missingItems(field, value);
    case 'test-matrix':
      return missingTests(field, value);
    case 'closing':
      return missingAsks(value, closing);
    default:
      return isEmpty(value) ? ['responder'] : [];
  }
}

function missingItems(field: FieldOf<'checklist'>, value: JsonValue): string[] {
  const done = Array.isArray(value) ? value : [];
  return field.items.filter((item) => item.required && !done.includes(item.id)).map(({ label }) => `marcar “${label}”`);
}

function missingTests(field: FieldOf<'test-matrix'>, value: JsonValue): string[] {
  const filled =
    typeof value === 'object' && value !== null ? Object.values(value).filter((v) => !isEmpty(v)).length : 0;
  const short = Math.max(1, field.atLeast) - filled;
  if (short <= 0) return [];
  return [short === 1 ? 'anotar mais 1 teste' : `anotar mais ${short} testes`];
}

function missingAsks(value: JsonValue, closing: CannedText | null): string[] {
  if (!closing) return ['classificar o chamado (tipo), que decide o texto de encerramento'];
  const given = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  return closing.asks
    .filter((ask) => ask.required && isEmpty(given[ask.id]))
    .map(({ label }) => `preencher “${label}”`);
}

/** Why the answers of the step do not let it be left through an exit that needs them. */
export function fieldRefusals(step: Step, views: readonly FieldView[]): Refusal[] {
  const refusals: Refusal[] = [];
  for (const { field, required, missing, problem } of views) {
    const at = { rule: ruleOf(step, field), field: `${step.id}.${field.id}` };
    if (problem)
      refusals.push({
        code: 'field-invalid',
        ...at,
        message: `“${field.label}” ${problem}.`,
        way: `Corrija “${field.label}”.`,
      });
    else if (required && missing.length > 0) {
      refusals.push({
        code: 'field-missing',
        ...at,
        message:
          missing[0] === 'responder' ? `Falta “${field.label}”.` : `Em “${field.label}” falta ${missing.join(', ')}.`,
        way: `Preencha “${field.label}”.`,
      });
    }
  }
  return refusals;
}

/** The rule that a field stands for: closing texts have their own, the rest is their step's. */
export function ruleOf(step: Step, field: Field): string | undefined {
  return field.kind === 'closing' ? 'S1.9' : step.rules[0];
}

/** The texts among the visible answers that the customer will read, with the input they stand in. */
export function publicTexts(step: Step, views: readonly FieldView[]): { field: string; text: string }[] {
  return views.flatMap(({ field, value }) => {
    const at = `${step.id}.${field.id}`;
    if ((field.kind === 'text' || field.kind === 'long-text') && field.public && typeof value === 'string') {
      return [{ field: at, text: value }];
    }
    if (field.kind !== 'closing' || typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([ask, text]) =>
      typeof text === 'string' ? [{ field: `${at}.${ask}`, text }] : [],
    );
  });
}
