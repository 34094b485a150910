import { protocolDay, protocolNumber } from '#shared/domain/protocol/protocol-number.ts';
import { nextSequence } from '../store/projections/station-counters.ts';
import type { Core } from './core.ts';
import { localDay } from './local-day.ts';

/** The protocol number for a call that begins now. Its sequence counts once the entry that carries it is committed. */
export function nextProtocol({
  clock,
  timeZone,
  stationNumber,
  store,
}: Pick<Core, 'clock' | 'timeZone' | 'stationNumber' | 'store'>): string {
  const [year = 0, month = 0, date = 0] = localDay({ clock, timeZone }).split('-').map(Number);
  const day = protocolDay({ year, month, day: date });
  return protocolNumber({
    day,
    station: stationNumber,
    sequence: nextSequence(store.file, { day, station: stationNumber }),
  });
}
