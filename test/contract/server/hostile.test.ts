import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addTestStation,
  addTestUnit,
  openTestCentre,
  type TestCentre,
  type TestStation,
} from '#test/support/centre-process.ts';
import { entryRows, TestAuthor } from '#test/support/sync-entries.ts';
import { startTestPostgres, type TestPostgres } from '#test/support/test-postgres.ts';

let postgres: TestPostgres;
let at: TestCentre;
let station: TestStation;
let token: string;
let staffId: string;
beforeAll(async () => {
  postgres = await startTestPostgres();
  at = await openTestCentre(await postgres.freshDatabase());
  const unit = await addTestUnit(at.centre, 'Matriz');
  ({ staffId } = unit);
  station = await addTestStation(at.centre, { unitId: unit.unitId, staffIds: [staffId] });
  token = await station.token();
});
afterAll(async () => {
  await at.close();
  await postgres.stop();
});

const ROUTES = [
  '/v1/enrol',
  '/v1/station/challenge',
  '/v1/station/token',
  '/v1/agents/sign-in',
  '/v1/agents/refresh',
  '/v1/push',
  '/v1/pull',
  '/v1/digest',
  '/v1/report',
  '/v1/search',
  '/v1/bring-in',
];

async function send(path: string, body: string | Uint8Array, headers: Record<string, string> = {}): Promise<number> {
  const response = await fetch(at.origin + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
    body: body as string,
  });
  const answer = await response.text();
  if (response.status >= 400) {
    const { refusals } = JSON.parse(answer) as { refusals: unknown[] };
    expect(refusals[0]).toMatchObject({ code: expect.any(String), message: expect.any(String) });
  }
  return response.status;
}

/** What a refused request could have left behind. */
async function stored(): Promise<unknown> {
  const { rows } = await at.db.query(
    `SELECT (SELECT count(*) FROM entry) AS entries, (SELECT count(*) FROM document) AS documents, (SELECT count(*) FROM ticket) AS tickets,
       (SELECT count(*) FROM station) AS stations, (SELECT count(*) FROM feed) AS feed`,
  );
  return rows[0];
}

const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const BODIES: Record<string, string | Uint8Array> = {
  nothing: '',
  'no JSON': '{',
  'two values': '{}{}',
  'a lone value': 'null',
  'depth 10,000': deep(10_000),
  'depth 10,000 of objects': `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`,
  '1e400': '{"epoch":1e400}',
  'minus 1e400': '[-1e400]',
  'repeated keys': '{"epoch":"a","epoch":"b"}',
  'repeated keys, one escaped': '{"epoch":"a","\\u0065poch":"b"}',
  __proto__: '{"__proto__":{"epoch":"x"}}',
  constructor: '{"constructor":{"prototype":{"x":1}}}',
  NUL: '{"epoch":"\\u0000"}',
  'a bare NUL': '{"epoch":"\0"}',
  'a lone surrogate': '{"epoch":"\\ud800"}',
  'broken UTF-8': new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]),
  'a byte order mark': '\ufeff{}',
  'a million escapes': `{"a":"${'\\n'.repeat(1_000_000)}"}`,
  'a huge number': `[${'9'.repeat(100_000)}]`,
  'many keys': `{${Array.from({ length: 50_000 }, (_, index) => `"k${index}":1`).join(',')}}`,
};

