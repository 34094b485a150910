import { generateKeyPairSync } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { createParser } from 'eventsource-parser';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeAccount } from '#server/centre/accounts.ts';
import { makeEnrolCode } from '#server/centre/administration.ts';
import { moveStation, revokeStation } from '#server/centre/stations.ts';
import { makeToken } from '#server/centre/tokens.ts';
import { draft } from '#shared/domain/ticket/draft.ts';
import type { AgentSignInReply, EnrolReply } from '#shared/sync/access.ts';
import type { PullReply, PushReply } from '#shared/sync/messages.ts';
import type { SearchReply } from '#shared/sync/older-tickets.ts';
import {
  addTestStation,
  addTestUnit,
  openTestCentre,
  TEST_PASSWORD,
  type TestCentre,
  type TestStation,
} from '#test/support/centre-process.ts';
import { entryRows, TestAuthor } from '#test/support/sync-entries.ts';
import { startTestPostgres, type TestPostgres } from '#test/support/test-postgres.ts';

let postgres: TestPostgres;
let at: TestCentre;
let now = Date.parse('2026-11-21T12:00:00Z');
let unit: { unitId: string; staffId: string };
beforeAll(async () => {
  postgres = await startTestPostgres();
  at = await openTestCentre(await postgres.freshDatabase(), { clock: () => now });
  unit = await addTestUnit(at.centre, 'Matriz');
});
afterAll(async () => {
  await at.close();
  await postgres.stop();
});

interface Asked {
  token?: string;
  headers?: Record<string, string>;
}

async function post<T>(
  path: string,
  body: unknown,
  { token, headers = {} }: Asked = {},
): Promise<{ status: number; body: T }> {
  const response = await fetch(at.origin + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers },
    body: typeof body === 'string' || body instanceof Uint8Array ? (body as string) : JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as T };
}

const codeOf = ({ body }: { body: unknown }) => (body as { refusals: { code: string }[] }).refusals[0]?.code;

async function enrolRequest(code: string) {
  const { publicKey } = generateKeyPairSync('ed25519');
  return { code, name: 'Recepção', publicKey: publicKey.export({ format: 'jwk' }).x!, version: '1.0.0', staff: [] };
}

async function newCode(adoptStaff = false): Promise<string> {
  const made = await makeEnrolCode(at.centre.context, { unitId: unit.unitId, adoptStaff });
  if (!made.ok) throw new Error('no code');
  return made.value.code;
}

const station = (staffIds = [unit.staffId]): Promise<TestStation> =>
  addTestStation(at.centre, { unitId: unit.unitId, staffIds });

describe('enrolment', () => {
  it('gives a station its number once, and answers the same to a repeated request', async () => {
    const request = await enrolRequest(await newCode());
    const first = await post<EnrolReply>('/v1/enrol', request);
    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({ unit: { name: 'Matriz' }, staffTaken: [] });
    expect((await post<EnrolReply>('/v1/enrol', request)).body.stationId).toBe(first.body.stationId);
    const again = await post('/v1/enrol', await enrolRequest(request.code));
    expect([again.status, codeOf(again)]).toEqual([403, 'code-used']);
    const second = await post<EnrolReply>('/v1/enrol', await enrolRequest(await newCode()));
    expect(second.body.stationNumber).toBeGreaterThan(first.body.stationNumber);
  });

  it('refuses codes that do not exist or are too old', async () => {
    const unknown = await post('/v1/enrol', await enrolRequest('AAAA-BBBB-CCCC'));
    expect([unknown.status, codeOf(unknown)]).toEqual([403, 'code-unknown']);
    const code = await newCode();
    now += 73 * 3_600_000;
    const late = await post('/v1/enrol', await enrolRequest(code));
    expect([late.status, codeOf(late)]).toEqual([403, 'code-expired']);
  });

  it('takes over people who come along, but nobody who would administer', async () => {
    const hash = `argon2id$65536$3$4$${Buffer.alloc(16, 7).toString('base64')}$${Buffer.alloc(32, 9).toString('base64')}`;
    const person = (id: string, role: string) => ({ id, name: 'Fulana', role, passwordHash: hash });
    const [agent, boss] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];
    const request = {
      ...(await enrolRequest(await newCode(true))),
      staff: [person(agent, 'atendente-n1'), person(boss, 'administracao')],
    };
    expect((await post<EnrolReply>('/v1/enrol', request)).body.staffTaken).toEqual([agent]);
  });
});

