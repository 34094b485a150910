import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type Call,
  callOf,
  openCall,
  registerCustomer,
  toClosing,
  toDebt,
  toOccurrence,
  typical,
} from '#test/support/call.ts';
import { done, MINUTE, now, refused, type StationUnderTest, startStation } from '#test/support/station-client.ts';

let station: StationUnderTest;
let main: Call;
beforeEach(async () => {
  station = await startStation();
  main = await openCall(station.client);
  await main.identify(await registerCustomer(station.client));
  await main.walk(toOccurrence);
});
afterEach(() => station.close());

const NOTE = 'Agora aparece também o erro 301';
const add = (fromTicketId: string | null = null, note = NOTE) =>
  station.client.attendance.openComplementary({ ticketId: main.ticketId, note, fromTicketId });

describe('a call that only adds to an open ticket', () => {
  it('[S4.3] is one action: its own ticket, linked both ways, the note in both, closed by FAQ 7347', async () => {
    const added = callOf(station.client, await done(add()));
    expect(added.protocol).not.toBe(main.protocol);
    const ticket = await added.ticket();
    expect(ticket).toMatchObject({
      status: 'closed',
      type: 'solicitacao',
      category: 'contato-complementar',
      priority: 'baixa',
      customer: { id: (await main.ticket()).customer?.id },
      closing: { article: 7347 },
      links: [{ ticketId: main.ticketId, protocol: main.protocol, relation: 'complements' }],
      attendance: { status: 'ended' },
    });
    expect(await main.ticket()).toMatchObject({
      status: 'in-progress',
      links: [{ ticketId: added.ticketId, protocol: added.protocol, relation: 'complemented-by' }],
      attendance: { status: 'active', stepId: 'ocorrencia' },
    });
    for (const { ticketId } of [main, added]) {
      const view = await now(station.client.tickets.watch({ ticketId }));
      expect(view?.entries.filter(({ kind }) => kind === 'reported').map(({ data }) => data)).toEqual([{ text: NOTE }]);
    }
    const hits = (await station.client.search.all({ text: 'erro 301', limit: 10 })).tickets;
    expect(new Set(hits.map(({ id }) => id))).toEqual(new Set([main.ticketId, added.ticketId]));
  });

  it('[S4.3] is one call of the book like any other', async () => {
    await done(add());
    expect(await now(station.client.shift.watch())).toMatchObject({ received: 2, recorded: 2, unexplained: [] });
  });

  it('[S4.3] from the call being attended: it becomes the complementary one', async () => {
    const attended = await openCall(station.client);
    await attended.save('atender', typical.atender, 'é sobre o chamado de ontem');
    const added = await done(add(attended.ticketId));
    expect(added).toEqual({ ticketId: attended.ticketId, protocol: attended.protocol });
    expect(await attended.ticket()).toMatchObject({
      status: 'closed',
      customer: { name: 'Padaria São João' },
      attendance: { status: 'ended', notes: { atender: 'é sobre o chamado de ontem' } },
    });
    expect((await now(station.client.attendance.watch())).map(({ ticketId }) => ticketId)).toEqual([main.ticketId]);
    expect(await now(station.client.shift.watch())).toMatchObject({ received: 2, recorded: 2 });
  });

  it('[S4.3] is refused without a note, on itself, on a closed ticket and from a closed call', async () => {
    expect(await refused(add(null, '  '))).toEqual(['S4.3 note-missing']);
    expect(await refused(add(main.ticketId))).toEqual(['S4.3 complements-itself']);
    const other = callOf(station.client, await done(add()));
    expect(await refused(add(other.ticketId))).toEqual(['ticket-closed']);
    const onClosed = { ticketId: other.ticketId, note: NOTE, fromTicketId: null };
    expect(await refused(station.client.attendance.openComplementary(onClosed))).toEqual([
      'S4.3 complements-closed-ticket',
    ]);
  });

  it('[S4.3] the open tickets of the customer are there to choose from, newest first', async () => {
    const { client } = station;
    const customer = (await main.ticket()).customer!;
    station.clock.pass(MINUTE);
    const second = await openCall(client);
    await second.identify(customer);
    await second.walk(toDebt);
    station.clock.pass(MINUTE);
    const closed = await openCall(client);
    await closed.identify(customer);
    await closed.walk([...toClosing, ['encerrar', { encerramento: typical.closing.incidente }]]);
    station.clock.pass(MINUTE);
    const attended = await openCall(client);
    await attended.identify(customer);
    const offered = (await attended.view()).openTickets.map(({ id }) => id);
    expect(offered).toEqual([second.ticketId, main.ticketId]);
    expect((await client.tickets.openOf({ customerId: customer.id })).map(({ id }) => id)).toEqual([
      attended.ticketId,
      ...offered,
    ]);
    const history = await client.tickets.historyOf({ customerId: customer.id, limit: 2 });
    expect(history).toMatchObject({ total: 4, rows: [{ id: attended.ticketId }, { id: closed.ticketId }] });
  });
});
