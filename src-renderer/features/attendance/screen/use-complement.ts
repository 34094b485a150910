import { type RefObject, useState } from 'react';
import type { TicketRow } from '#shared/contract/views.ts';
import { focusColumn, focusCustomer } from './focus.ts';

/** Which open ticket the call turns out to add to (S4.3). */
export function useComplement(
  root: RefObject<HTMLElement | null>,
  { openTickets, known }: { openTickets: readonly TicketRow[]; known: boolean },
) {
  const [ticketId, choose] = useState<string | null>(null);
  return {
    ticketId,
    choose,
    /** Begins with the newest open ticket; with none, goes to where the customer is found. */
    begin() {
      const first = openTickets[0];
      if (first) choose(first.id);
      else if (known) focusColumn(root.current);
      else focusCustomer(root.current);
    },
  };
}
