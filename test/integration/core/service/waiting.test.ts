import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { watchSuspensions } from '#main/core/suspension-watch.ts';
import { deskTicket, incidentClosing } from '#test/support/desk-ticket.ts';
import { done, HOUR, refused, type StationUnderTest, startStation } from '#test/support/station-client.ts';

let station: StationUnderTest;
beforeAll(async () => {
  station = await startStation();
});
afterAll(() => station.close());

const hours = (count: number) => new Date(station.clock.now + count * HOUR).toISOString();
const waiting = (ticketId: string, until = hours(24)) => ({
  ...{ ticketId, reasonId: 'aguardando-cliente', who: 'Maria Souza', note: 'Vai mandar o arquivo', until },
});

/** What the station does every half minute. */
async function looked(): Promise<void> {
  const watch = watchSuspensions(station.station.core);
  await watch.look();
  watch.stop();
}

describe('waiting tickets', () => {
  it('[S1.8] are suspended only while nothing is pending on our side, and the refusal says what is', async () => {
    const { ticketId, ticket } = await deskTicket(station);
    const { service, attendance } = station.client;
    await done(attendance.resume({ ticketId }));
    expect(await refused(service.suspend(waiting(ticketId)))).toEqual(['S1.8 pending-call']);
    await done(attendance.park({ ticketId, draft: null, reason: '' }));
    await done(service.start({ ticketId }));
    expect(await refused(service.suspend(waiting(ticketId)))).toEqual(['S1.8 pending-timer']);
    expect((await service.pendingOn({ ticketId })).map(({ what }) => what)).toEqual(['timer']);
    const [timer] = (await ticket()).timers;
    await done(service.discardTimer({ ticketId, timerId: timer!.id, reason: 'engano' }));
    await done(service.suspend(waiting(ticketId)));
    expect(await ticket()).toMatchObject({ status: 'waiting', suspensions: [{ waitsFor: 'customer', to: null }] });
    await done(service.resume({ ticketId, note: 'Mandou' }));
    expect(await ticket()).toMatchObject({ status: 'in-progress', suspensions: [{ to: hours(0) }] });
    expect(await refused(service.resume({ ticketId, note: '' }))).toEqual(['S1.8 not-suspended']);
  });

  it('[S1.8] wake up on their day, also when the station was off, and the pause ended that day', async () => {
    const [soon, later] = [await deskTicket(station), await deskTicket(station)];
    const until = hours(2);
    await done(station.client.service.suspend(waiting(soon.ticketId, until)));
    await done(station.client.service.suspend(waiting(later.ticketId, hours(90))));
    station.clock.pass(HOUR);
    await looked();
    expect((await soon.ticket()).status).toBe('waiting');
    await station.whileOff(() => station.clock.pass(5 * HOUR));
    await looked();
    expect(await soon.ticket()).toMatchObject({ status: 'in-progress', suspensions: [{ until, to: until }] });
    expect((await later.ticket()).status).toBe('waiting');
    await looked();
    expect((await soon.kinds()).filter((kind) => kind === 'suspension-ended')).toHaveLength(1);
  });

  it('[S1.6] the daily round lists them, keeps who looked at each, and does what is to be done in one commit', async () => {
    const [one, other, third] = [await deskTicket(station), await deskTicket(station), await deskTicket(station)];
    const { service } = station.client;
    for (const { ticketId } of [one, other, third]) await done(service.suspend(waiting(ticketId)));
    const mine = new Set([one.ticketId, other.ticketId, third.ticketId]);
    const round = async () =>
      (await service.round()).filter(({ ticket }) => mine.has(ticket.id)).map(({ ticket, done }) => [ticket.id, done]);
    expect((await round()).map(([, looked]) => looked)).toEqual([false, false, false]);
    const contact = { meansId: 'telefone', outcomeId: 'nao-atendeu', contact: '', note: '' };
    const tried = { action: 'tried' as const, contact, until: hours(48) };
    await done(service.roundStep({ ticketId: one.ticketId, step: tried }));
    expect((await one.kinds()).slice(-3)).toEqual(['followed-up', 'contact-tried', 'suspended']);
    expect((await round()).at(-1)).toEqual([one.ticketId, true]);
    const answered = { action: 'answered' as const, contact: { ...contact, outcomeId: 'atendeu' } };
    await done(service.roundStep({ ticketId: other.ticketId, step: answered }));
    expect((await round()).map(([id]) => id)).toEqual([third.ticketId, one.ticketId]);
    const closed = { action: 'closed' as const, closing: incidentClosing };
    await done(service.roundStep({ ticketId: third.ticketId, step: closed }));
    expect(await third.ticket()).toMatchObject({
      status: 'closed',
      lastRound: { day: '2026-11-23', by: { id: station.agentId }, action: 'closed' },
    });
    expect(await refused(service.roundStep({ ticketId: other.ticketId, step: tried }))).toEqual(['S1.6 not-waiting']);
    station.clock.pass(24 * HOUR);
    expect(await round()).toEqual([[one.ticketId, false]]);
  });
});
