/** The station's half of HTTP, against a plain server that answers what a centre, a proxy or something else would. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { httpTransport } from '#main/sync/transport/http-transport.ts';
import { CentreRefused, Unreachable } from '#main/sync/transport/transport.ts';
import type { StreamEvent } from '#shared/sync/messages.ts';

let server: Server;
let address: string;
let answer: (request: IncomingMessage, response: ServerResponse, body: Buffer) => void;

beforeEach(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => answer(request, response, Buffer.concat(chunks)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const transport = (options: Partial<Parameters<typeof httpTransport>[0]> = {}) =>
  httpTransport({ address, version: '1.2.3', timeOutMs: 2_000, ...options });
const json = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) =>
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => error,
  );

describe('a request', () => {
  test('carries the token and the version, and a large body goes compressed', async () => {
    const seen: { encoding: string | undefined; token: string | undefined; size: number }[] = [];
    answer = ({ headers }, response, body) => {
      const text = headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
      seen.push({
        encoding: headers['content-encoding'],
        token: headers.authorization,
        size: JSON.parse(text.toString()).text.length,
      });
      json(response, 200, { tickets: [], at: '2026-11-21T00:00:00.000Z' });
    };
    for (const length of [10, 10_000])
      await transport().request('search', { staffId: 'x', text: 'a'.repeat(length), limit: 1 }, { token: 't' });
    expect(seen).toEqual([
      { encoding: undefined, token: 'Bearer t', size: 10 },
      { encoding: 'gzip', token: 'Bearer t', size: 10_000 },
    ]);
  });

  test('that is refused says why, and when to come again', async () => {
    answer = (_, response) =>
      json(response, 429, { refusals: [{ code: 'busy', message: 'Espere.' }], at: '' }, { 'retry-after': '7' });
    const error = await failure(transport().request('challenge', { stationId: 'x' }, {}));
    expect(error).toBeInstanceOf(CentreRefused);
    expect(error).toMatchObject({ status: 429, code: 'busy', retryAfterSeconds: 7 });
  });

  test.each([
    [
      'a page of some proxy',
      (response: ServerResponse) => response.writeHead(502, { 'content-type': 'text/html' }).end('<html>'),
    ],
    ['JSON of somebody else', (response: ServerResponse) => json(response, 404, { error: 'not found' })],
    [
      'half an answer',
      (response: ServerResponse) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"a":'),
    ],
    ['a cut connection', (response: ServerResponse) => response.destroy()],
    ['a redirection', (response: ServerResponse) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()],
    ['no answer in time', () => {}],
  ])('answered by %s is an absent centre', async (_, reply) => {
    answer = (_request, response) => void reply(response);
    expect(await failure(transport({ timeOutMs: 150 }).request('challenge', { stationId: 'x' }, {}))).toBeInstanceOf(
      Unreachable,
    );
  });
});

describe('the stream', () => {
  const start = (response: ServerResponse) => response.writeHead(200, { 'content-type': 'text/event-stream' });

  test('tells events in order, cut anywhere, one at a time', async () => {
    answer = (_, response) => {
      start(response);
      const text = 'event: resync\ndata: {"scope":"o"}\n\n: alive\n\nevent: resync\ndata: {"scope":null}\n\n';
      const half = Math.floor(text.length / 3);
      response.write(text.slice(0, half));
      setTimeout(() => response.end(text.slice(half)), 20);
    };
    const events: StreamEvent[] = [];
    let under = 0;
    await transport().stream(async (event) => {
      expect(++under).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 5));
      under--;
      events.push(event);
    }, {});
    expect(events).toEqual([
      { kind: 'resync', scope: 'o' },
      { kind: 'resync', scope: null },
    ]);
  });

  test('that falls silent is given up; heartbeats keep it', async () => {
    let beats = 0;
    answer = (_, response) => {
      start(response).write(': alive\n\n');
      const timer = setInterval(() => {
        if (++beats <= 4) response.write(': alive\n\n');
        else clearInterval(timer);
      }, 50);
    };
    const error = await failure(transport({ silenceMs: 120 }).stream(async () => {}, {}));
    expect(error).toBeInstanceOf(Unreachable);
    expect(beats).toBeGreaterThanOrEqual(4);
  });

  test('while an event is being taken silence is not counted, and what taking it throws comes out', async () => {
    answer = (_, response) => start(response).write('event: resync\ndata: {"scope":null}\n\n');
    const thrown = new Error('taking failed');
    const error = await failure(
      transport({ silenceMs: 60 }).stream(async () => {
        await new Promise((resolve) => setTimeout(resolve, 200));
        throw thrown;
      }, {}),
    );
    expect(error).toBe(thrown);
  });

  test('refused is refused', async () => {
    answer = (_, response) => json(response, 401, { refusals: [{ code: 'station-revoked', message: '' }], at: '' });
    expect(await failure(transport().stream(async () => {}, { token: 't' }))).toMatchObject({
      code: 'station-revoked',
    });
  });
});
