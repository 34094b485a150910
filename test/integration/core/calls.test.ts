import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseProtocol } from '#shared/domain/protocol/protocol-number.ts';
import { type Call, callOf, openCall, registerCustomer, toDebt, typical } from '#test/support/call.ts';
import {
  done,
  MINUTE,
  now,
  refused,
  START,
  type StationUnderTest,
  startStation,
} from '#test/support/station-client.ts';

let station: StationUnderTest;
beforeEach(async () => {
  station = await startStation();
});
afterEach(() => station.close());

const chips = () => now(station.client.attendance.watch());
const park = (ticketId: string, reason = '') => station.client.attendance.park({ ticketId, draft: null, reason });

describe('calls', () => {
  it('[S4.2][B5] are born with their protocol: day, station, sequence, check digit', async () => {
    const first = await openCall(station.client);
    const second = await openCall(station.client);
    const parts = [first, second].map(({ protocol }) => parseProtocol(protocol));
    const stationNumber = (await now(station.client.station.watch())).station;
    expect(parts).toMatchObject([
      { ok: true, parts: { day: '261123', station: stationNumber, sequence: 1 } },
      { ok: true, parts: { day: '261123', station: stationNumber, sequence: 2 } },
    ]);
    expect(await first.ticket()).toMatchObject({ protocol: first.protocol, openedBy: { id: station.agentId } });
  });

  it("[B5] count anew each day of the station's own calendar, and go on after a restart", async () => {
    station.clock.now = Date.parse('2026-11-24T02:30:00.000Z');
    expect((await openCall(station.client)).protocol).toMatch(/^261123\d{4}0001/);
    await station.restart();
    expect((await openCall(station.client)).protocol).toMatch(/^261123\d{4}0002/);
    station.clock.pass(60 * MINUTE);
    expect((await openCall(station.client)).protocol).toMatch(/^261124\d{4}0001/);
    station.clock.pass(-60 * MINUTE);
    expect((await openCall(station.client)).protocol).toMatch(/^261123\d{4}0003/);
  });

  it('[S4.2] a second call parks the first, and each comes back with one command', async () => {
    const calls: Call[] = [];
    for (let number = 0; number < 8; number++) {
      calls.push(await openCall(station.client));
      station.clock.pass(MINUTE);
    }
    expect((await chips()).map(({ status }) => status)).toEqual(['active', ...Array(7).fill('parked')]);
    expect((await chips())[0]).toMatchObject({ ticketId: calls[7]?.ticketId, protocol: calls[7]?.protocol });
    await done(station.client.attendance.resume({ ticketId: calls[2]!.ticketId }));
    const after = await chips();
    expect(after.filter(({ status }) => status === 'active').map(({ ticketId }) => ticketId)).toEqual([
      calls[2]?.ticketId,
    ]);
    expect(after).toHaveLength(8);
    expect(after.find(({ ticketId }) => ticketId === calls[7]?.ticketId)?.parkedBecause).toBe('Outra ligação');
  });

  it('[S4.2] each keeps its step, answers and notes over a restart', async () => {
    const { client } = station;
    const first = await openCall(client);
    await first.identify(await registerCustomer(client));
    await first.walk(toDebt);
    const second = await openCall(client);
    await second.save('atender', { contato: 'João Prado' }, 'Quer segunda via\ndo boleto');
    const before = [await first.ticket(), await second.ticket()];

    await station.restart();
    const again = [callOf(station.client, first), callOf(station.client, second)];
    expect([await again[0]?.ticket(), await again[1]?.ticket()]).toEqual(before);
    expect(before[1]?.attendance).toMatchObject({
      stepId: 'atender',
      answers: { atender: { contato: 'João Prado' } },
      notes: { atender: 'Quer segunda via\ndo boleto' },
    });
    expect((await chips()).map(({ ticketId, status }) => [ticketId, status])).toEqual([
      [second.ticketId, 'active'],
      [first.ticketId, 'parked'],
    ]);
  });

  it('[S4.2] what is typed is saved with the command that sets the call aside', async () => {
    const call = await openCall(station.client);
    const draft = { stepId: 'atender', answers: { contato: 'Maria' }, notes: 'volta já' };
    await done(station.client.attendance.park({ ticketId: call.ticketId, draft, reason: 'Foi buscar o CNPJ' }));
    expect((await call.ticket()).attendance).toMatchObject({
      status: 'parked',
      parkedBecause: 'Foi buscar o CNPJ',
      answers: { atender: { contato: 'Maria' } },
      notes: { atender: 'volta já' },
    });
  });

  it('the time of a call leaves out the time for which it was parked, also while the station was off', async () => {
    const call = await openCall(station.client);
    station.clock.pass(3 * MINUTE);
    await done(park(call.ticketId));
    station.clock.pass(10 * MINUTE);
    await station.whileOff(() => station.clock.pass(60 * MINUTE));
    expect((await chips())[0]).toMatchObject({ status: 'parked', activeMs: 3 * MINUTE });
    await done(station.client.attendance.resume({ ticketId: call.ticketId }));
    station.clock.pass(2 * MINUTE);
    expect((await chips())[0]).toMatchObject({ status: 'active', activeMs: 5 * MINUTE });
    expect((await chips())[0]?.countedAt).toBe(new Date(START + 75 * MINUTE).toISOString());
  });

  it('parking a parked call and resuming an active one write nothing', async () => {
    const call = await openCall(station.client);
    const entries = async () => (await call.ticket()).entries;
    await done(station.client.attendance.resume({ ticketId: call.ticketId }));
    expect(await entries()).toBe(1);
    await done(park(call.ticketId));
    await done(park(call.ticketId, 'outra vez'));
    expect(await entries()).toBe(2);
  });

  it('one commit, one clock: entries of one command stand together and in order', async () => {
    const first = await openCall(station.client);
    await openCall(station.client);
    const entries = (await now(station.client.tickets.watch({ ticketId: first.ticketId })))?.entries ?? [];
    expect(entries.map(({ kind }) => kind)).toEqual(['call-opened', 'parked']);
    expect(entries[0]!.hlc < entries[1]!.hlc).toBe(true);
  });

  it('a closed or ended call takes no more steps, and takes reports', async () => {
    const { client } = station;
    const call = await openCall(client);
    const { ticketId } = call;
    const main = await openCall(client);
    await done(
      client.attendance.openComplementary({ ticketId: main.ticketId, note: 'Mais um erro', fromTicketId: ticketId }),
    );
    const draft = { stepId: 'atender', answers: { contato: 'x' }, notes: null };
    const commands = [
      client.attendance.save({ ticketId, draft }),
      client.attendance.exit({ ticketId, exitId: 'identificado', draft: null }),
      client.attendance.back({ ticketId, draft: null }),
      client.attendance.skip({ ticketId, draft: null, reasonId: 'ligacao-caiu', text: '' }),
      park(ticketId),
      client.attendance.resume({ ticketId }),
      client.attendance.identify({ ticketId, customerId: (await registerCustomer(client)).id }),
    ];
    for (const command of commands) expect(await refused(command)).toEqual(['ticket-closed']);
    await done(client.tickets.report({ ticketId, text: 'O cliente ligou de novo', visibility: 'private' }));
    expect((await call.ticket()).status).toBe('closed');
  });

  it('a ticket, customer or step that does not exist is refused in words', async () => {
    const { client } = station;
    const { ticketId } = await openCall(client);
    const nobody = '01900000-0000-7000-8000-000000000000';
    expect(await refused(client.attendance.resume({ ticketId: nobody }))).toEqual(['ticket-unknown']);
    expect(await refused(client.attendance.identify({ ticketId, customerId: nobody }))).toEqual([
      'S5.1 customer-unknown',
    ]);
    const draft = { stepId: 'passo-que-nao-ha', answers: {}, notes: 'x' };
    expect(await refused(client.attendance.save({ ticketId, draft }))).toEqual(['step-unknown']);
    const exit = { ticketId, exitId: 'saida-que-nao-ha', draft: null };
    expect(await refused(client.attendance.exit(exit))).toEqual(['S5.1 exit-unknown']);
    expect(await now(client.attendance.view({ ticketId: nobody }))).toBeNull();
    expect(await now(client.tickets.watch({ ticketId: nobody }))).toBeNull();
  });

  it('an answer that its field cannot hold is refused and nothing of the ticket changes', async () => {
    const call = await openCall(station.client);
    const draft = { stepId: 'analise', answers: { estimativa: 'muito', certeza: 'talvez' }, notes: null };
    const answer = await station.client.attendance.save({ ticketId: call.ticketId, draft });
    expect(answer).toMatchObject({
      ok: false,
      refusals: [{ field: 'analise.estimativa' }, { field: 'analise.certeza' }],
    });
    expect((await call.ticket()).entries).toBe(1);
  });

  it('saving the same again writes nothing; emptying an answer is a change', async () => {
    const call = await openCall(station.client);
    await call.save('atender', typical.atender, 'nota');
    await call.save('atender', typical.atender, 'nota');
    expect((await call.ticket()).entries).toBe(2);
    await call.save('atender', { contato: '' }, '');
    expect(await call.ticket()).toMatchObject({ entries: 3, contact: '', attendance: { notes: { atender: '' } } });
  });
});
