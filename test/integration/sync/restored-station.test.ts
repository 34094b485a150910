import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CustomerClash } from '#shared/contract/customers.ts';
import type { Customer } from '#shared/domain/customer/customer.ts';
import type { Result } from '#shared/domain/refusal.ts';
import { addTestUnit } from '#test/support/centre-process.ts';
import { customer, ids, open, report, save } from '#test/support/sync/deeds.ts';
import { until } from '#test/support/sync/enrolled-station.ts';
import type { StationChild } from '#test/support/sync/station-child.ts';
import { openTwoStations, type TwoStations } from '#test/support/sync/two-stations.ts';

let stations: TwoStations;
let a: StationChild;
let b: StationChild;
beforeAll(async () => {
  stations = await openTwoStations();
  ({ a, b } = stations);
});
afterAll(() => stations?.close());

test('restored from a backup, a station misses nothing of the others and sends nothing that is older than what they have', async () => {
  const { ticketId } = await open(a);
  const { id } = await save(a, 'Antes Ltda');
  await a.settled();
  await until(async () => (await customer(b, id)) !== null);
  const backup = await a.do<{ name: string }>('recovery', 'backUpNow');
  await a.ask({ kind: 'edit', collection: 'customers', document: id, change: { notes: 'Da estação A.' } });
  await report(a, ticketId, 'Depois da cópia.');
  await a.settled();
  await until(async () => (await customer(b, id))?.notes === 'Da estação A.');
  await b.ask({ kind: 'edit', collection: 'customers', document: id, change: { name: 'Depois Ltda' } });
  await report(b, ticketId, 'De B, depois da cópia.');
  await b.settled();
  await until(async () => (await customer(a, id))?.name === 'Depois Ltda');
  await a.network('cut');
  await report(a, ticketId, 'Sem rede, depois da cópia.');
  await a.do('recovery', 'restore', { name: backup.name });
  await a.network('heal');
  await a.settled();
  await until(async () => JSON.stringify(await ids(a, ticketId)) === JSON.stringify(await ids(b, ticketId)));
  const texts = (await a.journal(ticketId)).flatMap((entry) => (entry.kind === 'reported' ? [entry.data.text] : []));
  expect(texts).toHaveLength(3);
  for (const station of [a, b]) {
    await until(async () => (await customer(station, id))?.name === 'Depois Ltda');
    expect(await customer(station, id)).toMatchObject({ name: 'Depois Ltda', notes: 'Da estação A.' });
  }
  expect((await a.view()).refused).toBe(0);
});

test('[B3] the same field of a customer edited by two offline: one value stands everywhere, the other is shown to who lost it', async () => {
  const first = await save(a, 'Disputa Ltda');
  const { id, code } = first;
  await a.settled();
  await until(async () => (await customer(b, id)) !== null);
  const edit = (station: StationChild, notes: string) =>
    station.do<Customer>('customers', 'save', {
      id,
      input: { kind: 'pj', code, name: 'Disputa Ltda', tradeName: '', document: '', phones: [], email: '', notes },
    });
  const part = async () => {
    await Promise.all([a.network('cut'), b.network('cut')]);
    await edit(a, 'Fecha às 18 h.');
    const mine = await edit(b, 'Fecha às 20 h.');
    await a.network('heal');
    await a.settled();
    await b.network('heal');
    await b.settled();
    await until(async () => (await customer(b, id))?.notes === 'Fecha às 18 h.');
    return mine;
  };
  const clashes = () => b.call<CustomerClash[]>('customers', 'clashes', { customerId: id });

  const mine = await part();
  expect((await customer(a, id))?.notes).toBe('Fecha às 18 h.');
  const name = expect.stringMatching(/^Pessoa de Matriz/);
  expect(await clashes()).toEqual([
    { field: 'notes', kept: 'Fecha às 18 h.', lost: 'Fecha às 20 h.', author: { name, at: mine.updatedAt } },
  ]);
  await b.do('customers', 'decideClash', { customerId: id, field: 'notes', keep: 'lost' });
  await until(async () => (await customer(a, id))?.notes === 'Fecha às 20 h.');
  expect(await clashes()).toEqual([]);
  const again = await b.call<Result<null>>('customers', 'decideClash', {
    customerId: id,
    field: 'notes',
    keep: 'lost',
  });
  expect(again).toMatchObject({ ok: false, refusals: [{ code: 'clash-unknown' }] });

  await edit(a, '');
  await a.settled();
  await until(async () => (await customer(b, id))?.notes !== 'Fecha às 20 h.');
  await part();
  expect(await clashes()).toHaveLength(1);
  await b.do('customers', 'decideClash', { customerId: id, field: 'notes', keep: 'kept' });
  expect(await clashes()).toEqual([]);
  await b.settled();
  for (const station of [a, b]) expect((await customer(station, id))?.notes).toBe('Fecha às 18 h.');
});

test('[B3] the same register of a ticket set by two offline: both heads carry the same clash', async () => {
  const branches = [
    await addTestUnit(stations.centre.centre, 'Filial Norte'),
    await addTestUnit(stations.centre.centre, 'Filial Sul'),
  ];
  for (const station of [a, b]) {
    await station.network('drop');
    await until(async () => (await station.view()).units.length === 3);
  }
  const { ticketId } = await open(a);
  await a.settled();
  await until(async () => (await b.journal(ticketId)).length > 0);
  await Promise.all([a.network('cut'), b.network('cut')]);
  await a.do('tickets', 'moveUnit', { ticketId, unitId: branches[0]!.unitId, reason: 'É de lá.' });
  await b.do('tickets', 'moveUnit', { ticketId, unitId: branches[1]!.unitId, reason: 'É de lá.' });
  await Promise.all([a.network('heal'), b.network('heal')]);
  await Promise.all([a.settled(), b.settled()]);
  await until(async () => JSON.stringify(await ids(a, ticketId)) === JSON.stringify(await ids(b, ticketId)));
  const head = async (station: StationChild) => (await station.heads()).find(({ id }) => id === ticketId)!.folded;
  const folded = await head(a);
  expect(await head(b)).toEqual(folded);
  expect(folded.ticket.clashes.map(({ register }) => register)).toEqual(['unit']);
});
