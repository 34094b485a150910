/** What the pages of the centre ask of it, over HTTP on a real PostgreSQL: who may, and what holds when many ask at once. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { letAdministratorIn } from '#server/centre/admin/let-in.ts';
import { firstAdministratorCode } from '#server/centre/administration.ts';
import { defaultPack } from '#shared/procedures/default/pack.ts';
import type { NewCode, PersonAdded, RecordPage, StaffView, UnitView } from '#shared/sync/administration.ts';
import { openTestCentre, type TestCentre } from '#test/support/centre-process.ts';
import { startTestPostgres, type TestPostgres } from '#test/support/test-postgres.ts';

let postgres: TestPostgres;
let at: TestCentre;
let now: number;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
beforeEach(async () => {
  now = Date.parse('2026-11-21T12:00:00Z');
  await at?.close();
  at = await openTestCentre(await postgres.freshDatabase(), { clock: () => now });
});
afterAll(async () => {
  await at.close();
  await postgres.stop();
});

const HOUSE = { organisation: 'Casa', units: ['Matriz'], name: 'Helena', login: 'helena', password: 'senha-da-helena' };
const READS = ['/session', '/stations', '/units', '/staff', '/packs', '/health'];
const WRITES = [
  '/sign-out',
  '/record',
  '/stations/code',
  '/stations/code/take-back',
  '/stations/revoke',
  '/stations/move',
  '/units',
  '/units/rename',
  '/staff',
  '/staff/change',
  '/staff/password-link',
  '/packs/check',
  '/packs/publish',
];
const OPEN = ['/one-use-link', '/first-access', '/sign-in', '/password'];

interface Answered {
  status: number;
  body: unknown;
  cookie: string;
}

async function ask(path: string, body?: unknown, cookie = ''): Promise<Answered> {
  const response = await fetch(`${at.origin}/v1/admin${path}`, {
    headers: { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const given = response.headers.get('set-cookie')?.split(';')[0] ?? '';
  return { status: response.status, body: await response.json(), cookie: given };
}

async function begin(): Promise<string> {
  const code = await firstAdministratorCode(at.centre.context);
  return (await ask('/first-access', { ...HOUSE, code: code?.code })).cookie;
}

/** A second person who administers, signed in. */
async function secondAdministrator(cookie: string): Promise<{ id: string; cookie: string }> {
  const [unit] = (await ask('/units', undefined, cookie)).body as UnitView[];
  const role = ((await ask('/staff', undefined, cookie)).body as StaffView).roles.find(
    ({ administers }) => administers,
  );
  const input = { name: 'Rita', role: role?.id, unitId: unit?.id, login: 'rita' };
  const added = (await ask('/staff', input, cookie)).body as PersonAdded;
  expect((await ask('/password', { code: added.code, password: 'senha-da-rita' })).status).toBe(200);
  const signedIn = await ask('/sign-in', { login: 'rita', password: 'senha-da-rita' });
  return { id: added.id, cookie: signedIn.cookie };
}

describe('when nobody can sign in any more', () => {
  const letIn = (login: string) => letAdministratorIn(at.centre.context, at.centre.packs, login);
  const enter = async (login: string) => {
    const code = await letIn(login);
    if (!code.ok) throw new Error(code.refusals[0]?.message);
    expect((await ask('/password', { code: code.value.code, password: 'uma-senha-nova' })).status).toBe(200);
    expect((await ask('/password', { code: code.value.code, password: 'uma-senha-nova' })).status).toBe(403);
    return ask('/sign-in', { login, password: 'uma-senha-nova' });
  };

  it('lets whoever is known, was dismissed or is new in by a one-use link, and records it', async () => {
    expect(await letIn('helena')).toMatchObject({ ok: false, refusals: [{ code: 'not-begun' }] });
    const cookie = await begin();
    const rita = await secondAdministrator(cookie);
    expect((await ask('/staff/change', { staffId: rita.id, active: false }, cookie)).status).toBe(200);
    // Until it is used, nothing is different for whoever still can.
    expect((await letIn('helena')).ok).toBe(true);
    expect((await ask('/sign-in', { login: 'helena', password: HOUSE.password })).status).toBe(200);
    for (const login of ['helena', 'rita', 'nova.pessoa']) expect((await enter(login)).status, login).toBe(200);
    const { cookie: newcomer } = await ask('/sign-in', { login: 'nova.pessoa', password: 'uma-senha-nova' });
    const record = (await ask('/record', { before: null }, newcomer)).body as RecordPage;
    const lettings = record.rows.filter(({ act }) => act === 'administrator-let-in');
    expect(lettings.map(({ by, about }) => [by, about])).toEqual([
      [null, 'nova.pessoa'],
      [null, 'rita'],
      [null, 'helena'],
      [null, 'helena'],
    ]);
  });
});

