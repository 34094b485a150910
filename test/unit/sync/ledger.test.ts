import { expect, test } from 'vitest';
import { writePosition } from '#main/recovery/position.ts';
import type { RawDocument } from '#main/store/raw-collection.ts';
import { takeDocument } from '#main/sync/apply-rows.ts';
import { beginOffering, offerSome } from '#main/sync/offering.ts';
import { deliveredUpTo, nextUnsent } from '#main/sync/outbox.ts';
import { AT, enrolInMemory, memoryStation } from '#test/support/sync/memory-station.ts';
import { TestAuthor } from '#test/support/sync-entries.ts';

const author = () => new TestAuthor(5, { id: '01900000-0000-7000-8000-000000000001' });
const customer = (id: string, name: string) =>
  ({ id, code: id, name, kind: 'pj', phones: [], contacts: [], emails: [], createdAt: AT, updatedAt: AT }) as never;

test('a station that works by itself notes nothing; enrolled, it notes every write with the write', async () => {
  const { file, store } = await memoryStation({ enrolled: false });
  await store.collections.entries.bulkInsert(author().open());
  expect(nextUnsent(file, 10)).toEqual([]);
  enrolInMemory(file);
  const [entry] = author().open();
  await store.collections.entries.insert(entry!);
  expect(nextUnsent(file, 10).map(({ id, ticketId }) => [id, ticketId])).toEqual([[entry!.id, entry!.ticketId]]);
  await store.close();
});

test('a write that fails is noted by nobody', async () => {
  const { file, store } = await memoryStation();
  expect(() =>
    file.transaction(() => {
      store.raw.customers.write([customer('1', 'A')]);
      throw new Error('refused');
    }),
  ).toThrow('refused');
  expect(nextUnsent(file, 10)).toEqual([]);
  expect(store.raw.customers.one('1')).toBeNull();
  await store.close();
});

test('what comes from the centre is not sent back, and an edit of it remembers what it began from', async () => {
  const { file, store, ledger } = await memoryStation();
  const document = customer('1', 'A') as RawDocument;
  ledger.fromCentre(() =>
    file.transaction(() => takeDocument(store, { collection: 'customers', id: '1', version: 4, document })),
  );
  expect(nextUnsent(file, 10)).toEqual([]);
  await (await store.collections.customers.findOne('1').exec())!.incrementalPatch({ name: 'B' });
  await (await store.collections.customers.findOne('1').exec())!.incrementalPatch({ name: 'C' });
  expect(nextUnsent(file, 10)).toMatchObject([{ collection: 'customers', id: '1', edits: 2 }]);
  const base = file.prepare<{ version: number; body: string }>('SELECT version, body FROM sync_base').get()!;
  expect({ version: base.version, name: (JSON.parse(base.body) as { name: string }).name }).toEqual({
    version: 4,
    name: 'A',
  });
  await store.close();
});

test('everything that was there before is offered, cut off anywhere, once and in the order in which it was written', async () => {
  const { file, store } = await memoryStation({ enrolled: false });
  const who = author();
  const entries = Array.from({ length: 25 }, () => who.open()).flat();
  await store.collections.entries.bulkInsert(entries);
  await store.collections.customers.bulkInsert([customer('1', 'A'), customer('2', 'B')]);
  enrolInMemory(file);
  file.transaction(() => beginOffering(file));
  for (let step = 0; step < 3; step++) offerSome(store, 7);
  // Written meanwhile, and there already when its turn comes.
  const [late] = who.open();
  await store.collections.entries.insert(late!);
  while (!offerSome(store, 7));
  const offered = nextUnsent(file, 1_000);
  expect(offered.filter(({ collection }) => collection === 'customers')).toHaveLength(2);
  const ids = offered.filter(({ collection }) => collection === 'entries').map(({ id }) => id);
  expect(ids.filter((id) => id !== late!.id)).toEqual(entries.map(({ id }) => id));
  expect(new Set(ids).size).toBe(entries.length + 1);
  expect(offerSome(store, 7)).toBe(true);
  await store.close();
});

test('the black box may lose what is on the centre, and nothing that is unsent', async () => {
  const { file, store } = await memoryStation();
  writePosition(file, 10);
  expect(deliveredUpTo(file)).toBe(10);
  await store.collections.entries.bulkInsert(author().open());
  writePosition(file, 12);
  expect(deliveredUpTo(file)).toBe(10);
  file.exec('DELETE FROM outbox');
  expect(deliveredUpTo(file)).toBe(12);
  await store.close();
});
