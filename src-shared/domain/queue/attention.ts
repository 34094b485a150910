/** What makes a ticket want a second look: no news for the customer, no movement, to and fro, age (S1.4, S1.5). */
import type { Limits, MinutesByPriority } from '../../procedures/schema/limits.ts';
import type { BusinessCalendar } from '../calendar/business-calendar.ts';
import { isWaiting } from './order.ts';
import type { WorkItem } from './work-item.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

export interface AttentionView {
  limits: Limits;
  /** The ticket's own: that of the policy that counts, or `SlaRules.calendarFor`. */
  calendar: Pick<BusinessCalendar, 'millisBetween' | 'dayMillis'>;
  now: number;
}

/** How long something has not happened, in business time. */
export interface Silence {
  since: number;
  millis: number;
  limitMillis: number;
  over: boolean;
}

/**
 * S1.4: how long the customer has had no news; `over` is "sem retorno". null where nobody owes any: the ticket is closed, or
 * waits for the customer. While it waits for a supplier the customer is still owed news.
 */
export function noNews(item: WorkItem, view: AttentionView): Silence | null {
  if (item.status === 'closed') return null;
  if (item.suspended?.waitsFor === 'customer' && isWaiting(item, view.now)) return null;
  return silence(item, { since: item.lastNewsAt ?? item.openedAt, limit: view.limits.noNews, view });
}

/** How long nothing was recorded. null where nothing is to be: closed, or suspended and not yet woken up. */
export function stuck(item: WorkItem, view: AttentionView): Silence | null {
  if (item.status === 'closed' || (item.suspended && isWaiting(item, view.now))) return null;
  const woken = item.suspended?.until ?? 0;
  return silence(item, { since: Math.max(item.lastEntryAt, woken), limit: view.limits.stuck, view });
}

function silence(
  { priority }: WorkItem,
  { since, limit, view }: { since: number; limit: MinutesByPriority; view: AttentionView },
): Silence {
  const own = priority !== null && Object.hasOwn(limit.priorities, priority) ? limit.priorities[priority] : undefined;
  const limitMillis = (own ?? limit.standard) * MINUTE;
  const millis = view.calendar.millisBetween(since, view.now);
  return { since, millis, limitMillis, over: millis > limitMillis };
}

/** A ticket that is sent to and fro. */
export interface Bouncing {
  /** Within the days that the limit speaks of. */
  forwards: number;
  /** Where it came back to. */
  returnedTo: string[];
}

/** null: it is not bouncing. */
export function bouncing(item: WorkItem, { limits, now }: Pick<AttentionView, 'limits' | 'now'>): Bouncing | null {
  if (item.status === 'closed') return null;
  const since = now - limits.bouncing.withinDays * DAY;
  const recent = item.forwards.filter(({ at }) => at >= since && at <= now);
  if (recent.length < limits.bouncing.forwards) return null;
  const places = recent.map(({ to }) => to);
  return { forwards: recent.length, returnedTo: [...new Set(places.filter((to, i) => places.indexOf(to) < i))] };
}

/** How old a ticket is, in days of its calendar, and the band that it falls into. */
export interface Age {
  days: number;
  /** 0 is the youngest; as many as there are bounds: past the last of them. */
  band: number;
  /** "até 1 dia", "1 a 3 dias", "mais de 10 dias". */
  label: string;
  old: boolean;
}

export function ageOf(item: WorkItem, { limits, calendar, now }: AttentionView): Age {
  const days = calendar.millisBetween(item.openedAt, now) / calendar.dayMillis;
  const { ageingDays } = limits;
  const band = ageingDays.filter((bound) => days >= bound).length;
  return { days, band, label: ageBands(limits)[band] ?? '', old: band === ageingDays.length };
}

/** The names of the bands, youngest first. */
export function ageBands({ ageingDays }: Pick<Limits, 'ageingDays'>): string[] {
  const names = ageingDays.map((bound, i) => {
    const before = ageingDays[i - 1];
    return before === undefined ? `até ${bound} ${bound === 1 ? 'dia' : 'dias'}` : `${before} a ${bound} dias`;
  });
  const last = ageingDays.at(-1) ?? 0;
  return [...names, `mais de ${last} ${last === 1 ? 'dia' : 'dias'}`];
}
