import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Attachments } from '../attachments/attachments.ts';
import type { Centre } from '../centre/centre.ts';

/** Only programs on this machine read the metrics, unless it was allowed to all. */
export interface MetricsOptions {
  open: boolean;
  attachments?: Attachments | undefined;
}

/** `/metrics` for Prometheus. Numbers of the process and the traffic; nothing of anybody. */
export function addMetrics(app: FastifyInstance, centre: Centre, { open, attachments }: MetricsOptions): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'prumo_http_request_seconds',
    help: 'Duration of answered requests',
    labelNames: ['route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  const pushed = new Counter({
    name: 'prumo_push_rows_total',
    help: 'Rows pushed by stations',
    labelNames: ['outcome'],
    registers: [registry],
  });
  const pulled = new Counter({ name: 'prumo_pull_rows_total', help: 'Rows pulled by stations', registers: [registry] });
  centre.onTraffic((traffic) => {
    if (traffic.kind === 'pull') pulled.inc(traffic.rows);
    else for (const { outcome } of traffic.results) pushed.inc({ outcome });
  });
  const gauge = (name: string, help: string, read: () => number | Promise<number>) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        this.set(await read());
      },
    });
  gauge('prumo_streams', 'Open streams', () => centre.streams.connections);
  gauge('prumo_stream_scopes', 'Feeds that some stream follows', () => centre.streams.scopes);
  gauge('prumo_stream_events', 'Events sent since the start', () => centre.streams.sent);
  gauge('prumo_stream_resyncs', 'Streams told to pull because they were too slow', () => centre.streams.resyncs);
  gauge('prumo_pool_connections', 'Database connections', () => centre.context.db.pool.total);
  gauge('prumo_pool_waiting', 'Requests that wait for a database connection', () => centre.context.db.pool.waiting);
  gauge('prumo_feed_held_transactions', 'Transactions between the oldest one running and the newest', () =>
    heldBack(centre),
  );
  if (attachments) {
    const { counts } = attachments;
    gauge('prumo_attachment_bytes', 'Bytes of the stored attachments', async () => (await attachments.stored()).bytes);
    gauge('prumo_attachment_files', 'Stored attachments', async () => (await attachments.stored()).files);
    gauge('prumo_attachment_uploads', 'Uploads under way', async () => (await attachments.stored()).unfinished);
    gauge('prumo_attachment_bytes_in', 'Bytes of attachments taken in since the start', () => counts.bytesIn);
    gauge('prumo_attachment_bytes_out', 'Bytes of attachments given out since the start', () => counts.bytesOut);
    gauge('prumo_attachment_refusals', 'Attachments refused since the start', () => counts.refused);
  }
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    requests.observe({ route, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
    centre.context.log.debug({ route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'http.answered');
  });
  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    if (!open && !isOwnMachine(request)) return reply.callNotFound();
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}

/** What a proxy passes on comes from elsewhere, also where the proxy is on this machine. */
function isOwnMachine({ socket, headers }: FastifyRequest): boolean {
  const passedOn = PROXY_HEADERS.some((name) => headers[name] !== undefined);
  return !passedOn && /^(?:127\.|::1$|::ffff:127\.)/.test(socket.remoteAddress ?? '');
}

const PROXY_HEADERS = ['x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via'];

/** How far one running transaction holds the feeds back for everybody. */
async function heldBack({ context }: Centre): Promise<number> {
  const { rows } = await context.db.query<{ held: string }>(
    `SELECT (pg_snapshot_xmax(s)::text::bigint - pg_snapshot_xmin(s)::text::bigint)::text AS held FROM pg_current_snapshot() AS s`,
  );
  return Number(rows[0]!.held);
}