describe('identification of stations', () => {
  it('gives a token for the signed challenge, and none for another key or station', async () => {
    const [one, other] = [await station(), await station()];
    const challenge = await post<{ nonce: string }>('/v1/station/challenge', { stationId: one.stationId });
    const { nonce } = challenge.body;
    const good = await post<{ token: string }>('/v1/station/token', {
      stationId: one.stationId,
      nonce,
      signature: one.sign(nonce),
    });
    expect(good.status).toBe(200);
    for (const wrong of [
      { stationId: one.stationId, nonce, signature: other.sign(nonce) },
      { stationId: other.stationId, nonce, signature: other.sign(nonce) },
      { stationId: one.stationId, nonce: 'x', signature: one.sign('x') },
    ])
      expect((await post('/v1/station/token', wrong)).status).toBe(401);
  });

  it('refuses forged, expired, foreign and misused tokens on every route of stations', async () => {
    const one = await station();
    const claims = (subject: string) =>
      new SignJWT()
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject(subject)
        .setAudience('station')
        .setExpirationTime('1h');
    const good = await one.token();
    const unsigned = [btoa('{"alg":"none"}'), good.split('.')[1], ''].join('.').replaceAll('=', '');
    const tokens = {
      forged: await claims(one.stationId).sign(new Uint8Array(32)),
      'of a challenge': await makeToken(at.centre.context, 'challenge', one.stationId),
      'of nobody': await makeToken(at.centre.context, 'station', '33333333-3333-4333-8333-333333333333'),
      'of no id': await makeToken(at.centre.context, 'station', 'x'),
      unsigned,
      cut: good.slice(0, -3),
      empty: '',
    };
    const routes = [
      '/v1/push',
      '/v1/pull',
      '/v1/digest',
      '/v1/report',
      '/v1/search',
      '/v1/bring-in',
      '/v1/agents/sign-in',
      '/v1/agents/refresh',
    ];
    for (const [what, token] of Object.entries(tokens))
      for (const route of routes)
        expect([what, route, (await post(route, {}, { token })).status]).toEqual([what, route, 401]);
    now += 11 * 60_000;
    const expired = await post('/v1/report', {}, { token: good });
    expect([expired.status, codeOf(expired)]).toEqual([401, 'token-expired']);
  });

  it('answers 401 station-revoked to every call of a revoked station, and cuts its stream', async () => {
    const one = await station();
    const token = await one.token();
    const stream = await fetch(`${at.origin}/v1/stream`, { headers: { authorization: `Bearer ${token}` } });
    await revokeStation(at.centre.context, one.stationId);
    expect(await stream.text()).toMatch(/event: revoked\ndata: \{\}\n\n$/);
    for (const route of ['/v1/push', '/v1/pull', '/v1/report'])
      expect(codeOf(await post(route, {}, { token }))).toBe('station-revoked');
    await expect(one.token()).rejects.toThrow('station-revoked');
  });
});

