import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Entry } from '#shared/domain/ticket/entry.ts';
import { fold } from '#shared/domain/ticket/fold.ts';
import { addTestUnit, openTestCentre, type TestCentre } from '#test/support/centre-process.ts';
import { until } from '#test/support/sync/enrolled-station.ts';
import { ServerChild } from '#test/support/sync/server-child.ts';
import { StationChild } from '#test/support/sync/station-child.ts';
import { TcpProxy } from '#test/support/sync/tcp-proxy.ts';
import { startTestPostgres, type TestPostgres } from '#test/support/test-postgres.ts';

const STATIONS = 3;

let postgres: TestPostgres;
/** For what an administrator does; no station ever talks to it. */
let house: TestCentre;
let proxy: TcpProxy;
let servers: ServerChild[];
let stations: StationChild[];
let unit: { unitId: string; staffId: string };
const folder = mkdtempSync(join(tmpdir(), 'prumo-real-stack-'));

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

beforeAll(async () => {
  postgres = await startTestPostgres();
  const databaseUrl = await postgres.freshDatabase();
  house = await openTestCentre(databaseUrl);
  unit = await addTestUnit(house.centre, 'Matriz');
  proxy = await TcpProxy.open();
  const ports = [await freePort(), await freePort()];
  servers = ports.map((port) => new ServerChild({ port, databaseUrl, dataDir: join(folder, 'central') }));
  for (const server of servers) await server.start();
  proxy.targets.push(...ports);
  stations = await Promise.all(Array.from({ length: STATIONS }, () => new StationChild().start()));
  for (const station of stations) await station.enrol({ ...house, origin: proxy.origin }, unit);
});
afterAll(async () => {
  for (const station of stations ?? []) await station.dispose();
  for (const server of servers ?? []) await server.kill();
  await proxy?.close();
  await house?.close();
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Texts that a station acknowledged, and the ticket on which it did. */
const acknowledged: { text: string; ticketId: string }[] = [];
const tickets: string[] = [];

/** A station's day, until it is told to stop: opens calls and reports on any that it has. What fails was not acknowledged. */
async function work(index: number, isOver: () => boolean): Promise<void> {
  for (let number = 0; !isOver(); number++) {
    const station = stations[index]!;
    try {
      const heads = await station.sql<{ id: string }>('SELECT id FROM ticket_head ORDER BY id');
      if (number % 6 === 0 || heads.length === 0) {
        const { ticketId } = await station.do<{ ticketId: string }>('attendance', 'open', { looseCallId: null });
        tickets.push(ticketId);
        heads.push({ id: ticketId });
      }
      const ticketId = heads[(number * 7 + index) % heads.length]!.id;
      const text = `Relato ${index}-${number}-${Math.round(performance.now())}`;
      await station.do('tickets', 'report', { ticketId, text, visibility: 'private' });
      acknowledged.push({ text, ticketId });
    } catch (error) {
      // The station is being killed and comes back.
      if (!/killed|closed|EPIPE|channel/i.test(String(error))) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

const moment = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function everythingGoesWrongOnce(): Promise<void> {
  for (const index of stations.keys()) {
    await stations[index]!.kill();
    await stations[index]!.start();
    await stations[index]!.enter(unit.staffId);
    await moment(200);
  }
  for (const server of servers) {
    await server.kill();
    await moment(300);
    await server.start();
  }
  proxy.cut();
  await moment(1_000);
  proxy.heal();
  proxy.stall();
  await moment(500);
  proxy.reset();
  const before = postgres.pid();
  process.kill(before, 'SIGINT');
  await until(
    () => postgres.pid() !== before,
    () => 'PostgreSQL does not come back',
  );
  await moment(500);
  await servers[0]!.kill('SIGTERM');
  await servers[0]!.start();
}

test('stations, servers, PostgreSQL and network fail one after the other: nothing is lost, nothing is there twice', async () => {
  let isOver = false;
  const days = stations.map((_, index) => work(index, () => isOver));
  await everythingGoesWrongOnce();
  isOver = true;
  await Promise.all(days);
  await Promise.all(stations.map((station) => station.settled()));

  const centre = async () => {
    const { rows } = await house.db.query<{ body: string }>('SELECT body FROM entry');
    return rows.map(({ body }) => JSON.parse(body) as Entry);
  };
  const idsAt = async (station: StationChild) =>
    (await station.sql<{ id: string }>('SELECT id FROM ticket_head ORDER BY id')).map(({ id }) => id);
  await until(
    async () => {
      const count = (await centre()).length;
      const journals = await Promise.all(
        stations.map(async (station) => {
          const all = await Promise.all((await idsAt(station)).map((id) => station.journal(id)));
          return all.flat().length;
        }),
      );
      return journals.every((length) => length === count);
    },
    async () => `the centre has ${(await centre()).length} entries`,
  );

  const entries = await centre();
  const texts = entries.flatMap((entry) => (entry.kind === 'reported' ? [entry.data.text] : []));
  expect(acknowledged.length).toBeGreaterThan(30);
  for (const { text } of acknowledged) expect(texts.filter((one) => one === text)).toEqual([text]);
  for (const ticketId of tickets)
    expect(entries.filter((entry) => entry.ticketId === ticketId && entry.kind === 'call-opened')).toHaveLength(1);
  const heads = new Map(
    [...Map.groupBy(entries, ({ ticketId }) => ticketId)].map(([id, journal]) => [id, fold(journal)?.ticket]),
  );
  for (const station of stations) {
    const rows = await station.heads();
    expect(rows).toHaveLength(heads.size);
    for (const { id, folded } of rows) expect(folded.ticket).toEqual(heads.get(id));
    expect((await station.view()).refused).toBe(0);
  }
});
