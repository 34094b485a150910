import { z } from 'zod';
import { LINE_LIMIT } from '../text/limits.ts';
import { personSchema } from './person.ts';

/*
 * What the entries of the life after the call tell (S1 to S3). Reasons, means and outcomes are told with their words, so that
 * a journal can be read without the pack it was written by.
 */

const id = z.uuid();
const instant = z.iso.datetime();
const line = z.string().max(LINE_LIMIT);
const said = z.string().min(1).max(LINE_LIMIT);

/** An item of one of the pack's lists. */
const chosenSchema = z.strictObject({ id: said, label: said });
export type Chosen = z.infer<typeof chosenSchema>;

/** The two questions of the priority (S2.4). */
export const impactSchema = z.strictObject({ stopsAction: z.boolean(), hitsDelivery: z.boolean() });
export type Impact = z.infer<typeof impactSchema>;

/** An activity record (S3.2). */
export const workLogSchema = z.strictObject({
  /** Name of the customer it was done for. */
  person: line,
  contact: line,
  reason: chosenSchema,
  means: chosenSchema,
  description: z.string().min(1),
  from: instant,
  until: instant,
  /** Whoever wrote it saw that it overlaps another record of theirs, and meant it. */
  overlapConfirmed: z.boolean(),
  /** An attachment of the ticket. */
  file: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
});
export type WorkLog = z.infer<typeof workLogSchema>;

export const LINK_RELATIONS = ['complements', 'complemented-by', 'related', 'parent-of', 'child-of'] as const;
export const BREACH_TARGETS = ['first-answer', 'solution'] as const;
/** What was done of a waiting ticket in the daily round (S1.6). */
export const ROUND_ACTIONS = ['tried', 'answered', 'resumed', 'closed', 'kept'] as const;

/** Who will attend a ticket forwarded by hand, and as what (S3.6). */
export const addresseeSchema = z.strictObject({
  role: chosenSchema,
  /** `null`: whoever of the board takes it. */
  person: personSchema.nullable(),
  /** The type of request. */
  type: said,
  note: z.string(),
});

export const serviceEntryData = {
  /** The id of the entry is that of the timer it starts (S3.3). */
  'work-started': z.strictObject({}),
  /** `timerId`: the timer that it stops. */
  'work-logged': workLogSchema.extend({ timerId: id.nullable() }),
  /** `log`: as it should have read; `null`: it should not have been written. */
  'work-corrected': z.strictObject({ logId: id, reason: said, log: workLogSchema.nullable() }),
  'timer-discarded': z.strictObject({ timerId: id, reason: said }),
  'contact-tried': z.strictObject({
    means: chosenSchema,
    outcome: chosenSchema.extend({ answered: z.boolean() }),
    contact: line,
    note: z.string(),
  }),
  suspended: z.strictObject({
    waitsFor: z.enum(['customer', 'supplier']),
    /** Whom in person. */
    who: said,
    reason: chosenSchema,
    note: z.string(),
    until: instant,
  }),
  'suspension-ended': z.strictObject({ how: z.enum(['by-hand', 'due']), note: z.string() }),
  reopened: z.strictObject({ reason: chosenSchema, note: z.string() }),
  unlinked: z.strictObject({ ticketId: id, protocol: z.string(), relation: z.enum(LINK_RELATIONS), reason: said }),
  /** By id of the plan's fields: those that are written anew (S1.7). */
  'change-planned': z.strictObject({ fields: z.record(z.string(), z.string()) }),
  'breach-explained': z.strictObject({
    target: z.enum(BREACH_TARGETS),
    dueAt: instant,
    reason: chosenSchema,
    note: z.string(),
  }),
  /** `day`: of the round, local to whoever does it. */
  'followed-up': z.strictObject({ day: z.iso.date(), action: z.enum(ROUND_ACTIONS), note: z.string() }),
} as const;
