/** A station in which some work was done, with what it acknowledged. */
import { done, type StationUnderTest } from '#test/support/station-client.ts';
import type { Acknowledged } from './station-program.ts';

/** Calls with notes, reports, customers and noted calls. @param mark tells this stretch of work from others */
export async function work(
  { client }: Pick<StationUnderTest, 'client'>,
  mark: string,
  calls = 6,
): Promise<Acknowledged[]> {
  const acknowledged: Acknowledged[] = [];
  for (let call = 0; call < calls; call++) {
    const { ticketId, protocol } = await done(client.attendance.open({ looseCallId: null }));
    acknowledged.push({ kind: 'ticket', ticketId, protocol });
    const notes = `anotação ${mark}-${call}`;
    await done(client.attendance.save({ ticketId, draft: { stepId: 'atender', answers: {}, notes } }));
    acknowledged.push({ kind: 'entry', ticketId, text: notes });
    const text = `relato ${mark}-${call}`;
    await done(client.tickets.report({ ticketId, text, visibility: 'private' }));
    acknowledged.push({ kind: 'entry', ticketId, text });
    const customer = await done(
      client.customers.save({ id: null, input: { name: `Mercado ${mark}-${call}`, kind: 'pj' } }),
    );
    acknowledged.push({ kind: 'customer', id: customer.id });
    const { callId } = await done(client.shift.noteCall({ note: mark }));
    acknowledged.push({ kind: 'call', id: callId });
  }
  return acknowledged;
}

/** Waits until the backup of the day, made beside the station, is there. */
export async function backedUp({ station }: Pick<StationUnderTest, 'station'>): Promise<void> {
  const { backups } = station.core.data.data;
  while (!backups.list().some(({ note }) => note)) await new Promise((resolve) => setTimeout(resolve, 20));
}
