import type { LateTarget } from '#shared/domain/ticket/decide/breach.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';

/** What the desk asks of the clocks (S2.3, S4.13). */
export interface SlaSource {
  /** Targets that were missed by `now` (ISO instant), or by the closing. */
  late(ticket: Ticket, now: string): Promise<readonly LateTarget[]>;
}

/** Nothing is ever late. */
export const NO_SLA: SlaSource = { late: async () => [] };
