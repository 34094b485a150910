import type { Duration } from '../../procedures/schema/sla.ts';
import type { BusinessCalendar } from '../calendar/business-calendar.ts';

const MINUTE = 60_000;

/** How much business time a deadline gives, in milliseconds; a day is what the calendar says a day is worth. */
export function targetMillis(duration: Duration, calendar: Pick<BusinessCalendar, 'dayMillis'>): number {
  return 'days' in duration ? duration.days * calendar.dayMillis : duration.minutes * MINUTE;
}
