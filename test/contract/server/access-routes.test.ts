import { generateKeyPairSync, sign } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeAccount } from '#server/centre/accounts.ts';
import { makeEnrolCode } from '#server/centre/administration.ts';
import { revokeStation } from '#server/centre/stations.ts';
import { makeToken } from '#server/centre/tokens.ts';
import type { AgentSignInReply, EnrolReply } from '#shared/sync/access.ts';
import {
  addTestStation,
  addTestUnit,
  TEST_PASSWORD,
  type TestCentre,
  type TestStation,
} from '#test/support/centre-process.ts';
import { type Asked, codeOf, postTo } from '#test/support/centre-requests.ts';
import { type CentreWithUnit, openCentreWithUnit } from '#test/support/centre-with-unit.ts';

let opened: CentreWithUnit;
let at: TestCentre;
let now = Date.parse('2026-11-21T12:00:00Z');
let unit: { unitId: string; staffId: string };
beforeAll(async () => {
  opened = await openCentreWithUnit({ clock: () => now });
  ({ at, unit } = opened);
});
afterAll(() => opened?.close());

const post = <T>(path: string, body: unknown, asked?: Asked) => postTo<T>(at, path, body, asked);

async function enrolRequest(code: string, { publicKey } = generateKeyPairSync('ed25519')) {
  return { code, name: 'Recepção', publicKey: publicKey.export({ format: 'jwk' }).x!, version: '1.0.0', staff: [] };
}

async function newCode({ adoptStaff = false, unitId = unit.unitId } = {}): Promise<string> {
  const made = await makeEnrolCode(at.centre.context, { unitId, adoptStaff });
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

  it('lets a station whose answer was lost ask again with a newer code, until it is heard of', async () => {
    const keys = generateKeyPairSync('ed25519');
    const request = await enrolRequest(await newCode(), keys);
    const lost = await post<EnrolReply>('/v1/enrol', request);
    const other = await addTestUnit(at.centre, 'Filial Leste');
    const elsewhere = await newCode({ unitId: other.unitId });
    const again = await post<EnrolReply>('/v1/enrol', { ...request, code: elsewhere, name: 'Balcão' });
    expect(again.status).toBe(200);
    expect(again.body).toMatchObject({
      stationId: lost.body.stationId,
      stationNumber: lost.body.stationNumber,
      unit: { name: 'Filial Leste' },
    });
    const { nonce } = (await post<{ nonce: string }>('/v1/station/challenge', { stationId: lost.body.stationId })).body;
    const signature = sign(null, Buffer.from(nonce), keys.privateKey).toString('base64url');
    now += 1_000;
    await post('/v1/station/token', { stationId: lost.body.stationId, nonce, signature });
    const code = await newCode();
    const copy = await post('/v1/enrol', { ...request, code });
    expect([copy.status, codeOf(copy)]).toEqual([409, 'key-taken']);
    const unspent = await post('/v1/enrol', await enrolRequest(code));
    expect(unspent.status).toBe(200);
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
      ...(await enrolRequest(await newCode({ adoptStaff: true }))),
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
