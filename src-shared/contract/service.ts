import { eventIterator, oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { Refusal, Result } from '../domain/refusal.ts';
import type { PendingThing } from '../domain/ticket/decide/pending.ts';
import { RELATIONS_BY_HAND } from '../domain/ticket/decide/relate.ts';
import { BREACH_TARGETS, impactSchema, LINK_RELATIONS } from '../domain/ticket/service-entries.ts';
import type { ContactBook, RoundNote, Suspension } from '../domain/ticket/service-life.ts';
import type { TicketRow } from './views.ts';

const ticketId = z.uuid();
const line = z.string().max(1_000);
const text = z.string().max(200_000, 'Texto longo demais: use até 200 mil caracteres.');
const instant = z.iso.datetime();
const on = z.object({ ticketId });
const done = type<Result<null>>();

const closingSchema = z.object({
  /** S1.9: the closing text as it was filled in, and what the customer will read. */
  closing: z.object({ textId: line, values: z.record(z.string(), text), text: z.string().max(400_000) }),
  /** The FAQ that it was closed by. */
  article: z.int().positive().nullable(),
});
const contactSchema = z.object({ meansId: line, outcomeId: line, contact: line, note: text });
const workLogSchema = z.object({
  contact: line,
  reasonId: line,
  meansId: line,
  description: text,
  overlapConfirmed: z.boolean(),
  /** SHA-256 of an attachment of the ticket. */
  file: z.string().nullable(),
});
const span = { from: instant, until: instant };

/** My timer that runs: one at most, unless several stations were at work (S3.3). */
export interface RunningTimer {
  ticketId: string;
  protocol: string;
  subject: string;
  timerId: string;
  startedAt: string;
  /** It was started at this station. */
  here: boolean;
}

/** A ticket of the daily round (S1.6). */
export interface RoundRow {
  ticket: TicketRow;
  suspension: Suspension | null;
  contacts: ContactBook;
  lastNewsAt: string | null;
  lastRound: RoundNote | null;
  /** It was looked at today. */
  done: boolean;
}

/** What closing a ticket closed; `left`: children of the same cause that stay open, and why. */
export interface ClosedTickets {
  closed: string[];
  left: { ticketId: string; protocol: string; refusals: Refusal[] }[];
}

/** The life of a ticket after the call: every command answers in words why not, with the rule and the field. */
export const serviceContract = {
  /** S1.2, S2.4: what is absent stays; without a priority that of the two questions is set. */
  classify: oc
    .input(
      on.extend({
        subject: line.optional(),
        contact: line.optional(),
        type: line.optional(),
        category: line.optional(),
        priority: line.optional(),
        impact: impactSchema.optional(),
        reason: line,
      }),
    )
    .output(done),
  /** S3.3: in progress by me, with my timer. */
  start: oc.input(on).output(done),
  /** Live: my timers. */
  timers: oc.output(eventIterator(type<RunningTimer[]>())),
  /** S3.2, S3.4: an activity record; with a timer its start and the present moment stand for absent times, and it stops. */
  logWork: oc
    .input(
      workLogSchema.extend({
        ticketId,
        timerId: z.uuid().nullable(),
        from: instant.nullable(),
        until: instant.nullable(),
      }),
    )
    .output(done),
  /** S3.2: how a record of mine should have read; `log: null`: it should not have been written. */
  correctWork: oc
    .input(on.extend({ logId: z.uuid(), reason: line, log: workLogSchema.extend(span).nullable() }))
    .output(done),
  discardTimer: oc.input(on.extend({ timerId: z.uuid(), reason: line })).output(done),
  /** S1.1 */
  contact: oc.input(contactSchema.extend({ ticketId })).output(done),
  /** S1.8; of a suspended ticket the end is moved. */
  suspend: oc.input(on.extend({ reasonId: line, who: line, note: text, until: instant })).output(done),
  /** What keeps the ticket from being suspended, before anybody tries. */
  pendingOn: oc.input(on).output(type<PendingThing[]>()),
  /** The end of a suspension, by hand. */
  resume: oc.input(on.extend({ note: text })).output(done),
  /** S1.9; `closeChildren`: "causa única". */
  close: oc.input(closingSchema.extend({ ticketId, closeChildren: z.boolean() })).output(type<Result<ClosedTickets>>()),
  reopen: oc.input(on.extend({ reasonId: line, note: text })).output(done),
  /** `relation`: what `ticketId` is to `otherId`. */
  relate: oc.input(on.extend({ otherId: z.uuid(), relation: z.enum(RELATIONS_BY_HAND) })).output(done),
  unlink: oc.input(on.extend({ otherId: z.uuid(), relation: z.enum(LINK_RELATIONS), reason: line })).output(done),
  /** S1.7: fields of the plan of a change, by id; the others stay. */
  plan: oc.input(on.extend({ fields: z.record(z.string().max(80), text) })).output(done),
  /** S2.3 */
  explainBreach: oc.input(on.extend({ target: z.enum(BREACH_TARGETS), reasonId: line, note: text })).output(done),
  /** S3.6, S1.10; what is `null` was not filled in, and is refused by name. */
  forward: oc
    .input(
      on.extend({
        boardId: line.nullable(),
        reason: line,
        roleId: line.nullable(),
        /** Id of somebody of the staff; `board`: whoever of the board takes it. */
        to: line.nullable(),
        typeId: line.nullable(),
        note: text,
        hasDraft: z.boolean(),
      }),
    )
    .output(done),
  /** S1.6: my waiting tickets, those not looked at today first, then by who waits longest for a word. */
  round: oc.output(type<RoundRow[]>()),
  roundStep: oc
    .input(
      on.extend({
        step: z.discriminatedUnion('action', [
          z.object({ action: z.literal('tried'), contact: contactSchema, until: instant.nullable() }),
          z.object({ action: z.literal('answered'), contact: contactSchema }),
          z.object({ action: z.literal('resumed'), note: text }),
          z.object({ action: z.literal('closed'), closing: closingSchema }),
          z.object({ action: z.literal('kept'), note: text, until: instant.nullable() }),
        ]),
      }),
    )
    .output(done),
};
