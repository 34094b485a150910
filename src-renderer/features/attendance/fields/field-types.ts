import type { FieldView } from '#shared/domain/flow/fields.ts';
import type { Refusal } from '#shared/domain/refusal.ts';
import type { JsonValue } from '#shared/procedures/schema/condition.ts';
import type { Field, FieldOf } from '#shared/procedures/schema/flow.ts';
import type { Scene } from '../engine/engine.ts';

/** What every kind of field is given. */
export interface FieldProps<K extends Field['kind']> {
  field: FieldOf<K>;
  view: FieldView;
  scene: Scene;
  stepId: string;
  /** Of what can be typed in; labels and descriptions refer to it. */
  inputId: string;
  labelId: string;
  describedBy: string | undefined;
  invalid: boolean;
  readOnly: boolean;
  onChange(value: JsonValue): void;
  /** Of the last attempt, those about this field, its parts included. */
  refusals: readonly Refusal[];
}