describe('agents', () => {
  it('signs in with the password, for 72 hours, and waits after wrong ones', async () => {
    const one = await station([]);
    const token = await one.token();
    const person = await addTestUnit(at.centre, 'Filial Sul');
    const signIn = (password: string) =>
      post<AgentSignInReply>('/v1/agents/sign-in', { staffId: person.staffId, password }, { token });
    const reply = await signIn(TEST_PASSWORD);
    expect(reply.status).toBe(200);
    expect(reply.body.staff).toMatchObject({ role: 'atendente-n1', unitId: person.unitId });
    expect(Date.parse(reply.body.leaseUntil)).toBe(now + 72 * 3_600_000);
    for (let wrong = 0; wrong < 3; wrong++) expect((await signIn('errada')).status).toBe(401);
    const locked = await signIn(TEST_PASSWORD);
    expect([locked.status, codeOf(locked)]).toEqual([429, 'locked-out']);
    now += 6_000;
    expect((await signIn(TEST_PASSWORD)).status).toBe(200);
  });

  it('renews with a token that tolerates a lost reply and ends when a copy is used', async () => {
    const one = await station([]);
    const token = await one.token();
    const { staffId } = await addTestUnit(at.centre, 'Filial Norte');
    const first = (await post<AgentSignInReply>('/v1/agents/sign-in', { staffId, password: TEST_PASSWORD }, { token }))
      .body.refreshToken;
    const renew = (refreshToken: string, by = token) =>
      post<AgentSignInReply>('/v1/agents/refresh', { staffId, refreshToken }, { token: by });
    const second = (await renew(first)).body.refreshToken;
    // The reply was lost: the former one still works, and gives the same successor.
    expect((await renew(first)).body.refreshToken).toBe(second);
    expect((await renew(second, await (await station([])).token())).status).toBe(401);
    expect((await renew(second)).status).toBe(200);
    expect(codeOf(await renew(first))).toBe('sign-in-again');
    expect(codeOf(await renew(second))).toBe('sign-in-again');
  });

  it('lets nobody in who was dismissed, and takes their feed from the stations', async () => {
    const { staffId } = await addTestUnit(at.centre, 'Filial Oeste');
    const one = await station([staffId]);
    expect((await one.access()).scopes).toContain(`a:${staffId}`);
    await changeAccount(at.centre.context, staffId, { active: false });
    expect((await one.access()).scopes).not.toContain(`a:${staffId}`);
    const refused = await post(
      '/v1/agents/sign-in',
      { staffId, password: TEST_PASSWORD },
      { token: await one.token() },
    );
    expect(codeOf(refused)).toBe('agent-inactive');
  });
});

