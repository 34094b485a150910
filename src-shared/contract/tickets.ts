import { eventIterator, oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { Customer } from '../domain/customer/customer.ts';
import type { Result } from '../domain/refusal.ts';
import { impactSchema } from '../domain/ticket/service-entries.ts';
import { TICKET_STATUS } from '../domain/ticket/ticket.ts';
import type { TicketHit, TicketPage, TicketRow, TicketView } from './views.ts';

/** Every filter narrows; an absent one does not. */
export const ticketFiltersSchema = z.object({
  status: z.array(z.enum(TICKET_STATUS)).optional(),
  board: z.string().optional(),
  assigneeId: z.string().optional(),
  customerId: z.string().optional(),
  /** Opened from (inclusive) and until (exclusive), ISO instants. */
  from: z.iso.datetime().optional(),
  until: z.iso.datetime().optional(),
  /** Search text: protocol, customer, document, telephone, any text of the journal; accent-blind. */
  text: z.string().max(500).optional(),
});
export type TicketFilters = z.infer<typeof ticketFiltersSchema>;

export const ticketsContract = {
  /** Newest first. */
  page: oc
    .input(z.object({ filters: ticketFiltersSchema, after: z.string().nullable(), limit: z.int().min(1).max(500) }))
    .output(type<TicketPage>()),
  /** Live: grows whenever any ticket changes; the screens ask again for what they show. */
  revision: oc.output(eventIterator(type<{ revision: number }>())),
  /** Live: a ticket with its journal; `null` when there is none. */
  watch: oc.input(z.object({ ticketId: z.uuid() })).output(eventIterator(type<TicketView | null>())),
  /** A text entry on a ticket; public text passes the language checker (S5.4). */
  report: oc
    .input(
      z.object({
        ticketId: z.uuid(),
        text: z.string().max(200_000),
        visibility: z.enum(['public', 'private']),
        /**
         * The latest stamp of each station that whoever writes has seen: when others wrote meanwhile it is refused (`news-unseen`) until that
         * was read. Absent: not asked for.
         */
        seen: z.record(z.string(), z.string()).optional(),
        /** Ids of the staff who are to be told (S3.5). */
        notify: z.array(z.string().max(64)).max(50).optional(),
        /** S3.5: the priority from now on, with the two questions or its reason (S2.4). */
        priority: z
          .object({ id: z.string().max(80).optional(), impact: impactSchema.optional(), reason: z.string().max(1_000) })
          .optional(),
      }),
    )
    .output(type<Result<null>>()),
  /** Of two who changed the same without knowing of each other: whose value stays (B3). */
  decideClash: oc
    .input(z.object({ ticketId: z.uuid(), register: z.string().max(200), keep: z.enum(['won', 'lost']) }))
    .output(type<Result<null>>()),
  /** Whoever is signed in follows the ticket, or does so no more. */
  follow: oc.input(z.object({ ticketId: z.uuid(), on: z.boolean() })).output(type<Result<null>>()),
  /** Hands the ticket to another unit of the organisation, with a reason. */
  moveUnit: oc
    .input(z.object({ ticketId: z.uuid(), unitId: z.string().max(64), reason: z.string().max(1_000) }))
    .output(type<Result<null>>()),
  /** Open tickets of a customer, newest first ("é sobre esta?"). */
  openOf: oc.input(z.object({ customerId: z.string() })).output(type<TicketRow[]>()),
  historyOf: oc.input(z.object({ customerId: z.string(), limit: z.int().min(1).max(200) })).output(type<TicketPage>()),
};

export const searchContract = {
  /** The search box of the frame. `hint` says why a typed protocol number cannot be right. */
  all: oc
    .input(z.object({ text: z.string().max(500), limit: z.int().min(1).max(50) }))
    .output(type<{ tickets: TicketHit[]; customers: Customer[]; hint: string | null }>()),
};
