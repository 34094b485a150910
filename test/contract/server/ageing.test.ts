import { afterAll, beforeAll, expect, it } from 'vitest';
import { ageOnce } from '#server/centre/ageing.ts';
import { addTestStation, addTestUnit, openTestCentre, type TestCentre } from '#test/support/centre-process.ts';
import { entryRows, TestAuthor } from '#test/support/sync-entries.ts';
import { startTestPostgres, type TestPostgres } from '#test/support/test-postgres.ts';

let postgres: TestPostgres;
let at: TestCentre;
beforeAll(async () => {
  postgres = await startTestPostgres();
  at = await openTestCentre(await postgres.freshDatabase());
});
afterAll(async () => {
  await at?.close();
  await postgres?.stop();
});

const TICKETS = 1_000;

it('many tickets that grow old at once leave in transactions of a bounded size, each with its word to the stations', async () => {
  const { unitId, staffId } = await addTestUnit(at.centre, 'Matriz');
  const station = await addTestStation(at.centre, { unitId, staffIds: [staffId] });
  const opened = new TestAuthor(station.stationNumber, { id: staffId }).open();
  await at.centre.push(await station.access(), { epoch: station.epoch, rows: entryRows(opened) });
  await at.db.query(
    `WITH old AS (
       INSERT INTO ticket (id, birth_unit, open, closed_at, head)
       SELECT gen_random_uuid(), birth_unit, false, now() - interval '100 days', head FROM ticket, generate_series(1, $1)
       RETURNING id, number)
     INSERT INTO ticket_scope (scope, number, ticket_id, open) SELECT $2, number, id, false FROM old`,
    [TICKETS, `u:${unitId}`],
  );
  let transactions = 0;
  const { context } = at.centre;
  const counted = { ...context, db: { ...context.db, transaction: counting } };
  function counting<T>(work: Parameters<typeof context.db.transaction<T>>[0]): Promise<T> {
    transactions++;
    return context.db.transaction(work);
  }
  expect(await ageOnce(counted)).toBe(TICKETS);
  const { rows } = await at.db.query<{ xid: string; count: number }>(
    "SELECT xid::text, count(*)::int AS count FROM feed WHERE kind = 't' AND scope = $1 GROUP BY xid",
    [`u:${unitId}`],
  );
  expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(TICKETS);
  expect(Math.max(...rows.map(({ count }) => count))).toBeLessThanOrEqual(200);
  expect(transactions).toBeGreaterThanOrEqual(TICKETS / 200);
  const left = await at.db.query('SELECT FROM ticket_scope WHERE scope = $1', [`u:${unitId}`]);
  // The one that is open.
  expect(left.rowCount).toBe(1);
  expect(await ageOnce(context)).toBe(0);
});