describe('hostile requests', () => {
  it.each(Object.entries(BODIES))('refuses a body with %s on every route, and stores nothing', async (_, body) => {
    const before = await stored();
    for (const route of ROUTES) {
      const status = await send(route, body);
      expect([route, status >= 400 && status < 500]).toEqual([route, true]);
    }
    expect(await stored()).toEqual(before);
  });

  it('refuses other types, packings and sizes', async () => {
    expect(await send('/v1/push', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' })).toBe(415);
    expect(await send('/v1/push', '<a/>', { 'content-type': 'text/xml' })).toBe(415);
    expect(await send('/v1/push', '{}', { 'content-encoding': 'br' })).toBe(415);
    expect(await send('/v1/push', 'not packed', { 'content-encoding': 'gzip' })).toBe(400);
    expect(await send('/v1/push', new Uint8Array(9 * 1024 * 1024))).toBe(413);
  });

  it('stays small before a body that unpacks to a gigabyte', async () => {
    const bomb = gzipSync(Buffer.alloc(1024 * 1024 * 1024, 0x20), { level: 9 });
    global.gc?.();
    const before = process.memoryUsage().rss;
    for (let round = 0; round < 5; round++)
      expect(await send('/v1/push', bomb, { 'content-encoding': 'gzip' })).toBe(413);
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 * 1024);
  });

  it('answers no 5xx to arbitrary JSON in the shape of each request', async () => {
    const id = fc.oneof(fc.uuid(), fc.constant(staffId), fc.constant(station.stationId), fc.string());
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '\0',
        '\ud800',
        "'; DROP TABLE entry; --",
        'o',
        'p.1.1',
        'p.99999999999999999999.1',
        `f.${'9'.repeat(19)}.0.0.0.0.0`,
        'f.1.2.1.1.1.1',
      ),
    );
    const any = fc.oneof(text, id, fc.integer(), fc.double(), fc.boolean(), fc.constant(null), fc.jsonValue());
    const keys = [
      'epoch',
      'scope',
      'cursor',
      'limit',
      'rows',
      'staffId',
      'password',
      'ticketId',
      'text',
      'nonce',
      'signature',
      'stationId',
      'refreshToken',
      'code',
      'name',
      'publicKey',
      'version',
      'staff',
      'unsent',
      'refused',
      'oldestUnsentAt',
      'skewMs',
    ];
    const body = fc.dictionary(fc.constantFrom(...keys), fc.oneof(any, fc.constant(station.epoch)));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...ROUTES), body, async (route, value) => {
        expect(await send(route, JSON.stringify(value))).toBeLessThan(500);
      }),
      { seed: 20261121, numRuns: 400 },
    );
  });

  it('answers no 5xx to entries and documents that were tampered with, and takes none of them', async () => {
    const author = new TestAuthor(station.stationNumber, { id: staffId });
    const opened = author.open();
    const entry = author.report(opened[0]!.ticketId, 'Texto.');
    await send('/v1/push', JSON.stringify({ epoch: station.epoch, rows: entryRows(opened) }));
    const before = await stored();
    const fields = Object.keys(entry);
    const bad = fc.oneof(fc.constantFrom('\0', '\ud83d', null, -1, [], {}, 'x'.repeat(5_000)), fc.jsonValue());
    const row = fc
      .tuple(fc.constantFrom(...fields), bad)
      .map(([field, value]) => ({ kind: 'entry', entry: { ...entry, [field]: value } }));
    const document = fc.record({
      kind: fc.constant('document'),
      collection: fc.constantFrom('customers', 'staff', 'workorders', 'packs', 'shifts', 'loosecalls', 'entries'),
      id: fc.string(),
      version: fc.oneof(fc.integer(), fc.constant(0)),
      base: fc.oneof(fc.constant(null), fc.jsonValue()),
      document: fc.oneof(fc.constant(null), fc.object()),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(row, document, fc.jsonValue()), { minLength: 1, maxLength: 8 }),
        async (rows) => {
          // The untouched entry is right: a field replaced by its own value is no tampering.
          fc.pre(!rows.some((one) => JSON.stringify(one) === JSON.stringify({ kind: 'entry', entry })));
          expect(await send('/v1/push', JSON.stringify({ epoch: station.epoch, rows }))).toBeLessThan(500);
        },
      ),
      { seed: 20261121, numRuns: 200 },
    );
    expect(await stored()).toEqual(before);
  });

  it('cuts a client that never ends its headers, and serves the others meanwhile', async () => {
    const { port } = new URL(at.origin);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write('POST /v1/push HTTP/1.1\r\nHost: x\r\nX-Slow: ');
    expect((await fetch(`${at.origin}/healthz`)).status).toBe(200);
    socket.destroy();
  });
});