describe('data', () => {
  it('pushes twice with the same answer, pulls it back, and sums it up', async () => {
    const one = await station();
    const token = await one.token();
    const author = new TestAuthor(one.stationNumber, { id: unit.staffId }, () => now);
    const opened = author.open();
    const rows = entryRows([...opened, author.report(opened[0]!.ticketId, 'Sem rede desde cedo.')]);
    const push = () => post<PushReply>('/v1/push', { epoch: one.epoch, rows }, { token });
    const [first, second] = [await push(), await push()];
    expect(first.body.results).toEqual(rows.map(({ entry }) => ({ id: entry.id, outcome: 'accepted' })));
    expect(second.body.results).toEqual(first.body.results);
    const scope = `u:${unit.unitId}`;
    let cursor: string | null = null;
    const seen: unknown[] = [];
    for (let more = true; more; ) {
      const { body }: { body: PullReply } = await post<PullReply>(
        '/v1/pull',
        { epoch: one.epoch, scope, cursor, limit: 2000 },
        { token },
      );
      seen.push(...body.rows);
      ({ cursor, more } = body);
    }
    for (const { entry } of rows) {
      const found = seen.filter((row) => (row as { entry?: { id: string } }).entry?.id === entry.id);
      expect(found).toEqual([{ kind: 'entry', entry }]);
    }
    const digest = await post<{ collections: { entries: { count: number } } }>(
      '/v1/digest',
      { epoch: one.epoch, scope, cursor },
      { token },
    );
    expect(digest.body.collections.entries.count).toBe(seen.length);
    const other = { ...rows[1]!.entry, data: { text: 'Outro texto.' } };
    const taken = await post<PushReply>(
      '/v1/push',
      { epoch: one.epoch, rows: entryRows([other as (typeof rows)[0]['entry']]) },
      { token },
    );
    expect(taken.body.results[0]).toMatchObject({ outcome: 'refused', refusals: [{ code: 'id-taken' }] });
  });

  it('answers later to what has no opening yet, and keeps what it refuses with the reason', async () => {
    const one = await station();
    const token = await one.token();
    const author = new TestAuthor(one.stationNumber, { id: unit.staffId }, () => now);
    const opened = author.open();
    const report = author.report(opened[0]!.ticketId, 'Depois da abertura.');
    const push = async (entries: typeof opened) =>
      (await post<PushReply>('/v1/push', { epoch: one.epoch, rows: entryRows(entries) }, { token })).body.results;
    expect(await push([report])).toEqual([{ id: report.id, outcome: 'later' }]);
    expect((await push(opened))[0]!.outcome).toBe('accepted');
    expect((await push([report]))[0]!.outcome).toBe('accepted');
    const foreign = new TestAuthor(one.stationNumber + 500, { id: unit.staffId }, () => now).open();
    expect((await push(foreign))[0]).toMatchObject({ outcome: 'refused', refusals: [{ code: 'foreign-station' }] });
    const { rows } = await at.db.query('SELECT FROM refused_entry WHERE id = $1', [foreign[0]!.id]);
    expect(rows).toHaveLength(1);
  });

  it('merges documents field by field, and never calls an equal state a conflict', async () => {
    const [one, other] = [await station(), await station()];
    const base = customer('Comercial Aurora');
    const push = async (by: TestStation, row: object) => {
      const { body } = await post<PushReply>(
        '/v1/push',
        { epoch: one.epoch, rows: [{ kind: 'document', collection: 'customers', id: base.id, ...row }] },
        { token: await by.token() },
      );
      return body.results[0]!;
    };
    expect(await push(one, { version: 0, base: null, document: base })).toMatchObject({
      outcome: 'accepted',
      version: 1,
    });
    expect(await push(one, { version: 0, base: null, document: base })).toMatchObject({
      outcome: 'accepted',
      version: 1,
    });
    expect(
      await push(one, { version: 1, base, document: { ...base, plan: 'Ouro', notes: 'da estação 1' } }),
    ).toMatchObject({ outcome: 'accepted', version: 2 });
    const merged = await push(other, {
      version: 1,
      base,
      document: { ...base, name: 'Aurora S.A.', notes: 'da estação 2' },
    });
    expect(merged).toMatchObject({
      outcome: 'merged',
      version: 3,
      document: { name: 'Aurora S.A.', plan: 'Ouro', notes: 'da estação 1' },
    });
    expect(merged).toMatchObject({ lost: [{ field: 'notes', kept: 'da estação 1', lost: 'da estação 2' }] });
  });

  it('finds older tickets at the centre and brings them in, within reach of who asks', async () => {
    const one = await station();
    const token = await one.token();
    const author = new TestAuthor(one.stationNumber, { id: unit.staffId }, () => now);
    const opened = author.open();
    const ticketId = opened[0]!.ticketId;
    const followed = author.write([
      draft(ticketId, 'reported', { data: { text: 'Impressora térmica não imprime etiquetas.' } }),
    ]);
    await post('/v1/push', { epoch: one.epoch, rows: entryRows([...opened, ...followed]) }, { token });
    const ask = (text: string, staffId = unit.staffId, by = token) =>
      post<SearchReply>('/v1/search', { staffId, text, limit: 10 }, { token: by });
    expect((await ask('etiquet termica')).body.tickets.map(({ id }) => id)).toEqual([ticketId]);
    const { protocol } = (opened[0] as { data: { protocol: string } }).data;
    expect((await ask(protocol)).body.tickets.map(({ id }) => id)).toEqual([ticketId]);
    expect((await ask("' OR 1=1 & | ! :* (")).status).toBe(200);
    const stranger = await addTestUnit(at.centre, 'Filial Leste');
    const there = await addTestStation(at.centre, { unitId: stranger.unitId, staffIds: [stranger.staffId] });
    expect((await ask('etiquet', stranger.staffId, await there.token())).body.tickets).toEqual([]);
    expect(codeOf(await ask('etiquet', unit.staffId, await there.token()))).toBe('agent-not-here');
    const bring = await post('/v1/bring-in', { staffId: stranger.staffId, ticketId }, { token: await there.token() });
    expect([bring.status, codeOf(bring)]).toEqual([404, 'ticket-unknown']);
    expect((await post('/v1/bring-in', { staffId: unit.staffId, ticketId }, { token })).body).toMatchObject({
      scope: `a:${unit.staffId}`,
    });
  });

  it('streams hello, then rows as they come, then the change of its scopes', async () => {
    const one = await station();
    const token = await one.token();
    const abort = new AbortController();
    const response = await fetch(`${at.origin}/v1/stream`, {
      headers: { authorization: `Bearer ${token}` },
      signal: abort.signal,
    });
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    const events: { event?: string; data: string }[] = [];
    const parser = createParser({ onEvent: (event) => events.push(event) });
    const reading = (async () => {
      for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) parser.feed(chunk);
    })().catch(() => {});
    await expect.poll(() => events[0]?.event).toBe('hello');
    const author = new TestAuthor(one.stationNumber, { id: unit.staffId }, () => now);
    const opened = author.open();
    await post('/v1/push', { epoch: one.epoch, rows: entryRows(opened) }, { token });
    await expect
      .poll(() => events.some(({ event, data }) => event === 'rows' && data.includes(opened[0]!.id)))
      .toBe(true);
    const { unitId } = await addTestUnit(at.centre, 'Filial Centro');
    await moveStation(at.centre.context, one.stationId, unitId);
    await expect.poll(() => events.find(({ event }) => event === 'scopes')?.data).toContain(`u:${unitId}`);
    abort.abort();
    await reading;
  });
});

