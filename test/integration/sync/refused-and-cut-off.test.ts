import { afterAll, beforeAll, expect, test } from 'vitest';
import { moveStation, revokeStation } from '#server/centre/stations.ts';
import type { QueueView } from '#shared/contract/sync.ts';
import type { TicketView } from '#shared/contract/views.ts';
import { addTestUnit, openTestCentre, type TestCentre } from '#test/support/centre-process.ts';
import { open, report } from '#test/support/sync/deeds.ts';
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

const station = async () => {
  const child = await new StationChild().start();
  await child.enrol(centre, unit);
  return child;
};

/** What an older version, or a damaged memory, may have left in the journal: a character that cannot be stored. */
async function damage(a: StationChild, text: string): Promise<void> {
  const table = `_rx_${(await a.sql<{ number: number }>("SELECT number FROM _rx_collection WHERE name = 'entries'"))[0]!.number}`;
  await a.sql(
    `UPDATE ${table} SET data = replace(data, '${text}', '${text}\\u0000') WHERE data LIKE '%${text}%' RETURNING id`,
  );
}

test('an entry that the centre refuses stays in the history with its reason, blocks nothing, and is written anew', async () => {
  const a = await station();
  try {
    const { ticketId } = await open(a);
    await a.settled();
    await a.network('cut');
    await report(a, ticketId, 'Texto ruim.');
    await report(a, ticketId, 'Texto bom.');
    await damage(a, 'Texto ruim.');
    await a.network('heal');
    await until(
      async () => (await a.view()).refused === 1,
      async () => JSON.stringify(await a.view()),
    );
    await a.settled();
    const queue = await a.look<QueueView>('sync', 'queue');
    const item = queue.items[0]!;
    expect(item).toMatchObject({ state: 'refused', ticketId });
    expect(item.refusals[0]?.message).toBeTruthy();
    const view = await a.look<TicketView>('tickets', 'watch', { ticketId });
    expect(view.delivery[item.id]).toMatchObject({ state: 'refused', settled: null });
    expect(view.entries.map(({ id }) => id)).toContain(item.id);
    expect(view.ticket.entries).toBe(view.entries.length - 1);
    await a.do('sync', 'correct', { id: item.id, text: 'Texto corrigido.', visibility: 'private' });
    await a.settled();
    expect((await a.view()).refused).toBe(0);
    const { rows } = await centre.db.query<{ body: string }>('SELECT body FROM entry WHERE ticket_id = $1', [ticketId]);
    expect(rows.some(({ body }) => body.includes('Texto corrigido.'))).toBe(true);
    expect(rows.some(({ body }) => body.includes('Texto bom.'))).toBe(true);
  } finally {
    await a.dispose();
  }
});

test('a station that was moved to another unit loses the tickets of the former one, and its copies of them', async () => {
  const a = await station();
  const b = await station();
  const branch = await addTestUnit(centre.centre, 'Filial');
  try {
    const { ticketId } = await open(b);
    await report(b, ticketId, 'Segredo da matriz.');
    await b.settled();
    await until(async () => (await a.journal(ticketId)).length > 0);
    await a.network('cut');
    await report(a, ticketId, 'Escrito aqui e recusado.');
    await damage(a, 'Escrito aqui e recusado.');
    await a.network('heal');
    await until(async () => (await a.view()).refused === 1);
    await a.do('recovery', 'backUpNow');
    const stations = await centre.db.query<{ id: string }>('SELECT id FROM station WHERE number = $1', [
      (await a.ask<{ number: number }>({ kind: 'state' })).number,
    ]);
    // The agent's own feed would hold tickets that are assigned to them.
    await centre.db.query('DELETE FROM sign_in WHERE station_id = $1', [stations.rows[0]!.id]);
    await moveStation(centre.centre.context, stations.rows[0]!.id, branch.unitId);
    await until(
      async () => (await a.journal(ticketId)).length === 0,
      async () => JSON.stringify(await a.sql('SELECT * FROM sync_scope')),
    );
    expect(await a.sql('SELECT id FROM ticket_head WHERE id = ?', ticketId)).toEqual([]);
    expect(await a.sql('SELECT rowid FROM ticket_fts WHERE ticket_fts MATCH ?', '"Segredo"')).toEqual([]);
    await until(async () => (await a.sql("SELECT value FROM sync_state WHERE name = 'removedAt'")).length === 0);
    const { backups } = await a.look<{ backups: { name: string }[] }>('recovery', 'watch');
    expect(backups).toHaveLength(1);
    await a.settled();
    // What was typed there and the centre did not take stays, and nothing else of the ticket.
    const { items } = await a.look<QueueView>('sync', 'queue');
    expect(items).toMatchObject([{ state: 'refused', ticketId: null, correctable: null }]);
    expect(items[0]!.kept).toContain('Escrito aqui');
  } finally {
    await a.dispose();
    await b.dispose();
  }
});

test('a revoked station is cut off at once, destroys its key and says so', async () => {
  const a = await station();
  try {
    const { number } = await a.ask<{ number: number }>({ kind: 'state' });
    const { rows } = await centre.db.query<{ id: string }>('SELECT id FROM station WHERE number = $1', [number]);
    await revokeStation(centre.centre.context, rows[0]!.id);
    await until(async () => (await a.view()).state === 'revoked');
    await until(async () => (await a.ask<{ destroyed: boolean; open: boolean }>({ kind: 'state' })).open === false);
    expect((await a.ask<{ destroyed: boolean }>({ kind: 'state' })).destroyed).toBe(true);
    const { storage } = await a.look<{ storage: { state: string; code?: string } }>('recovery', 'watch');
    expect(storage).toMatchObject({ state: 'stopped', code: 'station-revoked' });
  } finally {
    await a.dispose();
  }
});

test('revoked while it is off, a station learns it at its next contact', async () => {
  const a = await station();
  try {
    const { number } = await a.ask<{ number: number }>({ kind: 'state' });
    await a.network('cut');
    const { rows } = await centre.db.query<{ id: string }>('SELECT id FROM station WHERE number = $1', [number]);
    await revokeStation(centre.centre.context, rows[0]!.id);
    expect((await a.view()).state).not.toBe('revoked');
    await a.network('heal');
    await until(async () => (await a.ask<{ destroyed: boolean }>({ kind: 'state' })).destroyed);
  } finally {
    await a.dispose();
  }
});
