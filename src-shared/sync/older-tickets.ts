import { z } from 'zod';
import type { TicketRow } from '../contract/views.ts';

/*
 * Tickets that the station does not hold (older than 90 days, or of nobody here) are looked for at the centre and brought
 * in when opened. Whoever asks sees all of their unit and what is theirs; who leads or administers, everything.
 */

export const searchRequestSchema = z.strictObject({
  /** Who asks; signed in at this station with the centre's account. */
  staffId: z.uuid(),
  /** Protocol (its beginning), customer, or words written in the ticket. */
  text: z.string().trim().min(1).max(200),
  limit: z.int().min(1).max(50),
});
export type SearchRequest = z.infer<typeof searchRequestSchema>;
export interface SearchReply {
  /** The newest first. */
  tickets: TicketRow[];
  at: string;
}

export const bringInRequestSchema = z.strictObject({ staffId: z.uuid(), ticketId: z.uuid() });
export type BringInRequest = z.infer<typeof bringInRequestSchema>;
export interface BringInReply {
  /** The feed in which the whole ticket is from now on, for `BROUGHT_IN_DAYS`. */
  scope: `a:${string}`;
  at: string;
}
/** What was brought in stays with the agent for so long, unless they follow it. */
export const BROUGHT_IN_DAYS = 30;
