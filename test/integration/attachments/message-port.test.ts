import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { RPCHandler } from '@orpc/server/message-port';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { attach, hashOf, pngOf, readFile } from '#test/support/attachments.ts';
import { openCall } from '#test/support/call.ts';
import { type StationClient, type StationUnderTest, startStation } from '#test/support/station-client.ts';

let under: StationUnderTest;
beforeEach(async () => {
  under = await startStation();
});
afterEach(() => under.close());

test('files go in and out over a message port as they do over a socket', async () => {
  const { ticketId } = await openCall(under.client);
  const { port1, port2 } = new MessageChannel();
  const session = under.station.newSession();
  const person = await under.station.core.store.collections.staff.findOne().exec();
  session.enter(person!.toMutableJSON());
  new RPCHandler(under.station.router).upgrade(port1 as never, { context: { session } });
  port1.start();
  const client = createORPCClient(new RPCLink({ port: port2 as never })) as unknown as StationClient;
  port2.start();
  const bytes = pngOf(2_500_000);
  const sha256 = await attach(client, { ticketId, name: 'tela.png', bytes, step: 2 ** 20 });
  expect(sha256).toBe(hashOf(bytes));
  expect((await readFile(client, { ticketId, sha256 })).equals(bytes)).toBe(true);
  port1.close();
});
