import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Refusal } from '#shared/domain/refusal.ts';
import { readStrictJson } from './strict-json.ts';

/** As sent, packed or not. */
export const MOST_BODY_BYTES = 8 * 1024 * 1024;
/** Once unpacked. */
export const MOST_UNPACKED_BYTES = 32 * 1024 * 1024;

/** A request that is answered with a status and words; thrown where Fastify leaves no other way. */
export class BodyRefused extends Error {
  readonly statusCode: number;
  readonly refusal: Refusal;

  constructor(statusCode: number, refusal: Refusal) {
    super(refusal.code);
    this.statusCode = statusCode;
    this.refusal = refusal;
  }
}

const unzip = promisify(gunzip);

/** Bodies are JSON, packed with gzip or not; nothing else is taken. */
export function takeJsonBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>(
    'application/json',
    { parseAs: 'buffer', bodyLimit: MOST_BODY_BYTES },
    async (request: FastifyRequest, body: Buffer) => {
      const read = readStrictJson(await unpacked(request, body), {
        anyText: request.routeOptions.config.anyText === true,
      });
      if (!read.ok) throw new BodyRefused(400, read.refusals[0]!);
      return read.value;
    },
  );
}

async function unpacked(request: FastifyRequest, body: Buffer): Promise<Buffer> {
  const encoding = request.headers['content-encoding'];
  if (encoding === undefined || encoding === 'identity') return body;
  if (encoding !== 'gzip') throw new BodyRefused(415, { code: 'encoding-unknown', message: 'Só gzip é aceito.' });
  try {
    return await unzip(body, { maxOutputLength: MOST_UNPACKED_BYTES });
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') throw new BodyRefused(413, TOO_LARGE);
    throw new BodyRefused(400, { code: 'gzip-invalid', message: 'O pedido não está em gzip como diz.' });
  }
}

export const TOO_LARGE: Refusal = {
  code: 'body-too-large',
  message: 'O pedido é grande demais.',
  way: 'Envie em partes menores.',
};
