/** Serves the centre's pages (`out/central`, built): one page for every place in it, and the files that it names. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import '@fastify/swagger';
import { FIRST_ACCESS_PATH, PASSWORD_PATH } from '#shared/sync/administration.ts';
import { ENROLMENT_PATH } from '#shared/sync/enrolment-link.ts';
import { securityHeaders, withNonce } from './page-security.ts';

/** Addresses of the one page; the browser decides what it shows there. */
export const PLACES = [
  '/',
  FIRST_ACCESS_PATH,
  PASSWORD_PATH,
  ENROLMENT_PATH,
  '/estacoes',
  '/unidades',
  '/equipe',
  '/procedimentos',
  '/saude',
  '/registro',
] as const;

/** @param root folder of the built pages; where it is absent, the centre serves stations and says so */
export async function addPages(app: FastifyInstance, root: string): Promise<void> {
  const index = join(root, 'index.html');
  const html = existsSync(index) ? readFileSync(index, 'utf8') : null;
  for (const url of PLACES)
    app.get(url, { schema: { hide: true } }, (request, reply) => {
      const https = request.protocol === 'https';
      reply.header('cache-control', 'no-store');
      if (html === null)
        return reply
          .code(503)
          .headers(securityHeaders({ nonce: null, https }))
          .type('text/plain; charset=utf-8')
          .send('As páginas da central não foram compiladas. Rode npm run build e comece a central de novo.\n');
      const { body, nonce } = withNonce(html);
      return reply.headers(securityHeaders({ nonce, https })).type('text/html; charset=utf-8').send(body);
    });
  if (html === null) return;
  await app.register(fastifyStatic, {
    root: join(root, 'assets'),
    prefix: '/assets/',
    index: false,
    redirect: false,
    dotfiles: 'ignore',
    // The name of a file holds the hash of its content.
    immutable: true,
    maxAge: '365d',
    setHeaders: (reply) => {
      for (const [name, value] of Object.entries(securityHeaders({ nonce: null, https: false })))
        reply.header(name, value);
    },
  });
}
