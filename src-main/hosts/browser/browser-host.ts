/**
 * The station served to a browser on this machine: the built screens over HTTP and the contract over one WebSocket.
 * It listens on loopback alone. Composition happens in `main.ts`; here is nothing that prints or exits.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AnyRouter } from '@orpc/server';
import { RPCHandler } from '@orpc/server/ws';
import type { WebSocket } from 'ws';
import type { Logger } from '../../log/logger.ts';
import { HostError } from '../host-error.ts';
import { type Page, plainPage } from '../pages/renderer-pages.ts';
import type { RescueRequest } from '../rescue/rescue.ts';
import { createAccess } from './access.ts';
import { foreignness, foreignSocket } from './request-guard.ts';
import { openSockets } from './sockets.ts';

const LOOPBACK = '127.0.0.1';
const RPC_PATH = '/rpc';
const MOST_FORM_CHARACTERS = 16_384;

/** What a host needs of a station; the core's `Station` is one. */
export interface HostedStation<Session> {
  router: AnyRouter;
  /** One per cookie: it survives reloads and further tabs of the same browser. */
  newSession(): Session;
}

export interface BrowserHostOptions<Session> {
  /** `null` while it cannot be opened: `rescue` answers in its place until `serve`. */
  station: HostedStation<Session> | null;
  rescue?: (request: RescueRequest) => Promise<Page>;
  pages: (pathname: string) => Promise<Page>;
  /** 0 lets the system choose. */
  port: number;
  /** Seals the cookies; the profile keeps it (32 bytes, base64url). */
  secret: string;
  log: Logger;
}

export interface BrowserHost<Session> {
  port: number;
  /** `http://127.0.0.1:PORT` */
  origin: string;
  /** An address that lets a browser in; with `uses` 1 it is good for a single exchange. */
  address(uses?: number): string;
  /** Hands over the station that could not be opened at first. */
  serve(station: HostedStation<Session>): void;
  /** Tells the tabs, ends what is under way and frees the port. The station stays open: its owner closes it. */
  close(): Promise<void>;
}

export async function openBrowserHost<Session>(options: BrowserHostOptions<Session>): Promise<BrowserHost<Session>> {
  const { pages, rescue, log } = options;
  const access = createAccess(options.secret);
  const sessions = new Map<string, Session>();
  let served = options.station && handled(options.station);
  const server = createServer();
  const port = await listen(server, options.port);
  const own = { host: `${LOOPBACK}:${port}` };
  const origin = `http://${own.host}`;

  const sockets = openSockets((socket: WebSocket, request) => {
    const { station, handler } = served!;
    const id = access.sessionOf(request.headers.cookie) ?? '';
    const session = sessions.get(id) ?? station.newSession();
    sessions.set(id, session);
    void handler.upgrade(socket, { context: { session } });
    log.info('tab.connected', { tabs: sockets.size });
    socket.on('close', (code) => log.info('tab.disconnected', { code, tabs: sockets.size }));
  });

  async function answer(request: IncomingMessage): Promise<Page> {
    const foreign = foreignness(request, own);
    if (foreign !== null) {
      log.warn('request.refused', { because: foreign });
      return plainPage(403, `Recusado. A estação só atende em ${origin}.`);
    }
    const { method = 'GET' } = request;
    const sends = method === 'POST' && !served;
    if (method !== 'GET' && method !== 'HEAD' && !sends) return plainPage(405, 'Método não aceito.');
    const url = new URL(request.url ?? '/', origin);
    const token = url.searchParams.get('token');
    if (token !== null && url.pathname === '/') return enter(token, request);
    if (access.sessionOf(request.headers.cookie) === null) return noEntry();
    if (served) return pages(url.pathname);
    if (!rescue) return plainPage(503, 'A estação ainda não está aberta.');
    const fields = new URLSearchParams(sends ? await textOf(request) : '');
    return rescue({ method, pathname: url.pathname, fields });
  }

  function enter(token: string, request: IncomingMessage): Page {
    const known = access.sessionOf(request.headers.cookie) !== null;
    const cookie = access.exchange(token);
    // An old bookmark in a browser that is already in must not lock it out.
    if (cookie === null && !known) return noEntry();
    const page = plainPage(303, 'Abrindo a estação.');
    page.headers.location = '/';
    if (cookie !== null && !known) page.headers['set-cookie'] = cookie;
    return page;
  }

  server.on('request', (request, response) => {
    answer(request).then(
      (page) => send(page, request, response),
      (error: unknown) => {
        log.error('request.failed', error);
        send(plainPage(500, 'A estação não conseguiu responder. Veja o registro em logs/.'), request, response);
      },
    );
  });

  server.on('upgrade', (request, socket, head) => {
    const foreign = foreignSocket(request, own);
    const path = new URL(request.url ?? '/', origin).pathname;
    const session = access.sessionOf(request.headers.cookie);
    if (foreign !== null || path !== RPC_PATH || session === null || !served) {
      const because = foreign ?? (path !== RPC_PATH ? 'path' : session === null ? 'cookie' : 'closed');
      log.warn('socket.refused', { because });
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    sockets.upgrade(request, socket, head);
  });

  return {
    port,
    origin,
    address: (uses) => `${origin}/?token=${access.newToken(uses)}`,
    serve(station) {
      served = handled(station);
    },
    async close() {
      sockets.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), 1_000).unref();
      await closed;
    },
  };
}

function handled<Session>(station: HostedStation<Session>) {
  return { station, handler: new RPCHandler<{ session: Session }>(station.router) };
}

/** Of a form, whose fields are short. */
async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request.setEncoding('utf8')) {
    text += part;
    if (text.length > MOST_FORM_CHARACTERS) return '';
  }
  return text;
}

function noEntry(): Page {
  return plainPage(
    401,
    'Este navegador ainda não entrou nesta estação. Abra o endereço que a estação mostrou no terminal ao iniciar (ele traz "?token=…").',
  );
}

function send(page: Page, request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(page.status, { ...page.headers, 'content-length': page.body.length });
  response.end(request.method === 'HEAD' ? undefined : page.body);
}

function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') return reject(error);
      const why = error.code === 'EACCES' ? 'não é permitida a este usuário' : 'já está em uso por outro programa';
      reject(
        new HostError(
          'port-in-use',
          `A porta ${port} ${why}. Feche o outro programa, ou escolha outra porta com --port N.`,
          { cause: error },
        ),
      );
    });
    server.listen(port, LOOPBACK, () => resolve((server.address() as AddressInfo).port));
  });
}
