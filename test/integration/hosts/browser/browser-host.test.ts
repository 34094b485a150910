import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { RouterClient } from '@orpc/server';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type BrowserHost, openBrowserHost } from '#main/hosts/browser/browser-host.ts';
import { recall, remember } from '#main/hosts/browser/remembered.ts';
import { openSockets } from '#main/hosts/browser/sockets.ts';
import { rendererPages } from '#main/hosts/pages/renderer-pages.ts';
import { silentLogger } from '#main/log/logger.ts';
import { type StandInSession, type StandInStation, standInStation } from '../stand-in-station.ts';

const SECRET = Buffer.alloc(32, 5).toString('base64url');
let home: string;
let host: BrowserHost<StandInSession>;
let station: StandInStation;

const open = (port = 0) =>
  openBrowserHost({ station, pages: rendererPages(join(home, 'renderer')), port, secret: SECRET, log: silentLogger });

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'prumo-host-'));
  await mkdir(join(home, 'renderer'));
  await writeFile(join(home, 'renderer', 'index.html'), '<title>Prumo</title>');
  station = standInStation();
  host = await open();
});
afterEach(async () => {
  await host.close();
  await rm(home, { recursive: true });
});

/** One request with exactly these headers, redirects not followed. */
async function get(path: string, headers: Record<string, string> = {}, method = 'GET') {
  const asked = request({
    host: '127.0.0.1',
    port: host.port,
    path,
    method,
    headers,
    setHost: headers.host === undefined,
  });
  asked.end();
  const [response] = await once(asked, 'response');
  let body = '';
  for await (const chunk of response) body += chunk;
  return {
    status: response.statusCode as number,
    headers: response.headers as Record<string, string | string[]>,
    body,
  };
}

async function enter(): Promise<string> {
  const { headers } = await get(new URL(host.address()).pathname + new URL(host.address()).search);
  return String(headers['set-cookie']).split(';')[0] ?? '';
}

/** A socket as a browser opens it. @returns the socket once open, or the status it was refused with */
async function dial(headers: Record<string, string>, path = '/rpc'): Promise<WebSocket | number> {
  const socket = new WebSocket(`ws://127.0.0.1:${host.port}${path}`, { headers });
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(socket));
    socket.once('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0);
      socket.terminate();
    });
    socket.once('error', reject);
  });
}

async function tab(cookie: string) {
  const socket = await dial({ cookie, origin: host.origin });
  if (typeof socket === 'number') throw new Error(`refused with ${socket}`);
  const link = new RPCLink({ websocket: socket as unknown as globalThis.WebSocket });
  return { socket, rpc: createORPCClient(link) as RouterClient<StandInStation['router']> };
}

describe('the way in', () => {
  test('is a token, exchanged for a cookie, and then the page', async () => {
    const { pathname, search } = new URL(host.address());
    const exchange = await get(pathname + search);
    expect(exchange.status).toBe(303);
    expect(exchange.headers.location).toBe('/');
    const cookie = String(exchange.headers['set-cookie']).split(';')[0] ?? '';
    const page = await get('/', { cookie });
    expect(page.status).toBe(200);
    expect(page.body).toContain('Prumo');
  });

  test('is closed without a cookie, and says how to get in', async () => {
    const page = await get('/');
    expect(page.status).toBe(401);
    expect(page.body).toContain('?token=');
  });

  test('is closed to a wrong token and to a spent one', async () => {
    expect((await get('/?token=nope')).status).toBe(401);
    const { search } = new URL(host.address(1));
    expect((await get(`/${search}`)).status).toBe(303);
    expect((await get(`/${search}`)).status).toBe(401);
  });

  test('lets a browser that is in use an old address again, and keeps its session', async () => {
    const cookie = await enter();
    const again = await get('/?token=spent', { cookie });
    expect(again.status).toBe(303);
    expect(again.headers['set-cookie']).toBeUndefined();
  });

  test('serves nothing outside the screens', async () => {
    const cookie = await enter();
    for (const path of ['/../station.key', '/..%2fstation.key', '/assets/none.js']) {
      expect((await get(path, { cookie })).status).toBe(404);
    }
  });

  test('takes no other method', async () => {
    const cookie = await enter();
    expect((await get('/', { cookie }, 'POST')).status).toBe(405);
    expect((await get('/', { cookie }, 'HEAD')).body).toBe('');
  });
});

