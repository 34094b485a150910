import type { ScopeKey } from '../../sync/messages.ts';
import type { Ticket } from './ticket.ts';

/**
 * Who holds a ticket: its unit (that of the station it was born at, until somebody moves it), whom it is assigned to, and
 * whoever follows it. `birthUnit`: the id of that unit.
 */
export function scopesOf(head: Pick<Ticket, 'unit' | 'assignee' | 'followers'>, birthUnit: string): ScopeKey[] {
  const people = [...(head.assignee ? [head.assignee.id] : []), ...head.followers];
  return [`u:${head.unit ?? birthUnit}`, ...new Set(people.map((id): ScopeKey => `a:${id}`))];
}
