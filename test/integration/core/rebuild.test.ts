import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readFolded } from '#main/store/projections/ticket-heads.ts';
import { resetProjections } from '#main/store/projections/versions.ts';
import type { Entry } from '#shared/domain/ticket/entry.ts';
import { type Call, openCall, registerCustomer, toAnalysis, toClosing, toDebt, typical } from '#test/support/call.ts';
import { done, MINUTE, now, type StationUnderTest, startStation } from '#test/support/station-client.ts';

let station: StationUnderTest;
beforeEach(async () => {
  station = await startStation();
});
afterEach(() => station.close());

const QUERIES = ['padaria', 'nao emite', '98765', 'relato', 'confeitaria', 'antonio', 'certificado', '1 2'];

/** Everything that is derived, apart from row numbers, and from whether a fold is kept or made when it is asked for. */
function derived() {
  const { store } = station.station.core;
  const { file } = store;
  const heads = file.prepare<Record<string, unknown>>('SELECT * FROM ticket_head ORDER BY id').all();
  const counts = file.prepare('SELECT * FROM ticket_count WHERE tickets > 0 ORDER BY status, board, assignee_id').all();
  const customers = file.prepare<Record<string, unknown>>('SELECT * FROM customer_row ORDER BY id').all();
  const bare = (rows: Record<string, unknown>[]) => rows.map(({ number: _, folded: __, ...row }) => row);
  const folds = heads.map(({ id }) => readFolded(store, String(id)));
  return { heads: bare(heads), folds, counts, customers: bare(customers) };
}

async function results() {
  const { client } = station;
  const searches = [];
  for (const text of QUERIES) {
    const { tickets, customers } = await client.search.all({ text, limit: 50 });
    searches.push({
      text,
      tickets: tickets.map(({ id, snippet }) => [id, snippet]),
      customers: customers.map(({ id }) => id),
    });
  }
  const page = await client.tickets.page({ filters: {}, after: null, limit: 100 });
  return { searches, page, book: await now(client.shift.watch()) };
}

async function aMorning(): Promise<Call[]> {
  const { client } = station;
  const bakery = await registerCustomer(client, { phones: [{ number: '(11) 98765-4321' }] });
  const antonio = await registerCustomer(client, { name: 'Antônio', kind: 'pf' });
  const calls: Call[] = [];
  for (const [number, legs] of [toDebt, toClosing, toAnalysis, []].entries()) {
    const call = await openCall(client);
    await call.identify(number % 2 === 0 ? bakery : antonio);
    await call.walk(legs);
    calls.push(call);
    station.clock.pass(MINUTE);
  }
  await calls[1]!.leave('encerrar', { encerramento: typical.closing.incidente });
  await done(
    client.attendance.openComplementary({
      ticketId: calls[0]!.ticketId,
      note: 'relato do complemento',
      fromTicketId: null,
    }),
  );
  await done(client.customers.save({ id: bakery.id, input: { name: 'Confeitaria', code: bakery.code, kind: 'pj' } }));
  await done(
    client.tickets.report({ ticketId: calls[1]!.ticketId, text: 'relato depois de encerrado', visibility: 'private' }),
  );
  return calls;
}

describe('heads and indexes', () => {
  it('[B3] deleted and made anew from the journal are equal, and so is all that is found', async () => {
    await aMorning();
    const before = { derived: derived(), results: await results() };
    expect(before.derived.heads).toHaveLength(5);
    resetProjections(station.station.core.store.file);
    expect(derived().heads).toEqual([]);
    await station.restart();
    expect(derived()).toEqual(before.derived);
    expect(await results()).toEqual(before.results);
    expect((await openCall(station.client)).protocol).toMatch(/0006.$/);
  });

  it('[B3] an entry that arrives out of order is folded into its place, at the latest at the next start', async () => {
    const [call] = await aMorning();
    const { store } = station.station.core;
    const journal = await store.journal(call!.ticketId);
    const late: Entry = {
      ...journal[0]!,
      id: '01900000-0000-7000-8000-00000000beef',
      kind: 'reported',
      data: { text: 'escrito noutra estação' },
      hlc: `${journal[1]!.hlc.slice(0, -8)}zzzzzzzz`,
      station: '7',
      patch: { subject: 'antigo' },
    } as Entry;
    await store.collections.entries.bulkInsert([late]);
    await station.restart();
    const view = await now(station.client.tickets.watch({ ticketId: call!.ticketId }));
    expect(view?.entries.map(({ id }) => id).indexOf(late.id)).toBe(2);
    expect(view?.ticket).toMatchObject({ entries: journal.length + 1, subject: 'antigo' });
    const hits = (await station.client.search.all({ text: 'noutra estacao', limit: 5 })).tickets;
    expect(hits.map(({ id }) => id)).toEqual([call!.ticketId]);
    const before = derived();
    resetProjections(station.station.core.store.file);
    await station.restart();
    expect(derived()).toEqual(before);
  });

  it('cut off while being made anew, they are made anew at the next start', async () => {
    await aMorning();
    const before = derived();
    const { file } = station.station.core.store;
    resetProjections(file);
    await station.restart();
    station.station.core.store.file.setMeta('projections', 'rebuilding');
    station.station.core.store.file.prepare("DELETE FROM ticket_head WHERE status = 'closed'").run();
    await station.restart();
    expect(derived()).toEqual(before);
  });
});
