/**
 * A station in a process of its own, driven by messages: what a test of several stations, or of killing one, needs.
 * Arguments: data directory. Messages: see station-child.ts.
 */
import { createRouterClient } from '@orpc/server';
import type { RouterContext } from '#main/core/router/base.ts';
import { openStation } from '#main/core/station.ts';
import { createLogger } from '#main/log/logger.ts';
import { keysInMemory } from '#main/secrets/key-source.ts';
import { betterSqlite3Driver } from '#main/storage/drivers/better-sqlite3.ts';
import { readFolded } from '#main/store/projections/ticket-heads.ts';
import type { SyncPace } from '#main/sync/sync-session.ts';
import { httpTransport } from '#main/sync/transport/http-transport.ts';
import { attach, pngFrom, readFile } from '../attachments.ts';
import type { StationClient } from '../station-client.ts';
import { breakable } from './breakable-driver.ts';
import { FlakyNetwork } from './flaky-network.ts';

const [dataDir = '', paceText = '{}', aheadText = '0'] = process.argv.slice(2);
const network = new FlakyNetwork();
let ahead = Number(aheadText);
let destroyed = false;
const breaking = breakable(betterSqlite3Driver());
const keys = keysInMemory(new Uint8Array(32).fill(9));
const station = await openStation({
  dataDir,
  keySource: {
    ...keys,
    keys: keys.keys,
    destroy: async () => {
      destroyed = true;
    },
  },
  keyProtection: 'key-file',
  driver: breaking,
  version: '0.0.0-test',
  ...(process.env.PRUMO_TEST_LOG
    ? { log: createLogger({ write: (line) => process.stderr.write(line), clock: Date.now }) }
    : {}),
  clock: () => Date.now() + ahead,
  timeZone: 'America/Sao_Paulo',
  centre: {
    transport: (address) => network.around(httpTransport({ address, version: '0.0.0-test', timeOutMs: 60_000 })),
    pace: JSON.parse(paceText) as Partial<SyncPace>,
  },
});
const session = station.newSession();
const context: RouterContext = { session };
const client = createRouterClient(station.router, { context }) as unknown as Record<
  string,
  Record<string, (input?: unknown) => Promise<unknown>>
>;

type Message =
  | { id: number; kind: 'call' | 'look'; group: string; name: string; input: unknown }
  | { id: number; kind: 'network'; change: 'cut' | 'heal' | 'drop' }
  | { id: number; kind: 'fault'; route: string; fault: string }
  | { id: number; kind: 'sql'; sql: string; bound: (string | number)[] }
  | { id: number; kind: 'journal'; ticketId: string }
  | { id: number; kind: 'heads' }
  | { id: number; kind: 'attach'; ticketId: string; seed: string; size: number }
  | { id: number; kind: 'file'; ticketId: string; sha256: string }
  | { id: number; kind: 'enter'; agentId: string }
  | { id: number; kind: 'clock'; ahead: number }
  | { id: number; kind: 'break'; text: string; times: number }
  | { id: number; kind: 'edit'; collection: string; document: string; change: Record<string, unknown> }
  | { id: number; kind: 'state' | 'close' };

async function answer(message: Message): Promise<unknown> {
  switch (message.kind) {
    case 'call':
      return client[message.group]![message.name]!(message.input ?? undefined);
    case 'look': {
      const view = (await client[message.group]![message.name]!(message.input ?? undefined)) as AsyncIterable<unknown>;
      for await (const first of view) return first;
      return null;
    }
    case 'network':
      if (message.change === 'cut') network.cut();
      else if (message.change === 'heal') network.heal();
      else network.dropStreams();
      return null;
    case 'fault':
      network.faults.push(message as never);
      return null;
    case 'heads': {
      const { store } = station.core;
      const ids = store.file.pluck<string>('SELECT id FROM ticket_head ORDER BY id').all();
      return ids.map((id) => ({ id, folded: readFolded(store, id) }));
    }
    case 'sql':
      return station.core.store.file.prepare(message.sql).all(...message.bound);
    case 'attach': {
      const { ticketId, seed, size } = message;
      const bytes = pngFrom(seed, size);
      return attach(client as unknown as StationClient, { ticketId, name: `${seed}.png`, bytes, step: 2 ** 20 });
    }
    case 'file': {
      const { ticketId, sha256 } = message;
      return new Uint8Array(await readFile(client as unknown as StationClient, { ticketId, sha256 }));
    }
    case 'journal':
      return station.core.store.journalNow(message.ticketId);
    case 'enter': {
      const person = await station.core.store.collections.staff.findOne(message.agentId).exec();
      if (person) session.enter(person.toMutableJSON());
      return person !== null;
    }
    case 'break':
      breaking.breakOn(new RegExp(message.text), message.times);
      return null;
    case 'clock':
      ahead = message.ahead;
      return null;
    case 'edit': {
      const collection = station.core.store.collections[message.collection as 'customers'];
      const found = await collection.findOne(message.document).exec();
      await found?.incrementalPatch(message.change);
      return found !== null;
    }
    case 'state':
      return { destroyed, open: station.core.data.isOpen, number: station.core.stationNumber };
    case 'close':
      await station.close();
      return null;
  }
}

process.on('message', (message: Message) => {
  answer(message).then(
    (value) => process.send!({ id: message.id, value }),
    (error: unknown) =>
      process.send!({ id: message.id, error: error instanceof Error ? (error.stack ?? '') : String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
process.send!({ ready: true });