describe('the rest', () => {
  it('says how it is, describes itself, and counts', async () => {
    const one = await station();
    const token = await one.token();
    const report = {
      version: '1.2.3',
      unsent: 4,
      refused: 1,
      oldestUnsentAt: '2026-11-21T09:00:00.000Z',
      skewMs: 120.5,
    };
    expect((await post('/v1/report', report, { token })).body).toMatchObject({
      unit: { name: 'Matriz' },
      epoch: one.epoch,
    });
    expect((await fetch(`${at.origin}/healthz`)).status).toBe(200);
    await expect.poll(async () => (await fetch(`${at.origin}/readyz`)).status).toBe(200);
    const api = (await (await fetch(`${at.origin}/v1/docs/json`)).json()) as { paths: Record<string, unknown> };
    expect(Object.keys(api.paths)).toEqual(expect.arrayContaining(['/v1/push', '/v1/pull', '/v1/stream', '/v1/enrol']));
    expect((await fetch(`${at.origin}/v1/docs`)).status).toBe(200);
    expect(await (await fetch(`${at.origin}/metrics`)).text()).toMatch(
      /prumo_http_request_seconds_count\{route="\/v1\/report",status="200"\} [1-9]/,
    );
    expect((await fetch(`${at.origin}/nada`)).status).toBe(404);
  });

  it('keeps the metrics to this machine, and what a proxy passes on is from elsewhere', async () => {
    const ask = async (origin: string, headers: Record<string, string> = {}) =>
      (await fetch(`${origin}/metrics`, { headers })).status;
    expect(await ask(at.origin)).toBe(200);
    expect(await ask(at.origin, { 'x-forwarded-for': '127.0.0.1' })).toBe(404);
    expect(await ask(at.origin, { forwarded: 'for=127.0.0.1' })).toBe(404);
    const open = await openTestCentre(await postgres.freshDatabase(), { openMetrics: true });
    expect(await ask(open.origin, { 'x-forwarded-for': '192.0.2.7' })).toBe(200);
    await open.close();
  });

  it('takes packed bodies', async () => {
    const one = await station();
    const body = gzipSync(JSON.stringify({ epoch: one.epoch, scope: 'o', cursor: null, limit: 10 }));
    const reply = await post('/v1/pull', body, { token: await one.token(), headers: { 'content-encoding': 'gzip' } });
    expect(reply.status).toBe(200);
  });
});

function customer(name: string) {
  const at = '2026-11-21T10:00:00.000Z';
  return {
    id: '01a20019-4859-7ae6-9892-000000000001',
    code: '77',
    name,
    kind: 'pj',
    phones: [],
    emails: [],
    contacts: [],
    standing: { status: 'em-dia', asOf: '2026-11-20' },
    notes: '',
    createdAt: at,
    updatedAt: at,
  };
}

describe('too many requests at once', () => {
  it('a request for which no connection to the database becomes free is put off, and is no failure', async () => {
    const station = await addTestStation(at.centre, { unitId: unit.unitId });
    const token = await station.token();
    const { promise: free, resolve: letGo } = Promise.withResolvers<void>();
    const holding = Array.from({ length: 24 }, () => at.db.transaction(() => free));
    const asked = await fetch(`${at.origin}/v1/pull`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ epoch: station.epoch, scope: 'o', cursor: null, limit: 10 }),
    });
    letGo();
    await Promise.all(holding);
    expect(asked.status).toBe(503);
    expect(asked.headers.get('retry-after')).toBe('5');
    expect(codeOf({ body: await asked.json() })).toBe('centre-busy');
  }, 30_000);
});
