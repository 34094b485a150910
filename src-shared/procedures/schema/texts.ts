import './jitless.ts';
import { z } from 'zod';
import { slugSchema } from './flow.ts';

const label = z.string().min(1);

/** What is typed after `::` to write a text. */
export const cannedKeySchema = z
  .string()
  .regex(/^[a-z0-9-]{2,24}$/, 'use de 2 a 24 letras minúsculas, algarismos ou hífens');

/**
 * S1.9: `{?id}` in the body asks for the field of that id; `{{path}}` is filled from the facts; `{>key}` stands for the text
 * of that key; `{|}` is where the cursor comes to stand.
 */
export const cannedTextSchema = z.strictObject({
  id: slugSchema,
  key: cannedKeySchema,
  title: label,
  /** `block`: only a part of others. */
  use: z.enum(['closing', 'reply', 'block']),
  body: z.string().min(1),
  asks: z
    .array(
      z.strictObject({ id: slugSchema, label, required: z.boolean().default(true), long: z.boolean().default(false) }),
    )
    .default([]),
});

/** A person's or a team's own text: it answers to the same key before the pack's. No closings: those are the house's. */
export const ownCannedTextSchema = z.strictObject({
  ...cannedTextSchema.shape,
  use: z.enum(['reply', 'block']),
  /** Id of the person, or of the unit. */
  owner: z.strictObject({ kind: z.enum(['person', 'team']), id: z.string().min(1).max(64) }),
});

/** S1.16: a numbered procedure, as Markdown-free paragraphs. */
export const articleSchema = z.strictObject({
  number: z.int().positive(),
  title: label,
  body: z.string().min(1),
  /** Other words under which people look for it. */
  keywords: z.array(z.string().min(2)).default([]),
});

/** S5.4: a word or expression that must not reach the customer. */
export const wordRuleSchema = z.strictObject({
  id: slugSchema,
  /** Base forms; inflections and accents are the checker's work. `stem: true` takes every inflection of the stem. */
  words: z.array(z.string().min(2)).min(1),
  stem: z.boolean().default(false),
  severity: z.enum(['block', 'warn']),
  kind: z.enum(['slang', 'offence', 'jargon', 'internal']),
  suggestion: z.string().default(''),
  message: z.string().min(1),
});

const severity = z.enum(['block', 'warn', 'off']);

/** What is done with personal and secret data in a text that the customer will read (S5.4, B4). */
export const sensitiveDataSchema = z.strictObject({
  cpf: severity,
  cnpj: severity,
  card: severity,
  password: severity,
  /** Names of people who work here, other than whoever writes. */
  staffName: severity,
});

export type CannedText = z.infer<typeof cannedTextSchema>;
export type OwnCannedText = z.infer<typeof ownCannedTextSchema>;
export type Article = z.infer<typeof articleSchema>;
export type WordRule = z.infer<typeof wordRuleSchema>;
export type SensitiveData = z.infer<typeof sensitiveDataSchema>;

/** Of packs that say nothing of it. */
export const DEFAULT_SENSITIVE_DATA: SensitiveData = {
  cpf: 'block',
  cnpj: 'warn',
  card: 'block',
  password: 'block',
  staffName: 'warn',
};
