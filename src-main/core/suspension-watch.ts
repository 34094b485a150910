import { decideWakeUp } from '#shared/domain/ticket/decide/suspend.ts';
import { suspensionOf } from '#shared/domain/ticket/service-life.ts';
import { stationActor } from '#shared/domain/ticket/station-actor.ts';
import { expectEnd, expectNoEnd, suspensionsDue } from '../store/projections/service-facts.ts';
import type { Core } from './core.ts';
import { ownNumbers } from './own-numbers.ts';

const EVERY_MS = 30_000;
/** So long another station is left to wake up what it suspended. */
const OTHERS_MS = 10 * 60_000;

/**
 * Wakes suspended tickets up on their day (S1.8), also those whose day came while the station was off. It is the station
 * that suspended a ticket which does so, and any other that holds the ticket when that one does not: twice does no harm, and the clock
 * of the SLA goes by the day itself, whenever the entry comes.
 */
export function watchSuspensions(core: Core): { stop(): void; look(): Promise<void> } {
  const look = () => core.serially(() => wakeUp(core));
  const safely = () => {
    look().catch((error: unknown) => core.log.error('suspension.failed', error));
  };
  const timer = setInterval(safely, EVERY_MS);
  timer.unref();
  safely();
  return { stop: () => clearInterval(timer), look };
}

async function wakeUp(core: Core): Promise<void> {
  const { store, journal } = core;
  const now = journal.now();
  const own = ownNumbers(core);
  const longAgo = new Date(Date.parse(now) - OTHERS_MS).toISOString();
  const station = stationActor(core.stationNumber);
  for (const { ticketId, at, station: by } of suspensionsDue(store.file, now)) {
    if (!own.has(by) && at > longAgo) continue;
    const ticket = journal.ticket(ticketId);
    const suspension = ticket && suspensionOf(ticket);
    if (!suspension) expectNoEnd(store.file, ticketId);
    else if (suspension.until > now) expectEnd(store.file, { ticketId, at: suspension.until, station: by });
    else {
      const decided = decideWakeUp(ticket, station, now);
      if (decided.ok) await journal.commit(decided.value, station);
      core.log.info('suspension.woke-up');
    }
  }
}
