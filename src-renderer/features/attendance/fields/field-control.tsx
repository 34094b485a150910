import type { ComponentType } from 'react';
import type { FieldView } from '#shared/domain/flow/fields.ts';
import type { Field } from '#shared/procedures/schema/flow.ts';
import { ChecklistField } from './checklist-field.tsx';
import { ChoiceField, FEW, YesNoField } from './choice-fields.tsx';
import { ClosingField } from './closing-field.tsx';
import { CustomerField } from './customer/customer-field.tsx';
import type { FieldProps } from './field-types.ts';
import { NumberField } from './number-field.tsx';
import { StandingField } from './standing-field.tsx';
import { TestMatrixField } from './test-matrix-field.tsx';
import { LongTextField, TextField } from './text-fields.tsx';
import { DateField, DateTimeField } from './when-fields.tsx';
import { WorkOrderField } from './work-order/work-order-field.tsx';

/** The control of each kind of field of the pack's schema. */
const CONTROLS: { [K in Field['kind']]: ComponentType<FieldProps<K>> } = {
  text: TextField,
  'long-text': LongTextField,
  choice: ChoiceField,
  'yes-no': YesNoField,
  number: NumberField,
  date: DateField,
  'date-time': DateTimeField,
  checklist: ChecklistField,
  'test-matrix': TestMatrixField,
  customer: CustomerField,
  standing: StandingField,
  'work-order': WorkOrderField,
  closing: ClosingField,
};

export function FieldControl(props: FieldProps<Field['kind']>) {
  const Control = CONTROLS[props.field.kind] as ComponentType<FieldProps<Field['kind']>>;
  return <Control {...props} />;
}

/** Kinds whose label names a group of controls and not one of them. */
const GROUPS: ReadonlySet<Field['kind']> = new Set([
  'yes-no',
  'checklist',
  'test-matrix',
  'standing',
  'closing',
  'customer',
  'work-order',
]);

export function isGroup(field: Field, options: number): boolean {
  return GROUPS.has(field.kind) || (field.kind === 'choice' && options <= FEW);
}

/** Kinds that want the whole width of the step. */
const WIDE: ReadonlySet<Field['kind']> = new Set([
  'long-text',
  'checklist',
  'test-matrix',
  'closing',
  'customer',
  'standing',
  'work-order',
]);

/** Chips that would not stand in half a row, in characters. */
const HALF = 30;

export function isWide({ field, options }: Pick<FieldView, 'field' | 'options'>): boolean {
  if (field.kind === 'choice' && options.length <= FEW)
    return options.reduce((sum, { label }) => sum + label.length + 4, 0) > HALF;
  if (field.kind === 'choice') return field.from === 'categories';
  return WIDE.has(field.kind) || (field.kind === 'text' && (field.public || field.register !== undefined));
}
