import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance, LogController } from 'fastify';
import type { Refusal } from '#shared/domain/refusal.ts';
import type { Attachments } from '../attachments/attachments.ts';
import { StorageAway } from '../attachments/blob-store.ts';
import type { StorageWatch } from '../attachments/storage-watch.ts';
import type { Denied } from '../centre/answer.ts';
import type { Centre } from '../centre/centre.ts';
import { errorFacts } from '../centre/log.ts';
import { addPages } from '../pages/pages.ts';
import { describeApi } from './api-page.ts';
import { addAttachmentRoutes } from './attachment-routes.ts';
import { BodyRefused, MOST_BODY_BYTES, TOO_LARGE, takeJsonBodies } from './body.ts';
import { addHealthRoutes } from './health-routes.ts';
import { addMetrics } from './metrics.ts';
import { sendDenied } from './route.ts';
import { addEntranceRoutes } from './routes/admin-entrance.ts';
import { addHouseRoutes } from './routes/admin-house.ts';
import { addStationRoutes } from './station-routes.ts';
import { addStreamRoute } from './stream-route.ts';

export interface AppOptions {
  centre: Centre;
  /** Files of tickets; absent: none are taken. */
  attachments?: Attachments;
  /** Of files that lie in storage over a network. */
  storage?: StorageWatch | undefined;
  /** Trusts `x-forwarded-for` of a proxy in front. */
  trustProxy?: boolean;
  /** Answers `/metrics` to other machines too. */
  openMetrics?: boolean;
  version?: string;
  /** Serves HTTPS. */
  tls?: { cert: Buffer; key: Buffer };
  /** The pages of the centre; absent: none are served. */
  pages?: {
    /** Folder of the built pages. */
    root: string;
    /** Under which stations reach the centre, where that was said. */
    publicAddress: string | null;
  };
}

/** Builds the HTTP server and does not listen yet. */
export async function buildApp({
  centre,
  attachments,
  storage,
  trustProxy = false,
  openMetrics = false,
  version = '0',
  tls,
  pages,
}: AppOptions): Promise<FastifyInstance> {
  const app = fastify({
    ...(tls ? { https: tls } : {}),
    trustProxy,
    // What is logged of requests is decided here; theirs would name addresses.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: MOST_BODY_BYTES,
    requestTimeout: 120_000,
    connectionTimeout: 0,
    keepAliveTimeout: 72_000,
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    onProtoPoisoning: 'error',
    exposeHeadRoutes: false,
    http: { headersTimeout: 20_000, maxHeaderSize: 16_384 },
  });
  takeJsonBodies(app);
  await app.register(rateLimit, { global: false, errorResponseBuilder: () => new BodyRefused(429, TOO_OFTEN) });
  app.setErrorHandler((error, request, reply) => {
    if (waitedTooLong(error)) {
      centre.context.log.warn({ route: request.routeOptions.url }, 'http.busy');
      return sendDenied(centre, reply, BUSY);
    }
    if (error instanceof StorageAway) {
      centre.context.log.warn({ ...errorFacts(error), route: request.routeOptions.url }, 'http.storage-away');
      return sendDenied(centre, reply, STORAGE_AWAY);
    }
    const { status, refusal } = readError(error);
    if (status >= 500)
      centre.context.log.error({ ...errorFacts(error), route: request.routeOptions.url }, 'http.failed');
    return sendDenied(centre, reply, { ok: false, status, refusals: [refusal] });
  });
  app.setNotFoundHandler((_, reply) =>
    sendDenied(centre, reply, {
      ok: false,
      status: 404,
      refusals: [{ code: 'not-found', message: 'Aqui não há nada.' }],
    }),
  );
  app.addHook('preClose', async () => letGo(app));
  await describeApi(app, version);
  addMetrics(app, centre, { open: openMetrics, attachments });
  addHealthRoutes(app, centre, storage);
  addStationRoutes(app, centre);
  addStreamRoute(app, centre);
  if (attachments) await addAttachmentRoutes(app, centre, attachments);
  addEntranceRoutes(app, centre, { version, publicAddress: pages?.publicAddress ?? null });
  addHouseRoutes(app, centre, version);
  if (pages) await addPages(app, pages.root);
  return app;
}

/** Requests under way get this long to end once the server was told to stop. */
const DRAIN_MS = 15_000;

/** Connections that wait for nothing go at once; the others as soon as their answer is out, or when the time is up. */
function letGo({ server }: FastifyInstance): void {
  const began = performance.now();
  const timer = setInterval(() => {
    if (performance.now() - began > DRAIN_MS) server.closeAllConnections();
    else server.closeIdleConnections();
  }, 50);
  server.once('close', () => clearInterval(timer));
}

/** No connection to the database became free in time: the pool says so in these words, and with no code. */
function waitedTooLong(error: unknown): boolean {
  return error instanceof Error && error.message === 'timeout exceeded when trying to connect';
}

const BUSY: Denied = {
  ok: false,
  status: 503,
  refusals: [
    {
      code: 'centre-busy',
      message: 'A central está com pedidos demais agora.',
      way: 'A estação tenta de novo sozinha.',
    },
  ],
  retryAfterSeconds: 5,
};

const STORAGE_AWAY: Denied = {
  ok: false,
  status: 503,
  refusals: [
    {
      code: 'storage-away',
      message: 'O armazenamento dos anexos não responde agora.',
      way: 'A estação tenta de novo sozinha.',
    },
  ],
  retryAfterSeconds: 30,
};

function readError(error: unknown): { status: number; refusal: Refusal } {
  if (error instanceof BodyRefused) return { status: error.statusCode, refusal: error.refusal };
  const status = (error as { statusCode?: number }).statusCode ?? 500;
  if (status === 413) return { status, refusal: TOO_LARGE };
  if (status === 415)
    return { status, refusal: { code: 'media-unknown', message: 'O pedido precisa ser application/json.' } };
  if (status >= 400 && status < 500)
    return { status, refusal: { code: 'request-invalid', message: 'O pedido não tem a forma esperada.' } };
  return {
    status: 500,
    refusal: {
      code: 'centre-failed',
      message: 'A central não conseguiu atender.',
      way: 'A estação tenta de novo sozinha.',
    },
  };
}

const TOO_OFTEN: Refusal = {
  code: 'too-often',
  message: 'Pedidos demais em pouco tempo.',
  way: 'Espere um minuto e tente de novo.',
};
