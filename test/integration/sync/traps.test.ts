/** The seven traps of synchronisation that were measured (DESIGN.md, "Sync"), each as what must never happen. */
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { COLLECTIONS } from '#main/store/open-store.ts';
import { addTestUnit, openTestCentre, type TestCentre } from '#test/support/centre-process.ts';
import { customer, open, report, save } from '#test/support/sync/deeds.ts';
import { until } from '#test/support/sync/enrolled-station.ts';
import { StationChild } from '#test/support/sync/station-child.ts';
import { startTestPostgres, type TestPostgres } from '#test/support/test-postgres.ts';

let postgres: TestPostgres;
let url: string;
let centre: TestCentre;
let unit: { unitId: string; staffId: string };
let a: StationChild;
let b: StationChild;

beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres?.stop());
beforeEach(async () => {
  url = await postgres.freshDatabase();
  centre = await openTestCentre(url);
  unit = await addTestUnit(centre.centre, 'Matriz');
  [a, b] = await Promise.all([new StationChild().start(), new StationChild().start()]);
  await a.enrol(centre, unit);
  await b.enrol(centre, unit);
});
afterEach(async () => {
  await a?.dispose();
  await b?.dispose();
  await centre?.close();
});

const allEntries = async (station: StationChild) => {
  const [row] = await station.sql<{ number: number }>("SELECT number FROM _rx_collection WHERE name = 'entries'");
  const ids = await station.sql<{ id: string }>(`SELECT id FROM _rx_${row!.number} WHERE deleted = 0 ORDER BY id`);
  return ids.map(({ id }) => id);
};
const atCentre = async () =>
  (await centre.db.query<{ id: string }>('SELECT id::text FROM entry ORDER BY id::text')).rows.map(({ id }) => id);
const allAgree = () =>
  until(
    async () => {
      const expected = JSON.stringify(await atCentre());
      return JSON.stringify(await allEntries(a)) === expected && JSON.stringify(await allEntries(b)) === expected;
    },
    async () => JSON.stringify({ centre: await atCentre(), a: await allEntries(a), b: await allEntries(b) }),
  );

