import './jitless.ts';
import { z } from 'zod';
import { conditionSchema } from './condition.ts';

/** Ids inside a pack: what data and links refer to, so they never change once published. */
export const slugSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'use letras minúsculas, algarismos e hífen (até 64)');

/**
 * What the agent says or sees, as a template: `{{path}}` is replaced from the flow's facts
 * (`{{company}}`, `{{agent.name}}`, `{{greeting}}`, `{{customer.name}}`, `{{ticket.protocol}}`…).
 * Of a step's scripts every one whose `when` holds is shown, in order.
 */
export const scriptSchema = z.strictObject({
  when: conditionSchema.optional(),
  /** `speech` is said to the customer (shown at 20 px); `hint` is a reminder to the agent. */
  tone: z.enum(['speech', 'hint']).default('speech'),
  text: z.string().min(1),
});

const fieldBase = {
  id: slugSchema,
  label: z.string().min(1),
  help: z.string().optional(),
  /** Asked for before an exit that `needs: 'fields'` can be taken. */
  required: z.union([z.boolean(), conditionSchema]).default(false),
  /** The field exists only while this holds. */
  when: conditionSchema.optional(),
  /**
   * Works out the value offered until the agent answers, over the flow's facts (S2.4). It counts as the
   * answer in conditions and is settled when the step is left through an exit.
   */
  derive: conditionSchema.optional(),
  /** The ticket's register that this answer also sets (S1.2). */
  register: z.enum(['subject', 'type', 'category', 'priority', 'contact']).optional(),
};

const optionSchema = z.strictObject({
  value: z.string().min(1),
  label: z.string().min(1),
  help: z.string().optional(),
});

export const fieldSchema = z.discriminatedUnion('kind', [
  /** One line. `public`: the customer will read it, so the language checker guards it (S5.4). */
  z.strictObject({
    ...fieldBase,
    kind: z.literal('text'),
    public: z.boolean().default(false),
    maxLength: z.int().positive().optional(),
  }),
  z.strictObject({
    ...fieldBase,
    kind: z.literal('long-text'),
    public: z.boolean().default(false),
    placeholder: z.string().optional(),
  }),
  /** One of the options; `from` takes them from a table of the pack instead. */
  z.strictObject({
    ...fieldBase,
    kind: z.literal('choice'),
    options: z.array(optionSchema).default([]),
    from: z.enum(['ticketTypes', 'categories', 'priorities', 'queues', 'slaClasses']).optional(),
  }),
  z.strictObject({ ...fieldBase, kind: z.literal('yes-no') }),
  z.strictObject({
    ...fieldBase,
    kind: z.literal('number'),
    unit: z.string().optional(),
    min: z.number().optional(),
    max: z.number().optional(),
  }),
  z.strictObject({ ...fieldBase, kind: z.literal('date') }),
  z.strictObject({ ...fieldBase, kind: z.literal('date-time') }),
  z.strictObject({
    ...fieldBase,
    kind: z.literal('checklist'),
    items: z
      .array(z.strictObject({ id: slugSchema, label: z.string().min(1), required: z.boolean().default(true) }))
      .min(1),
  }),
  /** A grid of tests: each cell takes one of `results` (S5.7). */
  z.strictObject({
    ...fieldBase,
    kind: z.literal('test-matrix'),
    rows: z
      .array(z.strictObject({ id: slugSchema, label: z.string().min(1) }))
      .min(1)
      .max(30),
    columns: z
      .array(z.strictObject({ id: slugSchema, label: z.string().min(1) }))
      .min(1)
      .max(12),
    results: z.array(optionSchema).min(1),
    /** How many cells must be filled before the field counts as answered. */
    atLeast: z.int().nonnegative().default(0),
  }),
  /** Finds or registers the customer of the ticket (S5.1). */
  z.strictObject({ ...fieldBase, kind: z.literal('customer') }),
  /** Shows the customer's financial standing with its date (S5.3). */
  z.strictObject({ ...fieldBase, kind: z.literal('standing') }),
  /** Finds, links or registers a work order (S5.9). */
  z.strictObject({ ...fieldBase, kind: z.literal('work-order') }),
  /** The closing text of the ticket's type with its data asked for (S1.9). */
  z.strictObject({ ...fieldBase, kind: z.literal('closing') }),
]);

