import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { silentLogger } from '#main/log/logger.ts';
import { createPosition } from '#main/recovery/position.ts';
import { newestMatches } from '#main/search/ticket-index.ts';
import { nodeSqliteDriver } from '#main/storage/drivers/node-sqlite.ts';
import { openSqliteFile } from '#main/storage/open-sqlite-file.ts';
import { openStore } from '#main/store/open-store.ts';
import { readFolded } from '#main/store/projections/ticket-heads.ts';
import { Exchange } from '#main/sync/exchange.ts';
import { Ledger } from '#main/sync/ledger.ts';
import { pullScope, retryParked } from '#main/sync/pull.ts';
import { readScope, setScopes } from '#main/sync/scopes.ts';
import { StationClock } from '#main/sync/station-clock.ts';
import { writeState } from '#main/sync/tables.ts';
import type { Transport } from '#main/sync/transport/transport.ts';
import { fold } from '#shared/domain/ticket/fold.ts';
import type { FeedRow, PullReply } from '#shared/sync/messages.ts';
import { TestAuthor } from '#test/support/sync-entries.ts';

const { privateKey } = generateKeyPairSync('ed25519');

async function stationWith(pages: PullReply[]) {
  const file = openSqliteFile({ path: ':memory:', driver: nodeSqliteDriver() });
  createPosition(file);
  const ledger = new Ledger(file, { now: () => new Date().toISOString() });
  const store = await openStore(file, { alongside: ledger.hook });
  ledger.listen();
  writeState(file, 'epoch', 'e');
  setScopes(file, ['o']);
  const asked: (string | null)[] = [];
  const transport: Transport = {
    request: async (route, body) => {
      if (route === 'challenge') return { nonce: 'n', at: new Date().toISOString() } as never;
      if (route === 'token') return { token: 't', expiresInSeconds: 600, at: new Date().toISOString() } as never;
      const { cursor } = body as { cursor: string | null };
      asked.push(cursor);
      return pages[cursor === null ? 0 : Number(cursor)]! as never;
    },
    stream: async () => {},
  };
  const exchange = new Exchange({
    transport,
    clock: new StationClock(Date.now),
    stationId: 's',
    privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
    signal: new AbortController().signal,
    onContact: () => {},
  });
  const parts = {
    store: () => store,
    ledger: () => ledger,
    exchange,
    serially: <T>(task: () => Promise<T>) => task(),
    log: silentLogger,
    onApplied: () => {},
  };
  return { file, store, parts, asked };
}

const at = new Date().toISOString();
const page = (number: number, rows: FeedRow[], more: boolean): PullReply => ({
  rows,
  cursor: String(number),
  more,
  progress: null,
  at,
});

test('trap 6: an empty page and a short one do not end the pull', async () => {
  const author = new TestAuthor(5, { id: '01900000-0000-7000-8000-000000000001' });
  const tickets = [author.open(), author.open()];
  const rows = tickets.map((entries) => entries.map((entry): FeedRow => ({ kind: 'entry', entry })));
  const { store, parts, asked, file } = await stationWith([
    page(1, [], true),
    page(2, rows[0]!, true),
    page(3, [], true),
    page(4, rows[1]!, false),
  ]);
  await pullScope(parts, 'o');
  expect(asked).toEqual([null, '1', '2', '3']);
  expect(readScope(file, 'o')).toMatchObject({ cursor: '4', complete: true });
  expect(tickets.map((entries) => store.journalNow(entries[0]!.ticketId).length)).toEqual(
    tickets.map(({ length }) => length),
  );
  await store.close();
});

test('a page that comes twice changes nothing, and a page that starts elsewhere is left alone', async () => {
  const author = new TestAuthor(5, { id: '01900000-0000-7000-8000-000000000001' });
  const entries = author.open();
  const rows = entries.map((entry): FeedRow => ({ kind: 'entry', entry }));
  const { store, parts, file } = await stationWith([page(1, rows, false)]);
  await pullScope(parts, 'o');
  const { applyPage } = await import('#main/sync/pull.ts');
  const again = { scope: 'o' as const, rows, reached: { cursor: '2', complete: true, progress: null } };
  expect(await applyPage(parts, { ...again, from: '1' })).toBe(true);
  expect(await applyPage(parts, { ...again, from: '1' })).toBe(false);
  expect(store.journalNow(entries[0]!.ticketId)).toHaveLength(entries.length);
  expect(file.pluck<number>('SELECT count(*) FROM ticket_head').get()).toBe(1);
  expect(file.pluck<number>('SELECT count(*) FROM outbox').get()).toBe(0);
  await store.close();
});

