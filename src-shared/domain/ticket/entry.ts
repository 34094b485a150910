import { z } from 'zod';
import { jsonValueSchema } from '../../procedures/schema/condition.ts';
import { type Person, personSchema } from './person.ts';
import { addresseeSchema, impactSchema, LINK_RELATIONS, serviceEntryData } from './service-entries.ts';

export { type Person, personSchema };

/*
 * A ticket is what its journal says. An entry is written once and never changed; whatever a ticket
 * "is" follows from its entries through `fold` (fold.ts), here, on every other station and at the
 * centre alike (rule B3). `data` tells what happened, for people; `patch` sets registers, for the fold.
 */

const id = z.uuid();
const instant = z.iso.datetime();

export const customerRefSchema = z.strictObject({
  id: z.string().min(1),
  code: z.string(),
  name: z.string(),
  kind: z.enum(['pf', 'pj']),
  document: z.string().nullable(),
});

export const workOrderRefSchema = z.strictObject({ id: z.string().min(1), number: z.string(), title: z.string() });

const answers = z.record(z.string(), jsonValueSchema);

/** What each kind of entry tells. */
export const entryData = {
  'call-opened': z.strictObject({
    protocol: z.string(),
    callId: id,
    flowId: z.string(),
    packVersion: z.int().positive(),
    stepId: z.string(),
    stepTitle: z.string(),
    /** Set when the call only adds to another ticket (S4.3). */
    complements: z.strictObject({ ticketId: id, protocol: z.string() }).nullable(),
  }),
  'customer-identified': z.strictObject({ customer: customerRefSchema, registered: z.boolean() }),
  'step-saved': z.strictObject({ stepId: z.string(), stepTitle: z.string(), answers, notes: z.string().nullable() }),
  'step-left': z.strictObject({
    from: z.string(),
    fromTitle: z.string(),
    to: z.string().nullable(),
    toTitle: z.string().nullable(),
    how: z.enum(['exit', 'skipped', 'back', 'automatic']),
    exitId: z.string().nullable(),
    label: z.string(),
    reason: z.string().nullable(),
  }),
  parked: z.strictObject({ reason: z.string() }),
  resumed: z.strictObject({}),
  transferred: z.strictObject({ queueId: z.string(), queueLabel: z.string() }),
  'callback-scheduled': z.strictObject({ at: instant, note: z.string() }),
  'callback-done': z.strictObject({ outcome: z.string() }),
  /** `to`: set when a person forwards it by hand (S3.6), absent when an exit of the flow does. */
  forwarded: z.strictObject({
    boardId: z.string(),
    boardLabel: z.string(),
    reason: z.string(),
    to: addresseeSchema.optional(),
  }),
  'help-asked': z.strictObject({ role: z.string(), roleLabel: z.string(), reason: z.string() }),
  'work-order-linked': z.strictObject({ workOrder: workOrderRefSchema }),
  /** `corrects`: the entry that the centre refused and that this one takes the place of. */
  reported: z.strictObject({
    text: z.string().min(1),
    corrects: id.optional(),
    /** Who is to be told of it (S3.5). */
    notify: z.array(personSchema).min(1).max(50).optional(),
  }),
  linked: z.strictObject({ ticketId: id, protocol: z.string(), relation: z.enum(LINK_RELATIONS) }),
  /** `impact`: the two questions, where they were asked (S2.4). */
  classified: z.strictObject({ reason: z.string().nullable(), impact: impactSchema.optional() }),
  /** Of two who changed the same without knowing of each other: whose values stay (B3). */
  'clash-decided': z.strictObject({ registers: z.array(z.string()).min(1), keep: z.enum(['won', 'lost']) }),
  followed: z.strictObject({ agentId: z.string().min(1), agentName: z.string(), on: z.boolean() }),
  'unit-moved': z.strictObject({ unitId: z.string().min(1), unitName: z.string(), reason: z.string().min(1) }),
  /** The bytes lie beside the journal, by their hash (S2.5); width and height of pictures, in pixels. */
  attached: z.strictObject({
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    name: z.string().min(1).max(150),
    type: z.string().max(100),
    size: z.int().positive(),
    width: z.int().min(1).max(100_000).optional(),
    height: z.int().min(1).max(100_000).optional(),
  }),
  closed: z.strictObject({
    article: z.int().positive().nullable(),
    cannedText: z.string().nullable(),
    asked: z.record(z.string(), z.string()),
    text: z.string(),
    /** Set when it was closed by hand: `null`, or the parent whose cause closes it too. Absent: by an exit of the flow. */
    cause: z.strictObject({ ticketId: id, protocol: z.string() }).nullable().optional(),
  }),
  ...serviceEntryData,
} as const;

export type EntryKind = keyof typeof entryData;
export type EntryData<K extends EntryKind> = z.infer<(typeof entryData)[K]>;
export type CustomerRef = z.infer<typeof customerRefSchema>;
export type WorkOrderRef = z.infer<typeof workOrderRefSchema>;

/** What is true of an entry whatever its kind. */
const envelope = {
  /** UUIDv7. */
  id,
  ticketId: id,
  /** Corrected wall time, ISO: for people. Never orders anything. */
  at: instant,
  /** Hybrid logical clock stamp: with `id`, the order. */
  hlc: z.string(),
  /** The latest stamp of each station that the author knew of on this ticket: station number → stamp. */
  base: z.record(z.string(), z.string()),
  /** Station number. */
  station: z.string(),
  actor: personSchema,
  /** `public`: the customer may read it. */
  visibility: z.enum(['public', 'private']),
  /** Register → value; see registers.ts. */
  patch: z.record(z.string(), jsonValueSchema),
} as const;

const variants = Object.entries(entryData).map(([kind, data]) =>
  z.strictObject({ ...envelope, kind: z.literal(kind as EntryKind), data }),
);

/** Checks a whole entry, its data by its kind. */
export const entrySchema = z.discriminatedUnion('kind', variants as never) as unknown as z.ZodType<Entry>;

interface Envelope {
  id: string;
  ticketId: string;
  at: string;
  hlc: string;
  base: Record<string, string>;
  station: string;
  actor: Person;
  visibility: 'public' | 'private';
  patch: Record<string, z.infer<typeof jsonValueSchema>>;
}

export type EntryOf<K extends EntryKind> = K extends EntryKind ? Envelope & { kind: K; data: EntryData<K> } : never;
export type Entry = EntryOf<EntryKind>;

/** The order of a journal: by stamp, then id. */
export function compareEntries(a: { hlc: string; id: string }, b: { hlc: string; id: string }): number {
  if (a.hlc !== b.hlc) return a.hlc < b.hlc ? -1 : 1;
  if (a.id !== b.id) return a.id < b.id ? -1 : 1;
  return 0;
}
