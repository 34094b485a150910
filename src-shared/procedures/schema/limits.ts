import './jitless.ts';
import { z } from 'zod';
import { slugSchema } from './flow.ts';

const minutes = z.int().positive().max(1_000_000);

/** Business minutes: for a priority that is named its own, for all others the standard. */
export const minutesByPrioritySchema = z.strictObject({
  standard: minutes,
  priorities: z.record(slugSchema, minutes).default({}),
});

/** S1.5: when the station proposes an escalation, and to whom. All that is given must hold; at least one is a threshold. */
export const escalationRuleSchema = z.strictObject({
  id: slugSchema,
  label: z.string().min(1),
  /** Role of the pack. */
  to: slugSchema,
  when: z.strictObject({
    types: z.array(slugSchema).default([]),
    priorities: z.array(slugSchema).default([]),
    /** Of the time for the solution. */
    slaPercent: z.int().min(1).max(10_000).optional(),
    /** Business minutes since opening, without those suspended. */
    openMinutes: minutes.optional(),
    /** Minutes of recorded work. */
    workedMinutes: minutes.optional(),
    forwards: z.int().min(1).optional(),
    reopenings: z.int().min(1).optional(),
  }),
});

/** From when on a ticket needs a second look. Minutes are business minutes of the ticket's calendar. */
export const limitsSchema = z.strictObject({
  /** S1.4: how long a customer may be without news. */
  noNews: minutesByPrioritySchema,
  /** How long a ticket may lie without any entry. */
  stuck: minutesByPrioritySchema,
  /** Sent on so many times within so many days: nobody feels that it is theirs. */
  bouncing: z.strictObject({ forwards: z.int().min(2).max(100), withinDays: z.int().min(1).max(365) }),
  /** Bounds between the bands of age, in days, ascending; past the last one a ticket is called old. */
  ageingDays: z.array(z.int().min(1).max(3_650)).min(1).max(8),
  escalation: z.array(escalationRuleSchema).default([]),
});

export type MinutesByPriority = z.infer<typeof minutesByPrioritySchema>;
export type EscalationRule = z.infer<typeof escalationRuleSchema>;
export type Limits = z.infer<typeof limitsSchema>;

/** Of packs that say nothing of them. */
export const DEFAULT_LIMITS: Limits = {
  noNews: { standard: 480, priorities: {} },
  stuck: { standard: 960, priorities: {} },
  bouncing: { forwards: 3, withinDays: 5 },
  ageingDays: [1, 3, 5, 10],
  escalation: [],
};