test('a row that cannot be taken in holds up none of the others, is parked, and is tried again', async () => {
  const author = new TestAuthor(5, { id: '01900000-0000-7000-8000-000000000001' });
  const rows = [author.open(), author.open()].flat().map((entry): FeedRow => ({ kind: 'entry', entry }));
  const broken = { id: '1', code: '1', name: 'A', updatedAt: at } as never;
  rows.splice(1, 0, { kind: 'document', collection: 'customers', id: '1', version: 3, document: broken });
  const { store, parts, file } = await stationWith([page(1, rows, false)]);
  await pullScope(parts, 'o');
  expect(readScope(file, 'o')).toMatchObject({ cursor: '1', complete: true });
  expect(file.pluck<number>('SELECT count(*) FROM ticket_head').get()).toBe(2);
  expect(file.pluck<string>('SELECT key FROM parked_row').all()).toEqual(['customers/1']);
  await retryParked(parts, 'o');
  expect(file.pluck<string>('SELECT key FROM parked_row').all()).toEqual(['customers/1']);
  file.exec(
    `UPDATE parked_row SET row = json_set(row, '$.document.contacts', json('[]'), '$.document.phones', json('[]'), '$.document.emails', json('[]'))`,
  );
  await retryParked(parts, 'o');
  expect(file.pluck<string>('SELECT key FROM parked_row').all()).toEqual([]);
  expect(store.raw.customers.one('1')?.name).toBe('A');
  await store.close();
});

const manyTickets = () => {
  const author = new TestAuthor(5, { id: '01900000-0000-7000-8000-000000000001' });
  return Array.from({ length: 300 }, () => author.open());
};
const firstPage = (tickets: ReturnType<typeof manyTickets>): PullReply => {
  const rows = tickets.toReversed().flatMap((entries) => entries.map((entry): FeedRow => ({ kind: 'entry', entry })));
  return { ...page(1, rows, false), progress: { done: rows.length, total: rows.length } };
};

test('a page of the first synchronisation goes in whole, with heads, counters and words as its journals say', async () => {
  const tickets = manyTickets();
  const { store, parts, file } = await stationWith([firstPage(tickets)]);
  await pullScope(parts, 'o');
  expect(readScope(file, 'o')).toMatchObject({ cursor: '1', complete: true });
  for (const entries of tickets) expect(readFolded(store, entries[0]!.ticketId)).toEqual(fold(entries));
  expect(file.pluck<number>('SELECT sum(tickets) FROM ticket_count').get()).toBe(tickets.length);
  const protocols = file
    .prepare<{ number: number; protocol: string }>('SELECT number, protocol FROM ticket_head LIMIT 20')
    .all();
  for (const { number, protocol } of protocols) expect(newestMatches(file, protocol, 10)).toEqual([number]);
  await store.close();
});

test('what was written of a page and then taken back ends the pull; the page comes again and is whole', async () => {
  const tickets = manyTickets();
  const { store, parts, file } = await stationWith([firstPage(tickets)]);
  let turns = 0;
  const disturbed = {
    ...parts,
    serially: async <T>(task: () => Promise<T>) => {
      if (++turns === 2)
        expect(() =>
          file.part(() => {
            throw new Error('a full disk, say');
          }),
        ).toThrow('a full disk');
      return task();
    },
  };
  await expect(pullScope(disturbed, 'o')).rejects.toThrow('part of a page was lost');
  expect(readScope(file, 'o')).toMatchObject({ cursor: null, complete: false });
  await pullScope(parts, 'o');
  expect(readScope(file, 'o')).toMatchObject({ cursor: '1', complete: true });
  expect(file.pluck<number>('SELECT count(*) FROM ticket_head').get()).toBe(tickets.length);
  await store.close();
});

test('a write of this station in the middle of a page is durable by itself, and the page goes on', async () => {
  const tickets = manyTickets();
  const { store, parts, file } = await stationWith([firstPage(tickets)]);
  let told = 0;
  store.feed.listen(() => told++);
  let turns = 0;
  const busy = {
    ...parts,
    serially: async <T>(task: () => Promise<T>) => {
      if (++turns === 2) {
        expect(told).toBe(0);
        writeState(file, 'dataAsOf', at);
        expect(told).toBeGreaterThan(0);
      }
      return task();
    },
  };
  await pullScope(busy, 'o');
  expect(turns).toBeGreaterThan(2);
  expect(file.pluck<number>('SELECT count(*) FROM ticket_head').get()).toBe(tickets.length);
  await store.close();
});
