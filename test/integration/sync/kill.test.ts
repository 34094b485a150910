import { afterAll, beforeAll, expect, test } from 'vitest';
import { addTestUnit, openTestCentre, type TestCentre } from '#test/support/centre-process.ts';
import { until } from '#test/support/sync/enrolled-station.ts';
import { StationChild } from '#test/support/sync/station-child.ts';
import { startTestPostgres, type TestPostgres } from '#test/support/test-postgres.ts';

let postgres: TestPostgres;
let centre: TestCentre;
let unit: { unitId: string; staffId: string };

beforeAll(async () => {
  postgres = await startTestPostgres();
  centre = await openTestCentre(await postgres.freshDatabase());
  unit = await addTestUnit(centre.centre, 'Matriz');
});
afterAll(async () => {
  await centre?.close();
  await postgres?.stop();
});

test('killed again and again while it sends and receives, a station loses nothing and doubles nothing', async () => {
  const a = await new StationChild().start();
  const b = await new StationChild().start();
  try {
    await a.enrol(centre, unit);
    await b.enrol(centre, unit);
    const accepted = new Set<string>();
    const write = async (station: StationChild, text: string) => {
      const { ticketId } = await station.do<{ ticketId: string }>('attendance', 'open', { looseCallId: null });
      accepted.add(ticketId);
      await station.do('tickets', 'report', { ticketId, text, visibility: 'private' });
    };
    for (let round = 0; round < 6; round++) {
      for (let n = 0; n < 4; n++) await Promise.all([write(a, `A ${round}.${n}`), write(b, `B ${round}.${n}`)]);
      // While what both wrote is on its way: `a` dies in a push or a pull.
      await new Promise((resolve) => setTimeout(resolve, round * 7));
      await a.kill();
      await a.start();
      await a.enter(unit.staffId);
    }
    await Promise.all([a.settled(), b.settled()]);
    const entries = async (station: StationChild) =>
      (
        await station.sql<{ id: string }>(`SELECT id FROM ${await entriesTable(station)} WHERE deleted = 0 ORDER BY id`)
      ).map(({ id }) => id);
    await until(async () => JSON.stringify(await entries(a)) === JSON.stringify(await entries(b)));
    const here = await entries(a);
    const { rows } = await centre.db.query<{ id: string }>('SELECT id::text FROM entry ORDER BY id::text');
    expect(here).toEqual(rows.map(({ id }) => id));
    expect(new Set(here).size).toBe(here.length);
    const tickets = await a.sql<{ id: string }>('SELECT id FROM ticket_head');
    expect(new Set(tickets.map(({ id }) => id))).toEqual(accepted);
    expect(await a.heads()).toEqual(await b.heads());
    expect((await a.view()).refused).toBe(0);
  } finally {
    await a.dispose();
    await b.dispose();
  }
});

test('killed during its first synchronisation, a new station goes on where it was and ends up whole', async () => {
  const a = await new StationChild().start();
  const c = await new StationChild().start();
  try {
    await a.enrol(centre, unit);
    for (let n = 0; n < 60; n++) {
      const { ticketId } = await a.do<{ ticketId: string }>('attendance', 'open', { looseCallId: null });
      await a.do('tickets', 'report', { ticketId, text: `Chamado ${n}`, visibility: 'private' });
    }
    await a.settled();
    await c.network('cut');
    await c.network('heal');
    const enrolling = c.enrol(centre, unit).catch(() => {});
    for (let round = 0; round < 4; round++) {
      await new Promise((resolve) => setTimeout(resolve, 60));
      await c.kill();
      await c.start();
    }
    await enrolling;
    if ((await c.view()).state === 'alone') await c.enrol(centre, unit);
    await c.settled();
    const count = (station: StationChild) => station.sql<{ n: number }>('SELECT count(*) AS n FROM ticket_head');
    await until(async () => JSON.stringify(await count(c)) === JSON.stringify(await count(a)));
    const found = await c.sql('SELECT count(*) AS n FROM ticket_fts WHERE ticket_fts MATCH ?', '"Chamado"');
    expect(found).toEqual([{ n: 60 }]);
    expect(await c.sql("SELECT count(*) AS n FROM ticket_head WHERE protocol = ''")).toEqual([{ n: 0 }]);
  } finally {
    await a.dispose();
    await c.dispose();
  }
});

async function entriesTable(station: StationChild): Promise<string> {
  const [row] = await station.sql<{ number: number }>("SELECT number FROM _rx_collection WHERE name = 'entries'");
  return `_rx_${row!.number}`;
}