describe('who may', () => {
  it('lets nobody in without a session, and answers in words', async () => {
    await begin();
    for (const path of READS) expect((await ask(path)).status, path).toBe(401);
    for (const path of WRITES) expect((await ask(path, {})).status, path).toBe(401);
  });

  it('ends a session after half an hour without use, and after twelve hours in any case', async () => {
    const cookie = await begin();
    now += 29 * 60_000;
    expect((await ask('/units', undefined, cookie)).status).toBe(200);
    now += 29 * 60_000;
    expect((await ask('/units', undefined, cookie)).status).toBe(200);
    now += 31 * 60_000;
    expect((await ask('/units', undefined, cookie)).status).toBe(401);
    const again = (await ask('/sign-in', { login: 'helena', password: HOUSE.password })).cookie;
    for (let minutes = 0; minutes < 12 * 60; minutes += 20) {
      expect((await ask('/units', undefined, again)).status, `after ${minutes} min`).toBe(200);
      now += 20 * 60_000;
    }
    now += 60_000;
    expect((await ask('/units', undefined, again)).status).toBe(401);
  });

  it('ends the sessions of somebody whose password was set anew', async () => {
    const cookie = await begin();
    const second = await secondAdministrator(cookie);
    const link = (await ask('/staff/password-link', { staffId: second.id }, cookie)).body as NewCode;
    expect((await ask('/units', undefined, second.cookie)).status, 'a link alone changes nothing').toBe(200);
    await ask('/password', { code: link.code, password: 'outra-senha-da-rita' });
    expect((await ask('/units', undefined, second.cookie)).status).toBe(401);
    expect((await ask('/sign-in', { login: 'rita', password: 'senha-da-rita' })).status).toBe(401);
  });

  it('answers no body with a failure of its own', async () => {
    const cookie = await begin();
    const bodies = [
      '{',
      'null',
      '[]',
      '{"name":1e400}',
      '{"name":"a","name":"b"}',
      `${'['.repeat(10_000)}${']'.repeat(10_000)}`,
    ];
    const words = ['\u0000', '\ud800', '__proto__', 'x'.repeat(100_000), '→ß', ' '];
    const fields = ['name', 'code', 'login', 'password', 'stationId', 'unitId', 'staffId', 'codeId', 'text', 'before'];
    for (const path of [...WRITES.slice(1), ...OPEN]) {
      for (const body of [...bodies, ...words.map((word) => Object.fromEntries(fields.map((field) => [field, word])))])
        expect((await ask(path, body, cookie)).status, `${path} ${JSON.stringify(body).slice(0, 60)}`).toBeLessThan(
          500,
        );
    }
  });
});

describe('many at once', () => {
  it('takes the first access from one of many', async () => {
    const code = (await firstAdministratorCode(at.centre.context))?.code;
    const tries = Array.from({ length: 6 }, (_, index) => ask('/first-access', { ...HOUSE, login: `a${index}`, code }));
    const statuses = (await Promise.all(tries)).map(({ status }) => status).sort();
    expect(statuses).toEqual([200, 403, 403, 403, 403, 403]);
    const { rows } = await at.db.query('SELECT FROM unit');
    expect(rows).toHaveLength(1);
  });

  it('leaves nothing behind of a first access that was refused', async () => {
    const code = (await firstAdministratorCode(at.centre.context))?.code;
    expect((await ask('/first-access', { ...HOUSE, units: ['a', 'A'], code })).status).toBe(400);
    expect((await at.db.query('SELECT FROM unit')).rows).toHaveLength(0);
    expect((await ask('/first-access', { ...HOUSE, code })).status, 'the code is still good').toBe(200);
  });

  it('keeps one of two who dismiss each other at the same moment', async () => {
    const cookie = await begin();
    const second = await secondAdministrator(cookie);
    const { people } = (await ask('/staff', undefined, cookie)).body as StaffView;
    const first = people.find(({ login }) => login === 'helena');
    await Promise.all([
      ask('/staff/change', { staffId: second.id, active: false }, cookie),
      ask('/staff/change', { staffId: first?.id, active: false }, second.cookie),
    ]);
    const { rows } = await at.db.query('SELECT FROM account WHERE deactivated_at IS NULL');
    expect(rows).toHaveLength(1);
  });

  it('adds a unit of one name once, and publishes a version once', async () => {
    const cookie = await begin();
    const units = await Promise.all(['Filial', 'filial', 'FILIAL'].map((name) => ask('/units', { name }, cookie)));
    expect(units.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const text = JSON.stringify({ ...defaultPack, version: 900 });
    const packs = await Promise.all([1, 2, 3].map(() => ask('/packs/publish', { text }, cookie)));
    expect(packs.map(({ status }) => status).sort()).toEqual([200, 422, 422]);
  });
});

it('writes down every act with who did it, and nothing of what was refused', async () => {
  const cookie = await begin();
  await ask('/units', { name: 'Filial' }, cookie);
  await ask('/units', { name: 'Filial' }, cookie);
  await ask('/sign-in', { login: 'helena', password: 'errada' });
  const { rows } = (await ask('/record', { before: null }, cookie)).body as {
    rows: { act: string; by: string; about: string }[];
  };
  expect(rows.map(({ act, by, about }) => `${act} ${by} ${about}`)).toEqual([
    'sign-in-refused null Helena',
    'unit-added Helena Filial',
    'first-access Helena Casa',
  ]);
});
