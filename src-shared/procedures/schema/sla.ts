import './jitless.ts';
import { z } from 'zod';
import { slugSchema } from './flow.ts';

const label = z.string().min(1);

/** Business time: minutes, or days of the calendar on which it is counted (`dayMinutes` of it each). */
export const durationSchema = z.union([
  z.strictObject({ minutes: z.int().nonnegative().max(1_000_000) }),
  z.strictObject({ days: z.int().min(1).max(1_000) }),
]);

/** S4.13: how long from opening to the first answer and to the solution. */
export const slaClassSchema = z.strictObject({
  id: slugSchema,
  label,
  firstAnswer: durationSchema,
  solution: durationSchema,
});

/** Whom a policy is for: of each list that is not empty, one must be the ticket's. */
export const policyMatchSchema = z.strictObject({
  types: z.array(slugSchema).default([]),
  categories: z.array(slugSchema).default([]),
  priorities: z.array(slugSchema).default([]),
  /** The customer's plan or contract, as their record has it; accents and case do not count. */
  plans: z.array(label).default([]),
  /** Ids of units (branches). */
  units: z.array(label).default([]),
  /** Only tickets that lack their type, category or priority (S1.2). */
  unclassified: z.boolean().default(false),
});

/**
 * S1.3: which deadlines a ticket has. Where several match, each deadline is the shortest of theirs. Where none does, the
 * ticket's priority gives the class.
 */
export const slaPolicySchema = z.strictObject({
  id: slugSchema,
  label,
  when: policyMatchSchema.prefault({}),
  slaClass: slugSchema,
  /** Absent: the calendar of the customer's plan, else of the ticket's unit, else the first of the pack. */
  calendar: slugSchema.optional(),
});

/** S2.3: why a deadline was not kept. */
export const breachReasonSchema = z.strictObject({ id: slugSchema, label });

export type Duration = z.infer<typeof durationSchema>;
export type SlaClass = z.infer<typeof slaClassSchema>;
export type SlaPolicy = z.infer<typeof slaPolicySchema>;
export type BreachReason = z.infer<typeof breachReasonSchema>;

/** Of packs that say nothing of it: whoever is asked can always answer. */
export const DEFAULT_BREACH_REASONS: BreachReason[] = [
  { id: 'fila-de-atendimento', label: 'Volume de chamados acima do previsto' },
  { id: 'complexidade', label: 'Caso mais complexo do que o previsto' },
  { id: 'dependencia-de-terceiro', label: 'Dependência de terceiro' },
  { id: 'outro-motivo', label: 'Outro motivo' },
];