describe('foreign pages', () => {
  test.each([
    ['a name that resolves to loopback', { host: 'evil.example' }],
    ['the other name of loopback', { host: 'localhost' }],
    ['another origin', { origin: 'http://evil.example' }],
    ['an origin without a name', { origin: 'null' }],
    ['another page that embeds a file', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }],
    ['another port of this machine', { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' }],
  ])('are refused by %s', async (_what, headers) => {
    const cookie = await enter();
    expect((await get('/', { cookie, ...headers } as Record<string, string>)).status).toBe(403);
  });

  test.each([
    ['no origin', {}],
    ['another origin', { origin: 'http://evil.example' }],
    ['another port', { origin: 'http://127.0.0.1:1' }],
  ])('open no socket with %s', async (_what, headers) => {
    expect(await dial({ cookie: await enter(), ...headers } as Record<string, string>)).toBe(403);
  });

  test('open no socket without the cookie, nor elsewhere than the contract', async () => {
    expect(await dial({ origin: host.origin })).toBe(403);
    expect(await dial({ origin: host.origin, cookie: await enter() }, '/other')).toBe(403);
  });

  // Other systems have only one address on loopback.
  test.runIf(process.platform === 'linux')('cannot reach the host by another address', async () => {
    const socket = connect({ host: '127.0.0.2', port: host.port });
    const [error] = await once(socket, 'error');
    expect((error as NodeJS.ErrnoException).code).toBe('ECONNREFUSED');
  });
});

describe('a tab', () => {
  test('calls the contract, in a session that its browser keeps over reloads', async () => {
    const cookie = await enter();
    const first = await tab(cookie);
    expect(await first.rpc.who()).toEqual({ id: 1, calls: 1 });
    first.socket.close();
    const second = await tab(cookie);
    expect(await second.rpc.who()).toEqual({ id: 1, calls: 2 });
    const other = await tab(await enter());
    expect(await other.rpc.who()).toEqual({ id: 2, calls: 1 });
    expect(station.sessions).toBe(2);
  });

  test('sends a megabyte of a file in one piece', async () => {
    const { rpc } = await tab(await enter());
    expect(await rpc.size(new Blob([new Uint8Array(1024 * 1024)]))).toBe(1024 * 1024);
  });

  test('that sends more than a message may hold is cut off, and only that one', async () => {
    const cookie = await enter();
    const { socket } = await tab(cookie);
    socket.send(new Uint8Array(9 * 1024 * 1024));
    const [code] = await once(socket, 'close');
    expect(code).toBe(1009);
    const next = await tab(cookie);
    expect((await next.rpc.who()).id).toBe(1);
  });

  test('that goes away ends its views', async () => {
    const { rpc, socket } = await tab(await enter());
    const view = await rpc.watch();
    await view.next();
    socket.terminate();
    await expect.poll(() => station.ended).toEqual([1]);
  });

  test('is told when the station stops, and known again when it is back on the same port', async () => {
    const cookie = await enter();
    const { socket } = await tab(cookie);
    const closed = once(socket, 'close');
    const { port } = host;
    await host.close();
    expect((await closed)[0]).toBe(1001);
    host = await open(port);
    expect(await (await tab(cookie)).rpc.who()).toMatchObject({ calls: 1 });
  });
});

test('a tab that no longer answers is cut off', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const sockets = openSockets(() => {}, { heartbeatMs: 20 });
  server.on('upgrade', (...upgrade) => sockets.upgrade(...upgrade));
  const { port } = server.address() as AddressInfo;
  const alive = new WebSocket(`ws://127.0.0.1:${port}/`);
  const asleep = new WebSocket(`ws://127.0.0.1:${port}/`, { autoPong: false });
  await Promise.all([once(alive, 'open'), once(asleep, 'open')]);
  await once(asleep, 'close');
  expect(alive.readyState).toBe(WebSocket.OPEN);
  await expect.poll(() => sockets.size).toBe(1);
  sockets.close();
  await new Promise((resolve) => server.close(resolve));
});

test('a port that is taken is said in words', async () => {
  await expect(open(host.port)).rejects.toMatchObject({ code: 'port-in-use' });
  await expect(open(host.port)).rejects.toThrow(/--port N/);
});

describe('what the profile remembers', () => {
  test('is the secret and the port', async () => {
    const first = await recall(home);
    await remember(home, { ...first, port: 4321 });
    expect(await recall(home)).toEqual({ ...first, port: 4321 });
  });

  test('is made anew when it cannot be read', async () => {
    await writeFile(join(home, 'browser-host.json'), '{"version":1');
    const fresh = await recall(home);
    expect(fresh.port).toBe(0);
    expect(await recall(home)).toEqual(fresh);
  });
});
