import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addAccount, changeAccount } from '#server/centre/accounts.ts';
import type { Refusal, Result } from '#shared/domain/refusal.ts';
import { addTestUnit, openTestCentre, TEST_PASSWORD, type TestCentre } from '#test/support/centre-process.ts';
import { until } from '#test/support/sync/enrolled-station.ts';
import { StationChild } from '#test/support/sync/station-child.ts';
import { startTestPostgres, type TestPostgres } from '#test/support/test-postgres.ts';

const HOUR = 3_600_000;

let postgres: TestPostgres;
let centre: TestCentre;
let unit: { unitId: string; staffId: string };
let a: StationChild;

beforeAll(async () => {
  postgres = await startTestPostgres();
  centre = await openTestCentre(await postgres.freshDatabase());
  unit = await addTestUnit(centre.centre, 'Matriz');
  a = await new StationChild().start();
  await a.enrol(centre, unit);
});
afterAll(async () => {
  await a?.dispose();
  await centre?.close();
  await postgres?.stop();
});

const signIn = (agentId: string, password = TEST_PASSWORD) =>
  a.call<Result<unknown>>('station', 'signIn', { agentId, password });
const codeOf = async (answer: Promise<Result<unknown>>) => {
  const result = await answer;
  return result.ok ? 'ok' : ((result.refusals as Refusal[])[0]?.code ?? '');
};
const offline = async () => {
  await a.network('cut');
  await until(async () => (await a.view()).state === 'offline');
};
const online = async () => {
  await a.network('heal');
  await until(async () => (await a.view()).state === 'online');
};
const account = async (name: string) => {
  const added = await addAccount(centre.centre.context, centre.centre.packs, {
    name,
    role: 'atendente-n1',
    unitId: unit.unitId,
    password: TEST_PASSWORD,
  });
  if (!added.ok) throw new Error('not added');
  await until(async () => (await a.sql('SELECT 1 FROM held WHERE id = ?', added.value.id)).length > 0);
  return added.value.id;
};

describe('signing in at a station of an organisation', () => {
  test('once at the centre, then with no network until the lease ends', async () => {
    expect((await a.view()).leases[unit.staffId]).toBeTruthy();
    await offline();
    expect(await codeOf(signIn(unit.staffId))).toBe('ok');
    expect(await codeOf(signIn(unit.staffId, 'outra senha'))).toBe('wrong-password');
    await a.ask({ kind: 'clock', ahead: 73 * HOUR });
    expect(await codeOf(signIn(unit.staffId))).toBe('lease-over');
    await a.ask({ kind: 'clock', ahead: -200 * HOUR });
    expect(await codeOf(signIn(unit.staffId))).toBe('lease-over');
    await a.ask({ kind: 'clock', ahead: 0 });
    expect(await codeOf(signIn(unit.staffId))).toBe('ok');
    await online();
  });

  test('whoever never signed in here needs the network, and is told so', async () => {
    const id = await account('Nova Pessoa');
    await offline();
    expect(await codeOf(signIn(id))).toBe('first-sign-in-offline');
    await online();
    expect(await codeOf(signIn(id, 'senha errada'))).toBe('wrong-password');
    expect(await codeOf(signIn(id))).toBe('ok');
    await offline();
    expect(await codeOf(signIn(id))).toBe('ok');
    await online();
  });

  test('the database lost, the lease is still there: from the black box', async () => {
    const lease = () =>
      a.sql<{ until: string }>(
        'SELECT lease_until AS until, refresh FROM agent_lease WHERE agent_id = ?',
        unit.staffId,
      );
    await a.do('recovery', 'backUpNow');
    expect(await codeOf(signIn(unit.staffId))).toBe('ok');
    const held = await lease();
    await a.kill();
    for (const name of ['station.db', 'station.db-wal', 'station.db-shm'])
      rmSync(join(a.dataDir, name), { force: true });
    await a.start();
    expect(await lease()).toEqual(held);
    await offline();
    expect(await codeOf(signIn(unit.staffId))).toBe('ok');
    await online();
  });

  test('a password changed at the centre is good for nothing here from the next contact on', async () => {
    const id = await account('Troca Senha');
    expect(await codeOf(signIn(id))).toBe('ok');
    const changed = await changeAccount(centre.centre.context, id, { password: 'a senha nova' });
    expect(changed.ok).toBe(true);
    expect(await codeOf(signIn(id))).toBe('password-changed');
    await offline();
    expect(await codeOf(signIn(id))).toBe('lease-over');
    await online();
    expect(await codeOf(signIn(id, 'a senha nova'))).toBe('ok');
  });

  test('what is in the station before it is enrolled goes to the centre, under the numbers it was written with', async () => {
    const c = await new StationChild().start();
    try {
      const first = { company: 'Casa', agentName: 'Ana Antes', agentRole: 'atendente-n1', password: 'senha da ana' };
      const { agentId } = await c.do<{ agentId: string }>('station', 'firstRun', { ...first, withSampleData: false });
      const { ticketId, protocol } = await c.do<{ ticketId: string; protocol: string }>('attendance', 'open', {
        looseCallId: null,
      });
      await c.do('tickets', 'report', { ticketId, text: 'De antes.', visibility: 'private' });
      const { makeEnrolCode } = await import('#server/centre/administration.ts');
      const code = await makeEnrolCode(centre.centre.context, { unitId: unit.unitId, adoptStaff: true });
      if (!code.ok) throw new Error('no code');
      await c.do('sync', 'enrol', { address: centre.origin, code: code.value.code, stationName: 'Antiga' });
      await c.settled();
      expect((await c.view()).refused, JSON.stringify(await c.look('sync', 'queue'))).toBe(0);
      await until(async () => (await a.journal(ticketId)).some(({ kind }) => kind === 'reported'));
      const { rows } = await centre.db.query('SELECT 1 FROM account WHERE staff_id = $1', [agentId]);
      expect(rows).toHaveLength(1);
      const opened = (await a.journal(ticketId)).find((entry) => entry.kind === 'call-opened');
      expect(opened?.kind === 'call-opened' && opened.data.protocol).toBe(protocol);
      const after = await c.do<{ protocol: string }>('attendance', 'open', { looseCallId: null });
      expect(after.protocol).not.toBe(protocol);
      await c.settled();
      expect((await c.view()).refused).toBe(0);
    } finally {
      await c.dispose();
    }
  });
});
