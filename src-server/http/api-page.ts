import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';

export const API_PAGE = '/v1/docs';

/** The description of the interface, made of the very schemas that check it: `/v1/docs/json`, and a page to read it. */
export async function describeApi(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Prumo · central',
        version,
        description: 'O que as estações e as páginas da central pedem a ela.',
      },
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer' },
          cookie: { type: 'apiKey', in: 'cookie', name: 'prumo-central' },
        },
      },
    },
  });
  await app.register(swaggerUi, { routePrefix: API_PAGE, staticCSP: true, uiConfig: { docExpansion: 'list' } });
}