describe('synchronisation', () => {
  test('trap 1: a storage error in the middle of a pull or a push skips nothing once the data are open again', async () => {
    await b.ask({ kind: 'break', text: 'INSERT INTO held|INSERT OR IGNORE INTO held', times: 3 });
    for (let n = 0; n < 5; n++) await report(a, (await open(a)).ticketId, `Relato ${n}`);
    await a.settled();
    await until(
      async () => (await b.look<{ storage: { state: string } }>('recovery', 'watch')).storage.state === 'stopped',
    );
    await b.do('recovery', 'reopen');
    await b.settled();
    await allAgree();
  });

  test('trap 2: a clock set back loses no edit', async () => {
    const { ticketId } = await open(a);
    await report(a, ticketId, 'Antes.');
    await a.settled();
    await a.ask({ kind: 'clock', ahead: -5 * 60_000 });
    await report(a, ticketId, 'Com o relógio atrasado.');
    await a.settled();
    await a.kill();
    a.ahead = -3_600_000;
    await a.start();
    await a.enter(unit.staffId);
    await report(a, ticketId, 'Mais atrasado ainda.');
    await a.settled();
    await allAgree();
    expect((await b.journal(ticketId)).filter(({ kind }) => kind === 'reported')).toHaveLength(3);
  });

  test('trap 3: what commits out of order at the centre is skipped by nobody', async () => {
    const blocker = new pg.Client({ connectionString: url });
    await blocker.connect();
    try {
      // An older transaction that ends late holds the horizon back, while others write past it.
      await blocker.query('BEGIN; SELECT pg_current_xact_id()');
      const writers = Array.from({ length: 8 }, async (_, n) => {
        const station = n % 2 === 0 ? a : b;
        await report(station, (await open(station)).ticketId, `Junto ${n}`);
      });
      await Promise.all(writers);
      await until(async () => (await a.view()).unsent + (await b.view()).unsent === 0);
      await blocker.query('COMMIT');
    } finally {
      await blocker.end();
    }
    await allAgree();
  });

  test('trap 4: an edit after a lost reply destroys nothing', async () => {
    const { id } = await save(a, 'Mercado Azul');
    await a.settled();
    await until(async () => (await customer(b, id)) !== null);
    await a.fault('push', 'reply-lost');
    await a.ask({ kind: 'edit', collection: 'customers', document: id, change: { notes: 'Primeira versão.' } });
    await a.ask({ kind: 'edit', collection: 'customers', document: id, change: { notes: 'Segunda versão.' } });
    await a.settled();
    await until(
      async () => (await customer(b, id))?.notes === 'Segunda versão.',
      async () => JSON.stringify(await customer(b, id)),
    );
    expect((await customer(a, id))?.notes).toBe('Segunda versão.');
    expect(await a.sql('SELECT * FROM document_clash')).toEqual([]);
    expect(await b.sql('SELECT * FROM document_clash')).toEqual([]);
  });

  test('trap 5: one bad row holds up none of the others, and a person sees it', async () => {
    const good = await open(a);
    await a.settled();
    await a.network('cut');
    const table = `_rx_${(await a.sql<{ number: number }>("SELECT number FROM _rx_collection WHERE name = 'entries'"))[0]!.number}`;
    for (let n = 0; n < 29; n++) await report(a, good.ticketId, `Relato ${n}.`);
    await a.sql(
      `UPDATE ${table} SET data = replace(data, 'Relato 7.', 'Relato \\u0000') WHERE data LIKE '%Relato 7.%' RETURNING id`,
    );
    await a.network('heal');
    await a.settled();
    expect((await a.view()).refused).toBe(1);
    const { rows } = await centre.db.query("SELECT id FROM entry WHERE body LIKE '%Relato %'");
    expect(rows).toHaveLength(28);
  });

  test('trap 7: the collections fit into one process', () => {
    expect(Object.keys(COLLECTIONS).length).toBeLessThanOrEqual(10);
  });

  test('a centre restored from a backup gets back what it lost', async () => {
    const { ticketId } = await open(a);
    await report(a, ticketId, 'Antes da cópia.');
    await a.settled();
    await allAgree();
    const lost = await open(a);
    await report(a, lost.ticketId, 'Depois da cópia.');
    const { id } = await save(a, 'Depois da cópia Ltda');
    await a.settled();
    await until(async () => (await b.journal(lost.ticketId)).length > 0 && (await customer(b, id)) !== null);
    const before = await atCentre();
    await a.network('cut');
    // As the backup was: nothing of the second ticket, nothing of the customer.
    for (const sql of [
      'DELETE FROM feed WHERE entry_id IN (SELECT id FROM entry WHERE ticket_id = $1)',
      'DELETE FROM entry WHERE ticket_id = $1',
      'DELETE FROM ticket_scope WHERE ticket_id = $1',
      'DELETE FROM ticket WHERE id = $1',
    ])
      await centre.db.query(sql, [lost.ticketId]);
    await centre.db.query("DELETE FROM feed WHERE collection = 'customers' AND id = $1", [id]);
    await centre.db.query("DELETE FROM document WHERE collection = 'customers' AND id = $1", [id]);
    const { beginEpoch } = await import('#server/centre/restored.ts');
    await beginEpoch(centre.db, Date.now());
    // `b` alone brings back what `a` wrote.
    await b.network('drop');
    await until(
      async () => (await atCentre()).length === before.length,
      async () => JSON.stringify([await b.view(), await b.look('sync', 'queue')]),
    );
    await a.network('heal');
    await a.settled();
    await b.settled();
    await allAgree();
    expect(await atCentre()).toEqual(before);
    const { rows } = await centre.db.query("SELECT id FROM document WHERE collection = 'customers' AND id = $1", [id]);
    expect(rows).toHaveLength(1);
    expect((await a.view()).refused + (await b.view()).refused).toBe(0);
  });

  test('a difference that nobody can explain is found by the self-check and repaired', async () => {
    const { ticketId } = await open(a);
    await report(a, ticketId, 'Perdido depois.');
    await a.settled();
    await allAgree();
    const table = `_rx_${(await b.sql<{ number: number }>("SELECT number FROM _rx_collection WHERE name = 'entries'"))[0]!.number}`;
    await b.sql(`DELETE FROM ${table} WHERE data LIKE '%Perdido depois.%' RETURNING id`);
    await until(async () => (await b.journal(ticketId)).some(({ kind }) => kind === 'reported'));
    await allAgree();
  });
});
