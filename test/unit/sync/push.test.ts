import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { silentLogger } from '#main/log/logger.ts';
import { Exchange } from '#main/sync/exchange.ts';
import { pushAll } from '#main/sync/push.ts';
import { StationClock } from '#main/sync/station-clock.ts';
import { writeState } from '#main/sync/tables.ts';
import { CentreRefused, type Transport } from '#main/sync/transport/transport.ts';
import { memoryStation } from '#test/support/sync/memory-station.ts';
import { TestAuthor } from '#test/support/sync-entries.ts';

const { privateKey } = generateKeyPairSync('ed25519');
const at = new Date().toISOString();

/** Four entries for a centre that answers every push with `status`. */
async function pushedTo(status: number) {
  const { store, ledger, file } = await memoryStation();
  writeState(file, 'epoch', 'e');
  const author = new TestAuthor(5, { id: '01900000-0000-7000-8000-000000000001' });
  const entries = author.open();
  while (entries.length < 4) entries.push(author.report(entries[0]!.ticketId, 'Mais.'));
  await store.collections.entries.bulkInsert(entries);
  const sizes: number[] = [];
  const transport: Transport = {
    request: async (route, body) => {
      if (route === 'challenge') return { nonce: 'n', at } as never;
      if (route === 'token') return { token: 't', expiresInSeconds: 600, at } as never;
      sizes.push((body as { rows: unknown[] }).rows.length);
      throw new CentreRefused(status, { refusals: [{ code: 'x', message: 'x' }], at });
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
  const pushing = pushAll({
    store: () => store,
    ledger: () => ledger,
    exchange,
    serially: (task) => task(),
    now: () => at,
    log: silentLogger,
    onPushed: () => {},
  });
  return { pushing, sizes, close: () => store.close() };
}

test('a centre that has too much to do is not asked again in smaller pieces', async () => {
  const { pushing, sizes, close } = await pushedTo(503);
  await expect(pushing).rejects.toMatchObject({ status: 503 });
  expect(sizes).toEqual([4]);
  await close();
});

test('a batch on which the centre fails is halved until each row stands alone', async () => {
  const { pushing, sizes, close } = await pushedTo(500);
  await pushing;
  expect(sizes).toEqual([4, 2, 1, 1, 2, 1, 1]);
  await close();
});
