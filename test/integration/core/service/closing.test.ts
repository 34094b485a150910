import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deskTicket, incidentClosing } from '#test/support/desk-ticket.ts';
import { done, now, refused, type StationUnderTest, startStation } from '#test/support/station-client.ts';

let station: StationUnderTest;
beforeAll(async () => {
  station = await startStation();
});
afterAll(() => station.close());

const close = (ticketId: string, change: object = {}) =>
  station.client.service.close({ ticketId, closeChildren: false, ...incidentClosing, ...change });

describe('closing at the desk', () => {
  it('[S1.9] takes the closing data of the type, and words that may reach the customer', async () => {
    const { ticketId, ticket } = await deskTicket(station);
    const { closing } = incidentClosing;
    const lacking = { closing: { ...closing, values: { ...closing.values, causa: ' ' } } };
    expect(await refused(close(ticketId, lacking))).toEqual(['S1.9 closing-data-missing']);
    const other = { closing: { ...closing, textId: 'encerramento-mudanca' } };
    expect(await refused(close(ticketId, other))).toEqual(['S1.9 closing-text-wrong']);
    const rude = { closing: { ...closing, text: 'O usuário é um idiota' } };
    expect(await refused(close(ticketId, rude))).toContain('S5.4 public-text-blocked');
    expect(await refused(close(ticketId, { article: 99 }))).toEqual(['S1.9 article-unknown']);
    expect(await done(close(ticketId, { article: 7347 }))).toEqual({ closed: [ticketId], left: [] });
    expect(await ticket()).toMatchObject({ status: 'closed', closing: { article: 7347, unseen: false } });
    expect(await refused(close(ticketId))).toEqual(['ticket-closed']);
  });

  it('is undone by reopening, with a reason', async () => {
    const { ticketId, ticket } = await deskTicket(station);
    const { reopen } = station.client.service;
    expect(await refused(reopen({ ticketId, reasonId: 'nao-resolvido', note: '' }))).toEqual(['not-closed']);
    await done(close(ticketId));
    expect(await refused(reopen({ ticketId, reasonId: '', note: '' }))).toEqual(['S1.9 not-chosen']);
    await done(reopen({ ticketId, reasonId: 'nao-resolvido', note: 'Voltou o erro' }));
    expect(await ticket()).toMatchObject({ status: 'open', reopenings: [{ by: { id: station.agentId } }] });
    await done(close(ticketId));
  });

  it('[B3] of the single cause closes the children, each with an entry of its own, and says which stay open', async () => {
    const { service } = station.client;
    const parent = await deskTicket(station);
    const [child, busy, other] = [await deskTicket(station), await deskTicket(station), await deskTicket(station)];
    for (const { ticketId: otherId } of [child, busy])
      await done(service.relate({ ticketId: parent.ticketId, otherId, relation: 'parent-of' }));
    await done(service.relate({ ticketId: parent.ticketId, otherId: other.ticketId, relation: 'related' }));
    const again = { ticketId: other.ticketId, otherId: child.ticketId, relation: 'parent-of' as const };
    expect(await refused(service.relate(again))).toEqual(['B3 has-parent']);
    expect((await child.ticket()).links).toEqual([
      { ticketId: parent.ticketId, protocol: parent.protocol, relation: 'child-of' },
    ]);
    await done(service.start({ ticketId: busy.ticketId }));
    const closed = await done(close(parent.ticketId, { closeChildren: true }));
    expect(closed).toMatchObject({
      closed: [parent.ticketId, child.ticketId],
      left: [{ ticketId: busy.ticketId, protocol: busy.protocol, refusals: [{ code: 'timer-running-here' }] }],
    });
    expect(await child.ticket()).toMatchObject({ status: 'closed', closing: { by: { id: station.agentId } } });
    expect((await child.kinds()).at(-1)).toBe('closed');
    expect((await other.ticket()).status).not.toBe('closed');
    const [timer] = await now(service.timers());
    await done(service.discardTimer({ ticketId: busy.ticketId, timerId: timer!.timerId, reason: 'parado' }));
  });

  it('[B3] a link is taken away on both tickets, with a reason', async () => {
    const { service } = station.client;
    const [one, other] = [await deskTicket(station), await deskTicket(station)];
    const link = { ticketId: one.ticketId, otherId: other.ticketId };
    await done(service.relate({ ...link, relation: 'child-of' }));
    expect(await refused(service.unlink({ ...link, relation: 'child-of', reason: ' ' }))).toEqual(['B3 not-said']);
    await done(service.unlink({ ...link, relation: 'child-of', reason: 'Outra causa' }));
    for (const { ticket } of [one, other]) expect((await ticket()).links).toEqual([]);
    const unknown = { ticketId: one.ticketId, otherId: one.ticketId.replace(/.$/, 'f'), relation: 'related' as const };
    expect(await refused(service.relate(unknown))).toEqual(['ticket-unknown']);
  });

  it('[S2.3] what was not late has nothing to explain', async () => {
    const { ticketId } = await deskTicket(station);
    const { explainBreach } = station.client.service;
    const breach = { ticketId, target: 'solution' as const, reasonId: 'fila', note: '' };
    expect(await refused(explainBreach(breach))).toEqual(['S2.3 not-late']);
  });
});
