import { gzipSync } from 'node:zlib';
import { createParser } from 'eventsource-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { moveStation } from '#server/centre/stations.ts';
import { draft } from '#shared/domain/ticket/draft.ts';
import type { PullReply, PushReply } from '#shared/sync/messages.ts';
import type { SearchReply } from '#shared/sync/older-tickets.ts';
import {
  addTestStation,
  addTestUnit,
  openTestCentre,
  type TestCentre,
  type TestStation,
} from '#test/support/centre-process.ts';
import { type Asked, codeOf, postTo } from '#test/support/centre-requests.ts';
import { type CentreWithUnit, openCentreWithUnit } from '#test/support/centre-with-unit.ts';
import { entryRows, TestAuthor } from '#test/support/sync-entries.ts';

let opened: CentreWithUnit;
let at: TestCentre;
const now = Date.parse('2026-11-21T12:00:00Z');
let unit: { unitId: string; staffId: string };
beforeAll(async () => {
  opened = await openCentreWithUnit({ clock: () => now });
  ({ at, unit } = opened);
});
afterAll(() => opened?.close());

const post = <T>(path: string, body: unknown, asked?: Asked) => postTo<T>(at, path, body, asked);

const station = (staffIds = [unit.staffId]): Promise<TestStation> =>
  addTestStation(at.centre, { unitId: unit.unitId, staffIds });

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
    const open = await openTestCentre(await opened.freshDatabase(), { openMetrics: true });
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
