import type { ShiftView } from '#shared/contract/views.ts';
import type { LooseCall, RecordedCall } from '#shared/domain/shift/shift.ts';

/** Tickets of the shift that may turn out to record this call: those that answer for no other noted call (S4.2). */
export function linkable({ tickets, loose }: Pick<ShiftView, 'tickets' | 'loose'>, call: LooseCall): RecordedCall[] {
  const others = loose.filter(({ id }) => id !== call.id);
  return tickets.filter(
    ({ ticketId, callId }) => !others.some((other) => other.ticketId === ticketId || other.id === callId),
  );
}
