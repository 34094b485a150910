import type { FastifyInstance } from 'fastify';
import type { StorageWatch } from '../attachments/storage-watch.ts';
import type { Centre } from '../centre/centre.ts';

const ANSWER_MS = 2_000;

/**
 * For whoever watches over processes: `/healthz` says that this one lives, `/readyz` that it can serve. Storage of files that is
 * away is said there, and is no reason to take the process out of service: tickets do not need it.
 */
export function addHealthRoutes(app: FastifyInstance, centre: Centre, storage?: StorageWatch): void {
  app.get('/healthz', { schema: { summary: 'O processo está vivo' } }, async () => ({ ok: true }));
  app.get('/readyz', { schema: { summary: 'O processo pode atender' } }, async (_, reply) => {
    const [database, streams] = [await answers(centre), centre.streams.listening];
    return reply.code(database && streams ? 200 : 503).send({
      ok: database && streams,
      database,
      streams,
      attachments: storage?.reachable ?? true,
    });
  });
}

async function answers({ context }: Centre): Promise<boolean> {
  const tooLate = new Promise<false>((done) => setTimeout(done, ANSWER_MS, false).unref());
  const asked = context.db.query('SELECT 1').then(
    () => true,
    () => false,
  );
  return Promise.race([asked, tooLate]);
}
