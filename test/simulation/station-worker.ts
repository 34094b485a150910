/** A whole station in a thread of its own: the real core, driven and connected by messages (station-messages.ts). */
import { parentPort } from 'node:worker_threads';
import { createRouterClient } from '@orpc/server';
import type { Session } from '#main/core/session.ts';
import { openStation, type Station } from '#main/core/station.ts';
import { createLogger } from '#main/log/logger.ts';
import { keysInMemory } from '#main/secrets/key-source.ts';
import { betterSqlite3Driver } from '#main/storage/drivers/better-sqlite3.ts';
import { nodeSqliteDriver } from '#main/storage/drivers/node-sqlite.ts';
import { readFolded } from '#main/store/projections/ticket-heads.ts';
import type { Exchange } from '#main/sync/exchange.ts';
import { checkScope } from '#main/sync/self-check.ts';
import { DOCUMENT_COLLECTIONS, type ScopeKey } from '#shared/sync/messages.ts';
import { type FaultDriver, faultDriver } from '../contract/storage/fault-driver.ts';
import { now, type StationClient } from '../support/station-client.ts';
import { perform } from './deeds.ts';
import { PortTransport } from './port-transport.ts';
import type { Answers, Evidence, FromStation, OpenOrder, Order, ToStation } from './station-messages.ts';

if (!parentPort) throw new Error('this is a worker');
const port = parentPort as unknown as import('node:worker_threads').MessagePort;
const say = (message: FromStation) => port.postMessage(message);

interface Opened {
  station: Station;
  transport: PortTransport;
  driver: FaultDriver;
  clock: { ahead: number };
  sessions: Map<string, Session>;
}

let opened: Opened | null = null;

function current(): Opened {
  if (!opened) throw new Error('the station is not open');
  return opened;
}

async function open({ dataDir, plain, pace, ahead, jitter }: OpenOrder): Promise<null> {
  const transport = new PortTransport(port);
  const driver = faultDriver(plain ? nodeSqliteDriver() : betterSqlite3Driver());
  const clock = { ahead };
  early = transport;
  const station = await openStation({
    dataDir,
    keySource: plain ? undefined : keysInMemory(new Uint8Array(32).fill(9)),
    keyProtection: 'key-file',
    version: '0.0.0-simulation',
    clock: () => Date.now() + clock.ahead,
    timeZone: 'America/Sao_Paulo',
    driver,
    log: createLogger({
      level: 'error',
      clock: Date.now,
      write: (line) => {
        const { event, ...facts } = JSON.parse(line) as { event: string };
        say({ kind: 'alarm', event, error: JSON.stringify(facts) });
      },
    }),
    centre: { transport: () => transport, pace, jitter: () => jitter },
  });
  opened = { station, transport, driver, clock, sessions: new Map() };
  return null;
}
/** Of a station that is still being opened. */
let early: PortTransport | null = null;

function clientOf({ station }: Opened): StationClient {
  return createRouterClient(station.router, { context: { session: station.newSession() } }) as StationClient;
}

async function enter(agentIds: readonly string[]): Promise<number> {
  const { station, sessions } = current();
  let known = 0;
  for (const id of agentIds) {
    const person = await station.core.store.collections.staff.findOne(id).exec();
    if (!person) continue;
    const session = sessions.get(id) ?? station.newSession();
    session.enter(person.toMutableJSON());
    sessions.set(id, session);
    known++;
  }
  return known;
}

