import { describe, expect, it } from 'vitest';
import { callTemplates } from '#main/sample/call-templates.ts';
import { sampleCalls } from '#main/sample/sample-calls.ts';
import { sampleCustomers } from '#main/sample/sample-customers.ts';
import { sampleWorkOrders } from '#main/sample/sample-work-orders.ts';
import { customerSchema } from '#shared/domain/customer/customer.ts';
import { isValidDocument } from '#shared/domain/document/document.ts';
import { checkLanguage } from '#shared/domain/language/check-language.ts';
import { compileWordRules } from '#shared/domain/language/word-rules.ts';
import { normalisePhone } from '#shared/domain/phone/phone.ts';
import { defaultPack } from '#shared/procedures/default/pack.ts';
import { packSchema } from '#shared/procedures/schema/pack.ts';

const NOW = new Date('2026-11-21T13:30:00.000Z');
const SEED = 7;

describe('sample customers', () => {
  it('are whole customers with valid documents and telephones', async () => {
    for (const customer of await sampleCustomers(300, SEED, NOW)) {
      expect(customerSchema.parse(customer)).toEqual(customer);
      expect(isValidDocument(customer.document ?? '')).toBe(true);
      for (const phone of customer.phones) {
        expect(normalisePhone(phone.number)).toMatchObject({ ok: true, value: { e164: phone.number } });
      }
    }
  });

  it('show every case that an agent meets', async () => {
    const customers = await sampleCustomers(300, SEED, NOW);
    const some = (test: (customer: (typeof customers)[number]) => boolean) => customers.filter(test).length;
    expect(some((one) => one.kind === 'pf')).toBeGreaterThan(50);
    expect(some((one) => one.kind === 'pj')).toBeGreaterThan(100);
    expect(some((one) => /[A-Z]/.test(one.document ?? ''))).toBeGreaterThan(30);
    expect(some((one) => one.standing.status === 'em-debito' && one.kind === 'pf')).toBeGreaterThan(3);
    expect(some((one) => one.standing.status === 'em-debito' && one.kind === 'pj')).toBeGreaterThan(3);
    expect(some((one) => one.onCallNote !== undefined)).toBeGreaterThan(5);
  });

  it('are the same for the same seed, and have codes, ids and documents of their own', async () => {
    const customers = await sampleCustomers(200, SEED, NOW);
    expect(await sampleCustomers(200, SEED, NOW)).toEqual(customers);
    expect(await sampleCustomers(1, SEED + 1, NOW)).not.toEqual(customers.slice(0, 1));
    for (const key of ['id', 'code', 'document'] as const) {
      expect(new Set(customers.map((customer) => customer[key])).size).toBe(200);
    }
  });
});

describe('sample work orders', () => {
  it('are released in an executable, or open with or without a date', async () => {
    const orders = await sampleWorkOrders(40, SEED, NOW);
    expect(await sampleWorkOrders(40, SEED, NOW)).toEqual(orders);
    for (const order of orders) expect(order.release !== '').toBe(order.status === 'liberada');
    expect(new Set(orders.map((order) => order.status)).size).toBe(2);
    expect(orders.some((order) => order.status === 'aberta' && order.expectedAt > '2026-11-21')).toBe(true);
  });
});

describe('sample calls', () => {
  const pack = packSchema.parse(defaultPack);

  it('are classified in the words of the default pack', () => {
    const ids = (list: readonly { id: string }[]) => list.map((one) => one.id);
    for (const { category, type, priority } of callTemplates) {
      expect(ids(pack.categories)).toContain(category);
      expect(ids(pack.ticketTypes)).toContain(type);
      expect(ids(pack.priorities)).toContain(priority);
    }
  });

  it('[S5.4] have no word that the language checker would mark', async () => {
    const rules = compileWordRules(pack.wordRules);
    for (const call of await sampleCalls(callTemplates.length, SEED)) {
      const marked = checkLanguage([call.subject, call.description, call.solution].join('\n'), rules);
      expect(marked.map((finding) => finding.word)).toEqual([]);
    }
  });

  it('leave no blank unfilled, are the same for the same seed, and turn through all kinds', async () => {
    const calls = await sampleCalls(100, SEED);
    expect(calls).toHaveLength(100);
    expect(await sampleCalls(100, SEED)).toEqual(calls);
    expect(JSON.stringify(calls)).not.toMatch(/[{]\w+[}]/);
    expect(new Set(calls.map((call) => call.category)).size).toBe(
      new Set(callTemplates.map((one) => one.category)).size,
    );
  });
});
