import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCall, registerCustomer } from '#test/support/call.ts';
import { done, now, refused, type StationUnderTest, startStation } from '#test/support/station-client.ts';

let station: StationUnderTest;
beforeEach(async () => {
  station = await startStation();
});
afterEach(() => station.close());

const names = async (text: string) =>
  (await station.client.customers.search({ text, limit: 20 })).map(({ name }) => name);

describe('customers kept by hand', () => {
  it('[S3.7] are registered with the first free code and found at once, after a restart too', async () => {
    const { client } = station;
    const first = await registerCustomer(client, { name: 'Ana Maria' });
    const second = await registerCustomer(client, {
      name: 'José da Conceição',
      code: '3',
      kind: 'pf',
      document: '529.982.247-25',
    });
    const third = await registerCustomer(client, { name: 'Terceiro' });
    expect([first, second, third].map(({ code }) => code)).toEqual(['1', '3', '4']);
    await station.restart();
    expect(await names('jose conceicao')).toEqual(['José da Conceição']);
    expect(await names('529982247')).toEqual(['José da Conceição']);
    expect(await names('')).toEqual(['Ana Maria', 'José da Conceição', 'Terceiro']);
    expect(await station.client.customers.get({ customerId: second.id })).toEqual(second);
  });

  it('[S3.7] a code or document that somebody has is refused, and so is all that is wrong at once', async () => {
    const { client } = station;
    await registerCustomer(client, { name: 'Um', code: 'A-1', kind: 'pf', document: '52998224725' });
    const save = (input: object) =>
      refused(client.customers.save({ id: null, input: { name: 'Dois', kind: 'pj', ...input } }));
    expect(await save({ code: ' a-1 ' })).toEqual(['S3.7 customer-code-taken']);
    expect(await save({ document: '529.982.247-25', kind: 'pf' })).toEqual(['S3.7 customer-document-taken']);
    expect(
      (await save({ name: ' ', document: '111.111.111-11', kind: 'pf', emails: ['isto não é'] })).length,
    ).toBeGreaterThan(1);
    expect(await names('')).toEqual(['Um']);
  });

  it('[S3.7] an edit is found by what is new and no longer by what was', async () => {
    const { client } = station;
    const { id, code } = await registerCustomer(client, {
      name: 'Padaria Velha',
      phones: [{ number: '(11) 98765-4321' }],
    });
    const input = { name: 'Confeitaria Nova', code, kind: 'pj' as const, phones: [{ number: '(21) 97654-3210' }] };
    await done(client.customers.save({ id, input }));
    expect(await names('padaria')).toEqual([]);
    expect(await names('98765')).toEqual([]);
    expect(await names('confeitaria 2197654')).toEqual(['Confeitaria Nova']);
    expect(await refused(client.customers.save({ id: 'nao-ha', input }))).toEqual(['S3.7 customer-unknown']);
  });

  it('[S5.1] a call shows its customer as they are now, and keeps who they were', async () => {
    const { client } = station;
    const customer = await registerCustomer(client, { name: 'Padaria Velha' });
    const call = await openCall(client);
    await call.identify(customer);
    await done(
      client.customers.save({ id: customer.id, input: { name: 'Confeitaria Nova', code: customer.code, kind: 'pj' } }),
    );
    const view = await call.view();
    expect([view.customer?.name, view.ticket.customer?.name]).toEqual(['Confeitaria Nova', 'Padaria Velha']);
    for (const text of ['confeitaria', 'velha'])
      expect((await client.search.all({ text, limit: 5 })).tickets.map(({ id }) => id)).toEqual([call.ticketId]);
  });

  it('pages of customers have no gap and no repeat, by name', async () => {
    const { client } = station;
    const all = Array.from({ length: 23 }, (_, number) => `Cliente ${String.fromCharCode(97 + ((number * 7) % 23))}`);
    for (const name of [...all, 'Cliente a', 'CLIENTE Á']) await registerCustomer(client, { name });
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page = await client.customers.page({ text: 'cliente', after, limit: 4 });
      expect(page.total).toBe(25);
      seen.push(...page.rows.map(({ id }) => id));
      after = page.next;
    } while (after !== null);
    expect(new Set(seen).size).toBe(25);
    expect(seen).toHaveLength(25);
  });

  it('the revision grows with a change of a customer', async () => {
    const before = (await now(station.client.customers.revision())).revision;
    expect(before).toBe(1);
  });
});
