import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stepView } from '#shared/domain/flow/view.ts';
import { momentOf } from '#shared/domain/ticket/moment-of.ts';
import { walkOf } from '#shared/domain/ticket/walk-of.ts';
import { type Call, callOf, openCall, registerCustomer, toAnalysis, toDatabase, typical } from '#test/support/call.ts';
import { done, HOUR, MINUTE, now, type StationUnderTest, startStation } from '#test/support/station-client.ts';

let station: StationUnderTest;
beforeEach(async () => {
  station = await startStation();
});
afterEach(() => station.close());

/** The step as the screen shows it, at the station's clock. */
async function shown(call: Call) {
  const { ticket, ...around } = await call.view();
  const pack = (await station.client.packs.get({ version: ticket.attendance?.packVersion ?? null }))!;
  const moment = momentOf(pack, ticket, {
    ...around,
    openTickets: around.openTickets.length,
    now: new Date(station.clock.now).toISOString(),
    publicText: () => [],
  });
  const view = stepView(pack, walkOf(ticket.attendance!), moment);
  return { view, phase: view?.timeBox?.phase, open: view?.exits.filter(({ open }) => open).map(({ exit }) => exit.id) };
}

async function callAt(legs: typeof toAnalysis): Promise<Call> {
  const call = await openCall(station.client);
  await call.identify(await registerCustomer(station.client));
  await call.walk(legs);
  return call;
}

/** Until the station has looked at its time boxes. */
const looked = () => station.station.core.serially(async () => {});

describe('time boxes', () => {
  it('[S5.5] warns at 15 minutes of analysis, asks at 20, and passes nothing on by itself', async () => {
    const call = await callAt(toAnalysis);
    expect((await shown(call)).phase).toBe('running');
    station.clock.pass(15 * MINUTE - 1);
    expect((await shown(call)).phase).toBe('running');
    expect(await call.refusedExit('tentar-outro-procedimento')).toEqual(['S5.5 exit-closed']);
    station.clock.pass(1);
    const warned = await shown(call);
    expect(warned.phase).toBe('warning');
    expect(warned.view?.timeBox?.message).toContain('15 minutos');
    station.clock.pass(5 * MINUTE);
    expect((await shown(call)).phase).toBe('asking');
    station.clock.pass(5 * HOUR);
    await station.restart();
    await looked();
    expect(await callStep(call)).toBe('analise');
  });

  it('[S5.5] trying something else gives the whole time again; the time parked does not count', async () => {
    const call = await callAt(toAnalysis);
    station.clock.pass(14 * MINUTE);
    await done(station.client.attendance.park({ ticketId: call.ticketId, draft: null, reason: '' }));
    station.clock.pass(3 * HOUR);
    await done(station.client.attendance.resume({ ticketId: call.ticketId }));
    expect((await shown(call)).phase).toBe('running');
    station.clock.pass(6 * MINUTE);
    expect((await shown(call)).phase).toBe('asking');
    await call.leave('tentar-outro-procedimento');
    expect((await shown(call)).phase).toBe('running');
  });

  it('[S5.5] takes it for internal analysis only with the urgency noted, and its deadline', async () => {
    const call = await callAt(toAnalysis);
    expect(await call.refusedExit('pegar-para-analise-interna')).toEqual(['S5.5 exit-closed']);
    expect(await call.refusedExit('pegar-para-analise-interna', { urgencia: 'prazo' })).toEqual(['S5.5 exit-closed']);
    const prazo = new Date(station.clock.now + 2 * HOUR).toISOString();
    expect(await call.leave('pegar-para-analise-interna', { prazo })).toBe('analise-do-banco');
    const { view } = await shown(call);
    const noted = Object.fromEntries(view?.fields.map(({ field, value }) => [field.id, value]) ?? []);
    expect(noted).toMatchObject({ urgencia: 'prazo', prazo });
  });

  it('[S5.7] after 24 hours on the bench the station passes it to the supervision by itself', async () => {
    const call = await callAt(toDatabase);
    station.clock.pass(20 * HOUR);
    expect((await shown(call)).phase).toBe('warning');
    expect(await call.refusedExit('prazo-esgotado')).toContain('S5.7 exit-closed');
    station.clock.pass(4 * HOUR);
    expect((await shown(call)).phase).toBe('over');
    await station.restart();
    await looked();
    expect(await callStep(call)).toBe('analise-da-supervisao');
    const entries = (await now(station.client.tickets.watch({ ticketId: call.ticketId })))?.entries ?? [];
    const [left, asked] = entries.slice(-2);
    expect(left).toMatchObject({ kind: 'step-left', data: { how: 'automatic', exitId: 'prazo-esgotado' } });
    expect(left?.actor.role).toBe('estacao');
    expect(asked).toMatchObject({ kind: 'help-asked', data: { role: 'supervisao' } });
    expect((await again(call).ticket()).attendance).toMatchObject({ status: 'parked', agent: { id: station.agentId } });
  });

  it('[S5.7] also what ran out while the station was off, and only that', async () => {
    const overdue = await callAt(toDatabase);
    station.clock.pass(10 * HOUR);
    const onTime = await callAt(toDatabase);
    await station.whileOff(() => station.clock.pass(15 * HOUR));
    await looked();
    expect(await callStep(overdue)).toBe('analise-da-supervisao');
    expect(await callStep(onTime)).toBe('analise-do-banco');
    const [first] = (await now(station.client.attendance.watch())).filter(
      ({ ticketId }) => ticketId === onTime.ticketId,
    );
    expect(first?.deadlineAt).toBe(new Date(station.clock.now + 9 * HOUR).toISOString());
  });

  it('[S5.7] what comes back from the supervision has 24 hours again', async () => {
    const call = await callAt([...toDatabase, ['passar-a-supervisao', typical.banco]]);
    station.clock.pass(30 * HOUR);
    await call.leave('devolver', {
      decisao: 'devolver',
      'quem-decidiu': 'Supervisão',
      orientacao: 'Testar o anterior',
    });
    await station.restart();
    await looked();
    expect(await callStep(call)).toBe('analise-do-banco');
    await station.whileOff(() => station.clock.pass(24 * HOUR));
    await looked();
    expect(await callStep(call)).toBe('analise-da-supervisao');
  });
});

const again = ({ ticketId, protocol }: Call) => callOf(station.client, { ticketId, protocol });
const callStep = (call: Call) => again(call).step();