async function obey(order: Order): Promise<Answers[Order['do']]> {
  switch (order.do) {
    case 'open':
      return open(order.open);
    case 'enrol':
      return clientOf(current()).sync.enrol({
        address: 'https://central.example',
        code: order.code,
        stationName: order.name,
      });
    case 'enter':
      return enter(order.agentIds);
    case 'deed': {
      const { station, sessions } = current();
      const session = sessions.get(order.order.agentId) ?? station.newSession();
      return perform(station, session, order.order);
    }
    case 'clock':
      current().clock.ahead = order.ahead;
      return null;
    case 'break-disk': {
      const { nth, full, after } = order;
      current().driver.arm({ nth, result: full ? 'SQLITE_FULL' : 'SQLITE_IOERR', when: after ? 'after' : 'before' });
      return null;
    }
    case 'mend-disk': {
      const { driver, station } = current();
      driver.disarm();
      if (station.core.data.isOpen && !station.core.data.data.file.failed) return false;
      const again = await station.recovery.reopen();
      if (!again.ok) throw new Error(`not reopened: ${again.refusals[0]?.code}`);
      return true;
    }
    case 'view': {
      const { station } = current();
      const view = await now(clientOf(current()).sync.watch());
      return { ...view, open: station.core.data.isOpen && !station.core.data.data.file.failed };
    }
    case 'evidence':
      return evidence(current());
    case 'close': {
      const { station } = current();
      opened = null;
      await station.close();
      return null;
    }
  }
}

async function evidence({ station, transport }: Opened): Promise<Evidence> {
  const { file, raw, feed } = station.core.store;
  void feed;
  const bodies = (collection: keyof typeof raw) => [
    ...raw[collection]
      .read(file.pluck<string>(`SELECT id FROM ${raw[collection].table} WHERE deleted = 0`).all())
      .values(),
  ];
  const versions = new Map(
    file
      .prepare<{ collection: string; id: string; version: number }>('SELECT collection, id, version FROM sync_base')
      .all()
      .map(({ collection, id, version }) => [`${collection}/${id}`, version]),
  );
  const scopes = file
    .prepare<Evidence['scopes'][number]>('SELECT scope, state, complete, cursor FROM sync_scope')
    .all();
  const exchange = {
    signal: new AbortController().signal,
    ask: (route: 'digest', body: never) => transport.request(route, body, { token: 'judge' }),
  } as unknown as Exchange;
  const checks: Evidence['checks'] = [];
  for (const { scope } of scopes)
    checks.push(
      await checkScope({ store: () => station.core.store, exchange, generation: () => 0 }, scope as ScopeKey),
    );
  return {
    revoked: false,
    number: String(station.core.stationNumber),
    entries: bodies('entries') as unknown as Evidence['entries'],
    heads: file
      .pluck<string>('SELECT id FROM ticket_head')
      .all()
      .map((id) => ({ id, folded: readFolded(station.core.store, id)! })),
    staleHeads: file.pluck<number>('SELECT count(*) FROM ticket_head WHERE stale = 1').get() ?? 0,
    documents: DOCUMENT_COLLECTIONS.flatMap((collection) =>
      bodies(collection).map((document) => ({
        collection,
        id: document.id,
        document,
        version: versions.get(`${collection}/${document.id}`) ?? null,
      })),
    ),
    verdicts: file
      .prepare<{ collection: string; id: string; refusals: string; body: string | null }>(
        'SELECT collection, id, refusals, body FROM verdict',
      )
      .all()
      .map((row) => ({ ...row, refusals: JSON.parse(row.refusals) })),
    clashes: file.prepare<Evidence['clashes'][number]>('SELECT collection, id, field, lost FROM document_clash').all(),
    outbox: file
      .prepare<Evidence['outbox'][number]>('SELECT collection, id, state, sent IS NOT NULL AS sent FROM outbox')
      .all(),
    unechoed: file.pluck<string>('SELECT id FROM unechoed').all(),
    leaving: file.prepare<Evidence['leaving'][number]>('SELECT collection, id FROM leaving').all(),
    held: file.prepare<Evidence['held'][number]>('SELECT collection, id, scope FROM held').all(),
    scopes,
    checks,
    files: file.prepare<Evidence['files'][number]>('SELECT ticket_id AS ticketId, sha256 FROM ticket_attachment').all(),
  };
}

port.on('message', (message: ToStation) => {
  if (message.kind !== 'order') {
    (opened?.transport ?? early)?.take(message);
    return;
  }
  const { no, order } = message;
  obey(order).then(
    (value) => say({ kind: 'answer', no, value }),
    (error: unknown) =>
      say({ kind: 'failed', no, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
say({ kind: 'ready' });
