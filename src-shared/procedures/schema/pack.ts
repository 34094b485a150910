import './jitless.ts';
import { z } from 'zod';
import { attachmentLimitsSchema, DEFAULT_ATTACHMENT_LIMITS } from './attachments.ts';
import { calendarSchema, DEFAULT_CALENDARS } from './calendar.ts';
import { categorySchema } from './categories.ts';
import { conditionSchema } from './condition.ts';
import { flowSchema, slugSchema } from './flow.ts';
import { DEFAULT_LIMITS, limitsSchema } from './limits.ts';
import { DEFAULT_SERVICE, serviceSchema } from './service.ts';
import { breachReasonSchema, DEFAULT_BREACH_REASONS, slaClassSchema, slaPolicySchema } from './sla.ts';
import {
  articleSchema,
  cannedTextSchema,
  DEFAULT_SENSITIVE_DATA,
  sensitiveDataSchema,
  wordRuleSchema,
} from './texts.ts';

const label = z.string().min(1);

/**
 * What the house's rules ask of people, whatever the house calls them: code speaks of duties, the pack says
 * which of its roles have them.
 */
export const DUTIES = [
  'first-level',
  'second-level',
  'third-level',
  'specialist',
  'tech-lead',
  'management-support',
  'billing',
  'on-call',
  'administration',
] as const;

export const roleSchema = z.strictObject({
  id: slugSchema,
  label,
  description: z.string(),
  duties: z.array(z.enum(DUTIES)).default([]),
});

/** Where a live call is transferred to (S5.3): a role and a way to reach it, never a person in code. */
export const queueSchema = z.strictObject({
  id: slugSchema,
  label,
  role: slugSchema,
  extension: z.string().default(''),
});

/** A named queue of tickets with its admission rules (S4.4); each rule names itself. */
export const boardSchema = z.strictObject({
  id: slugSchema,
  label,
  description: z.string(),
  admission: z.array(
    z.strictObject({
      rule: z.string(),
      /** Holds when the rule lets the ticket in; over `AdmissionFacts` (`src-shared/procedures/admission.ts`). */
      when: conditionSchema,
      refusal: z.string().min(1),
      /** Roles that may override the refusal. */
      override: z.array(slugSchema).default([]),
    }),
  ),
});

/** S2.4 */
export const prioritySchema = z.strictObject({
  id: slugSchema,
  label,
  definition: z.string(),
  slaClass: slugSchema,
  rank: z.int(),
});

/** S1.7 and S1.9: each type has the canned text it closes with. */
export const ticketTypeSchema = z.strictObject({
  id: slugSchema,
  label,
  definition: z.string(),
  closingText: slugSchema,
});

export const reasonSchema = z.strictObject({ id: slugSchema, label });

/** `from` and `until` are local times `HH:MM`; `until` is exclusive and may be past midnight. */
export const greetingSchema = z.strictObject({
  from: z.string().regex(/^\d\d:\d\d$/),
  until: z.string().regex(/^\d\d:\d\d$/),
  text: label,
});

/** The shape's version: raised with a migration whenever a field changes (a test pins it). */
export const PACK_FORMAT = 1;

export const packSchema = z.strictObject({
  format: z.literal(PACK_FORMAT),
  id: slugSchema,
  /** Grows with each publication; a running attendance stays on its own (B2). */
  version: z.int().positive(),
  name: label,
  roles: z.array(roleSchema).min(1),
  queues: z.array(queueSchema),
  boards: z.array(boardSchema).min(1),
  /** S4.13; the first is that of whatever names no other. */
  calendars: z.array(calendarSchema).min(1).default(DEFAULT_CALENDARS),
  slaClasses: z.array(slaClassSchema),
  slaPolicies: z.array(slaPolicySchema).default([]),
  breachReasons: z.array(breachReasonSchema).min(1).default(DEFAULT_BREACH_REASONS),
  limits: limitsSchema.default(DEFAULT_LIMITS),
  priorities: z.array(prioritySchema).min(1),
  ticketTypes: z.array(ticketTypeSchema).min(1),
  categories: z.array(categorySchema),
  cannedTexts: z.array(cannedTextSchema),
  articles: z.array(articleSchema),
  wordRules: z.array(wordRuleSchema),
  sensitiveData: sensitiveDataSchema.default(DEFAULT_SENSITIVE_DATA),
  greetings: z.array(greetingSchema).min(1),
  skipReasons: z.array(reasonSchema).min(1),
  /** Why a received call has no ticket, when that is right (S4.2). */
  callExplanations: z.array(reasonSchema).min(1),
  /** S4.3: how a call that only adds to an open ticket is closed. */
  complementaryCall: z.strictObject({
    article: z.int().positive(),
    type: slugSchema,
    category: slugSchema,
    priority: slugSchema,
  }),
  /** S2.5 */
  attachments: attachmentLimitsSchema.default(DEFAULT_ATTACHMENT_LIMITS),
  /** S1.7, S1.8, S2.4, S3.2 */
  service: serviceSchema.default(DEFAULT_SERVICE),
  callFlow: slugSchema,
  flows: z.array(flowSchema).min(1),
});

export type { Category } from './categories.ts';
export type { SlaClass } from './sla.ts';
export type { Article, CannedText, WordRule } from './texts.ts';
export type Duty = (typeof DUTIES)[number];
export type Role = z.infer<typeof roleSchema>;
export type Queue = z.infer<typeof queueSchema>;
export type Board = z.infer<typeof boardSchema>;
export type Priority = z.infer<typeof prioritySchema>;
export type TicketType = z.infer<typeof ticketTypeSchema>;
export type Pack = z.infer<typeof packSchema>;
/** A pack as written by hand, before defaults are filled in. */
export type PackSource = z.input<typeof packSchema>;
