import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SyncView } from '#shared/contract/sync.ts';
import type { TicketView } from '#shared/contract/views.ts';
import type { Customer } from '#shared/domain/customer/customer.ts';
import { incidentClosing } from '#test/support/desk-ticket.ts';
import { customerInput, ids, open, report } from '#test/support/sync/deeds.ts';
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

const equalJournals = (ticketId: string) =>
  until(async () => {
    const [one, other] = [await ids(a, ticketId), await ids(b, ticketId)];
    return one.length > 0 && JSON.stringify(one) === JSON.stringify(other);
  });

/** A ticket that is classified and whose call was put aside. */
async function onDesk(station: StationChild): Promise<string> {
  const { ticketId } = await open(station);
  const impact = { stopsAction: true, hitsDelivery: false };
  const classified = { subject: 'Nota', type: 'incidente', category: 'fiscal', impact, reason: '' };
  await station.do('service', 'classify', { ticketId, ...classified });
  await station.do('attendance', 'park', { ticketId, draft: null, reason: '' });
  return ticketId;
}

async function timerOf(station: StationChild, ticketId: string): Promise<string> {
  const { ticket } = await station.look<TicketView>('tickets', 'watch', { ticketId });
  return ticket.timers[0]!.id;
}

describe('two stations of one unit', () => {
  test('what one writes the other sees, with equal heads', async () => {
    const { ticketId } = await open(a);
    await report(a, ticketId, 'Impressora sem papel.');
    await equalJournals(ticketId);
    const [one, other] = await Promise.all([
      a.look<TicketView>('tickets', 'watch', { ticketId }),
      b.look<TicketView>('tickets', 'watch', { ticketId }),
    ]);
    expect(other.ticket).toEqual(one.ticket);
    expect(await b.sql('SELECT count(*) AS n FROM outbox')).toEqual([{ n: 0 }]);
  });

  test('both add to the same ticket offline: both entries stay, on both', async () => {
    const { ticketId } = await open(a);
    await equalJournals(ticketId);
    await Promise.all([a.network('cut'), b.network('cut')]);
    await report(a, ticketId, 'Da estação A.');
    await report(b, ticketId, 'Da estação B.');
    await Promise.all([a.network('heal'), b.network('heal')]);
    await Promise.all([a.settled(), b.settled()]);
    await equalJournals(ticketId);
    const texts = (await a.journal(ticketId)).flatMap((entry) => (entry.kind === 'reported' ? [entry.data.text] : []));
    expect(texts.toSorted()).toEqual(['Da estação A.', 'Da estação B.']);
  });

  test('a lost reply, and a request that arrives twice, duplicate nothing', async () => {
    for (const fault of ['reply-lost', 'lost', 'repeated'] as const) {
      await a.fault('push', fault);
      const { ticketId } = await open(a);
      await report(a, ticketId, `Com ${fault}.`);
      await a.settled();
      await equalJournals(ticketId);
      const { rows } = await stations.centre.db.query<{ n: number }>(
        'SELECT count(*)::int AS n FROM entry WHERE ticket_id = $1',
        [ticketId],
      );
      expect(rows[0]?.n).toBe((await ids(a, ticketId)).length);
    }
  });

  test('the clock of one jumps by ten years, forth and back: nothing is lost and everything is ordered alike', async () => {
    const YEARS = 10 * 365 * 86_400_000;
    const { ticketId } = await open(a);
    await equalJournals(ticketId);
    for (const ahead of [YEARS, -YEARS, 0]) {
      await a.ask({ kind: 'clock', ahead });
      await report(a, ticketId, `Relógio ${ahead}.`);
      await a.settled();
      await equalJournals(ticketId);
      await report(b, ticketId, `Depois de ${ahead}.`);
      await b.settled();
      await equalJournals(ticketId);
    }
    const texts = (await b.journal(ticketId)).flatMap((entry) => (entry.kind === 'reported' ? [entry.data.text] : []));
    expect(texts).toHaveLength(6);
    expect(texts.indexOf('Depois de 0.')).toBe(5);
    const { skewMs } = await a.view();
    expect(Math.abs(skewMs ?? 1e9)).toBeLessThan(60_000);
  });

  test('[B3] the work of both after the call stays: one suspends what the other works on, and closes what the other adds to', async () => {
    const [first, second] = [await onDesk(a), await onDesk(a)];
    for (const ticketId of [first, second]) await equalJournals(ticketId);
    await Promise.all([a.network('cut'), b.network('cut')]);
    const until = new Date(Date.now() + 86_400_000).toISOString();
    const waiting = { reasonId: 'aguardando-cliente', who: 'Maria', note: '', until };
    await a.do('service', 'suspend', { ticketId: first, ...waiting });
    await b.do('service', 'start', { ticketId: first });
    await a.do('service', 'start', { ticketId: second });
    await a.do('service', 'discardTimer', { ticketId: second, timerId: await timerOf(a, second), reason: 'engano' });
    await a.do('service', 'close', { ticketId: second, closeChildren: false, ...incidentClosing });
    await b.do('service', 'contact', {
      ...{ ticketId: second, meansId: 'telefone', outcomeId: 'nao-atendeu', contact: '', note: '' },
    });
    await Promise.all([a.network('heal'), b.network('heal')]);
    await Promise.all([a.settled(), b.settled()]);
    for (const ticketId of [first, second]) await equalJournals(ticketId);
    const [one, other] = await Promise.all([a.heads(), b.heads()]);
    expect(other).toEqual(one);
    const head = (ticketId: string) => one.find(({ id }) => id === ticketId)!.folded.ticket;
    expect(head(first)).toMatchObject({ timers: [{ station: expect.any(String) }], suspensions: [{ who: 'Maria' }] });
    expect(head(first).clashes.map(({ register }) => register)).toContain('status');
    expect(head(second)).toMatchObject({ status: 'closed', closing: { unseen: true }, contacts: { attempts: 1 } });
    expect([(await a.view()).refused, (await b.view()).refused]).toEqual([0, 0]);
  });

  test('a customer edited in different fields by both offline has both edits', async () => {
    const customer = await a.do<Customer>('customers', 'save', { id: null, input: customerInput('Padaria Aurora') });
    await a.settled();
    await until(async () => (await b.sql('SELECT id FROM customer_row WHERE id = ?', customer.id)).length === 1);
    await Promise.all([a.network('cut'), b.network('cut')]);
    await a.ask({
      kind: 'edit',
      collection: 'customers',
      document: customer.id,
      change: { name: 'Padaria Aurora Ltda' },
    });
    await b.ask({ kind: 'edit', collection: 'customers', document: customer.id, change: { notes: 'Fecha às 18 h.' } });
    await Promise.all([a.network('heal'), b.network('heal')]);
    const get = (station: StationChild) =>
      station.call<Customer & { notes?: string }>('customers', 'get', { customerId: customer.id });
    await until(
      async () => {
        const both = await Promise.all([get(a), get(b)]);
        return both.every(({ name, notes }) => name === 'Padaria Aurora Ltda' && notes === 'Fecha às 18 h.');
      },
      async () =>
        JSON.stringify([await get(a), await get(b), await a.look('sync', 'queue'), await b.look('sync', 'queue')]),
      10_000,
    );
    const views: SyncView[] = [await a.view(), await b.view()];
    expect(views.map(({ refused }) => refused)).toEqual([0, 0]);
  });
});
