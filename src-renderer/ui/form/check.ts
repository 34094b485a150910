import type { z } from 'zod';
import type { Refusal } from '#shared/domain/refusal.ts';

/** What a schema of the contract has against a value, as refusals by field; empty when nothing. */
export function checkWith(schema: z.ZodType, value: unknown): Refusal[] {
  const checked = schema.safeParse(value);
  if (checked.success) return [];
  return checked.error.issues.map((issue) => ({
    code: 'invalid-input',
    field: issue.path.join('.'),
    message: issue.message,
  }));
}

/** The refusals that stand beside one of these fields. */
export function refusalsAt(refusals: readonly Refusal[], ...fields: string[]): Refusal[] {
  return refusals.filter(({ field = '' }) => fields.includes(field));
}
