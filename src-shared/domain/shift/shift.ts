import { z } from 'zod';

/*
 * Livro de ligações (S4.2): one call received = one ticket, always. A call taken with "Nova ligação"
 * is born with its ticket. What can differ are *loose calls*: received, but not (yet) recorded. Each must
 * end with a ticket or an explanation before the shift can be closed.
 */

export const looseCallSchema = z.strictObject({
  id: z.uuid(),
  shiftId: z.uuid(),
  at: z.iso.datetime(),
  /** `noted`: the agent pressed "Ligação sem registro"; `phone-count`: the telephone showed more calls than the book. */
  source: z.enum(['noted', 'phone-count']),
  note: z.string().max(500),
  /** The ticket that records it, once there is one. */
  ticketId: z.uuid().nullable(),
  explanation: z.strictObject({ reasonId: z.string(), text: z.string(), at: z.iso.datetime() }).nullable(),
});
export type LooseCall = z.infer<typeof looseCallSchema>;

export const shiftSchema = z.strictObject({
  id: z.uuid(),
  agent: z.strictObject({ id: z.string(), name: z.string(), role: z.string() }),
  openedAt: z.iso.datetime(),
  closedAt: z.iso.datetime().nullable(),
  /** What the telephone showed at the end, if it was read. */
  phoneCount: z.int().nonnegative().nullable(),
  /** Why the telephone showed fewer calls than the book. */
  surplusExplanation: z.string().nullable(),
});
export type Shift = z.infer<typeof shiftSchema>;

/** One ticket born of a call in the shift. */
export interface RecordedCall {
  ticketId: string;
  protocol: string;
  callId: string;
  at: string;
  customerName: string;
  subject: string;
  status: string;
}

export interface CallBook {
  /** Calls received in the shift. */
  received: number;
  /** Of them, those with a ticket. */
  recorded: number;
  /** Of them, those without a ticket and with an explanation. */
  explained: number;
  /** Loose calls with neither: what keeps the shift from closing. */
  unexplained: LooseCall[];
}

/** Counts a shift. A ticket opened for a loose call (same call id, or linked) is one call, not two. */
export function callBook(recorded: readonly RecordedCall[], loose: readonly LooseCall[]): CallBook {
  const looseIds = new Set(loose.map((call) => call.id));
  const linkedIds = new Set(loose.map((call) => call.ticketId));
  const born = recorded.filter((call) => !looseIds.has(call.callId) && !linkedIds.has(call.ticketId)).length;
  const recordedIds = new Set(recorded.map((call) => call.callId));
  const settled = loose.filter((call) => call.ticketId !== null || recordedIds.has(call.id));
  const open = loose.filter((call) => !settled.includes(call));
  return {
    received: born + loose.length,
    recorded: born + settled.length,
    explained: open.filter((call) => call.explanation !== null).length,
    unexplained: open.filter((call) => call.explanation === null),
  };
}