/** What taking an exit does besides moving on. */
export const effectSchema = z.discriminatedUnion('kind', [
  /** The call goes to a queue of the pack; a condition chooses it (S5.3). */
  z.strictObject({ kind: z.literal('transfer'), queue: conditionSchema }),
  /** Books a call back at the time in the named `date-time` field of the step (S5.5). */
  z.strictObject({ kind: z.literal('schedule-callback'), field: slugSchema }),
  /** Hands the ticket to a board of the pack. */
  z.strictObject({ kind: z.literal('board'), board: slugSchema }),
  /** The live call ends and the attendance waits, parked, in the step it moves to. */
  z.strictObject({ kind: z.literal('park'), reason: z.string().min(1) }),
  /** Asks a role for help or for a decision, with the context of the attendance (S4.10). */
  z.strictObject({ kind: z.literal('ask-help'), role: slugSchema, reason: z.string().min(1) }),
  /** Closes the ticket with the data of the named `closing` field, or with an article's number alone. */
  z.strictObject({ kind: z.literal('close'), field: slugSchema.optional(), article: z.int().positive().optional() }),
]);

export const exitSchema = z.strictObject({
  id: slugSchema,
  label: z.string().min(1),
  /** The next step, or `end`: the attendance is over. */
  to: slugSchema,
  when: conditionSchema.optional(),
  /** Written on the exit while `when` does not hold. */
  closedBecause: z.string().optional(),
  /** `fields`: the step's required fields must be answered; `none`: may be taken at once. */
  needs: z.enum(['fields', 'none']).default('fields'),
  effects: z.array(effectSchema).default([]),
});

export const timeBoxSchema = z.strictObject({
  /**
   * `live`: minutes in the step while the attendance is active, all its visits added up. `elapsed`: minutes
   * since the step was first entered, parked or not. Both begin anew after an exit in `restartsAfter`.
   */
  clock: z.enum(['live', 'elapsed']),
  warnAfterMinutes: z.number().positive(),
  limitMinutes: z.number().positive(),
  /** Said from the warning on. */
  warning: z.string().min(1),
  /** Asked at the limit, with the step's exits named here. */
  question: z.string().min(1),
  exits: z.array(slugSchema).min(1),
  /**
   * Taken by the station itself at the limit (S5.7); must be among `exits`, needs no fields. Its `when`
   * keeps only people from taking it early.
   */
  automaticExit: slugSchema.optional(),
  /** Exits that settle the matter: whoever comes back after one of them has the whole time again. */
  restartsAfter: z.array(slugSchema).default([]),
});

export const stepSchema = z.strictObject({
  id: slugSchema,
  /** As the house numbers it ("5.1"). */
  number: z.string().min(1).max(8),
  title: z.string().min(1),
  purpose: z.string().min(1),
  /** Rules of the domain this step answers for. */
  rules: z.array(z.string()).default([]),
  /** Role that usually does the step; others may, and it is recorded. */
  role: slugSchema.optional(),
  scripts: z.array(scriptSchema).default([]),
  fields: z.array(fieldSchema).max(100).default([]),
  timeBox: timeBoxSchema.optional(),
  /** At most nine: each has its key (Alt+1 … Alt+9). */
  exits: z.array(exitSchema).min(1).max(9),
  /** A step that is not skippable says why on its button. */
  skip: z.union([z.strictObject({ to: slugSchema }), z.strictObject({ never: z.string().min(1) })]),
  /** Numbers of the articles offered beside the step (S1.16). */
  articles: z.array(z.int().positive()).default([]),
});

export const flowSchema = z.strictObject({
  id: slugSchema,
  title: z.string().min(1),
  start: slugSchema,
  steps: z.array(stepSchema).min(1).max(300),
});

export type Script = z.infer<typeof scriptSchema>;
export type Field = z.infer<typeof fieldSchema>;
export type FieldOf<K extends Field['kind']> = Extract<Field, { kind: K }>;
export type Effect = z.infer<typeof effectSchema>;
export type Exit = z.infer<typeof exitSchema>;
export type TimeBox = z.infer<typeof timeBoxSchema>;
export type Step = z.infer<typeof stepSchema>;
export type Flow = z.infer<typeof flowSchema>;
/** Where an exit leads when the attendance is over. */
export const FLOW_END = 'end';
