import type { FastifyInstance } from 'fastify';
import type { Centre } from '../centre/centre.ts';

const ANSWER_MS = 2_000;

/** For whoever watches over processes: `/healthz` says that this one lives, `/readyz` that it can serve. */
export function addHealthRoutes(app: FastifyInstance, centre: Centre): void {
  app.get('/healthz', { schema: { summary: 'O processo está vivo' } }, async () => ({ ok: true }));
  app.get('/readyz', { schema: { summary: 'O processo pode atender' } }, async (_, reply) => {
    const [database, streams] = [await answers(centre), centre.streams.listening];
    return reply.code(database && streams ? 200 : 503).send({ ok: database && streams, database, streams });
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
