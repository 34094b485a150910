import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addTestUnit, openTestCentre, type TestCentre } from '#test/support/centre-process.ts';
import { done, now } from '#test/support/station-client.ts';
import { type EnrolledStation, enrolStation, settled, until, view } from '#test/support/sync/enrolled-station.ts';
import { startTestPostgres, type TestPostgres } from '#test/support/test-postgres.ts';

describe('a station and its centre', () => {
  let postgres: TestPostgres;
  let test1: TestCentre;
  let unit: { unitId: string; staffId: string };
  let a: EnrolledStation;

  beforeAll(async () => {
    postgres = await startTestPostgres();
    test1 = await openTestCentre(await postgres.freshDatabase());
    unit = await addTestUnit(test1.centre, 'Matriz');
    a = await enrolStation({ test: test1, ...unit });
  });
  afterAll(async () => {
    await a?.close();
    await test1?.close();
    await postgres?.stop();
  });

  test('what is written here is on the centre, and nothing is left unsent', async () => {
    const { ticketId } = await done(a.client.attendance.open({ looseCallId: null }));
    await done(a.client.tickets.report({ ticketId, text: 'O PDV não imprime.', visibility: 'private' }));
    await settled(a);
    const { rows } = await test1.db.query<{ n: number }>('SELECT count(*)::int AS n FROM entry WHERE ticket_id = $1', [
      ticketId,
    ]);
    expect(rows[0]?.n).toBe((await now(a.client.tickets.watch({ ticketId })))?.entries.length);
    expect((await view(a)).refused).toBe(0);
  });

  test('what is written while offline goes when the network is back', async () => {
    a.network.cut();
    await until(async () => (await view(a)).state === 'offline');
    const { ticketId } = await done(a.client.attendance.open({ looseCallId: null }));
    expect((await view(a)).unsent).toBeGreaterThan(0);
    a.network.heal();
    await settled(a);
    const { rows } = await test1.db.query<{ n: number }>('SELECT count(*)::int AS n FROM entry WHERE ticket_id = $1', [
      ticketId,
    ]);
    expect(rows[0]?.n).toBeGreaterThan(0);
  });
});
