import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import '@fastify/swagger';
import {
  ATTACHMENTS_PATH,
  COMPLETE_HEADER,
  LENGTH_HEADER,
  MOST_STEP,
  OFFSET_HEADER,
  PIECE_TYPE,
  SHA256,
} from '#shared/sync/attachments.ts';
import type { Attachments, Standing } from '../attachments/attachments.ts';
import { type Answer, given, requestInvalid } from '../centre/answer.ts';
import type { Centre } from '../centre/centre.ts';
import type { StationAccess } from '../centre/station-access.ts';
import { identify, sendDenied } from './route.ts';

/** Nothing came for so long: the connection is given up, and what came so far stays. */
const SILENCE_MS = 30_000;

interface Asked {
  station: StationAccess;
  sha256: string;
}

/** Files of tickets: resumable in, by range out (src-shared/sync/attachments.ts). */
export async function addAttachmentRoutes(
  app: FastifyInstance,
  centre: Centre,
  attachments: Attachments,
): Promise<void> {
  const url = `${ATTACHMENTS_PATH}/:sha256`;
  const schema = (summary: string) => ({ summary, security: [{ bearer: [] }] });

  const asked = async (request: FastifyRequest): Promise<Answer<Asked>> => {
    const calling = await identify(centre, 'station', request);
    if (!calling.ok) return calling;
    const { sha256 } = request.params as { sha256: string };
    if (!SHA256.test(sha256)) return requestInvalid('Isto não é o SHA-256 de um arquivo.', 'sha256');
    return given({ station: calling.value as StationAccess, sha256 });
  };

  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(PIECE_TYPE, (_request, payload, done) => done(null, payload));

    scope.route({
      method: 'HEAD',
      url,
      schema: schema('Até onde a central tem um arquivo'),
      handler: async (request, reply) => {
        const asking = await asked(request);
        if (!asking.ok) return sendDenied(centre, reply, asking);
        const standing = await attachments.standing(asking.value.station, asking.value.sha256);
        return standing.ok ? tell(reply.code(200), standing.value).send() : sendDenied(centre, reply, standing);
      },
    });

    scope.route({
      method: 'PATCH',
      url,
      schema: schema('Envia um arquivo a partir de um ponto'),
      handler: async (request, reply) => {
        const asking = await asked(request);
        if (!asking.ok) return refuseUnread(request, () => sendDenied(centre, reply, asking));
        const place = placeOf(request);
        if (!place.ok) return refuseUnread(request, () => sendDenied(centre, reply, place));
        const { station, sha256 } = asking.value;
        const body = request.body as Readable;
        const answer = await attachments.append(station, sha256, { ...place.value, bytes: unlessSilent(body) });
        if (answer.ok) return refuseUnread(request, () => tell(reply.code(204), answer.value).send());
        if (answer.standing) tell(reply, answer.standing);
        return refuseUnread(request, () => sendDenied(centre, reply, answer));
      },
    });

    scope.route({
      method: 'GET',
      url,
      schema: schema('Um arquivo, ou parte dele (Range)'),
      handler: async (request, reply) => {
        const asking = await asked(request);
        if (!asking.ok) return sendDenied(centre, reply, asking);
        const { station, sha256 } = asking.value;
        const readable = await attachments.readable(station, sha256);
        if (!readable.ok) return sendDenied(centre, reply, readable);
        const { size } = readable.value;
        const range = rangeOf(request.headers.range, size);
        reply.headers({
          'accept-ranges': 'bytes',
          'cache-control': 'private, no-store',
          'content-disposition': 'attachment',
          'x-content-type-options': 'nosniff',
          etag: `"${sha256}"`,
        });
        if (range === 'unsatisfiable') return reply.code(416).header('content-range', `bytes */${size}`).send();
        const { from, until } = range ?? { from: 0, until: size };
        if (range) reply.code(206).header('content-range', `bytes ${from}-${until - 1}/${size}`);
        return reply
          .type('application/octet-stream')
          .header('content-length', String(until - from))
          .send(Readable.from(attachments.read(sha256, { from, until }), { objectMode: false }));
      },
    });
  });
}

function tell(reply: FastifyReply, { offset, complete }: Standing): FastifyReply {
  return reply.headers({
    [OFFSET_HEADER]: String(offset),
    [COMPLETE_HEADER]: complete ? '?1' : '?0',
    'cache-control': 'no-store',
  });
}

/** What is left of a body that nobody reads is not waited for: the connection ends with the answer. */
function refuseUnread(request: FastifyRequest, answer: () => FastifyReply): FastifyReply {
  const reply = answer();
  if (!request.raw.readableEnded) {
    reply.raw.once('finish', () => request.raw.destroy());
  }
  return reply;
}

function placeOf({ headers }: FastifyRequest): Answer<{ offset: number; total: number }> {
  const offset = wholeNumber(headers[OFFSET_HEADER]);
  const total = wholeNumber(headers[LENGTH_HEADER]);
  const length = wholeNumber(headers['content-length']);
  if (headers['content-type'] !== PIECE_TYPE)
    return requestInvalid(`O pedido precisa ser ${PIECE_TYPE}.`, 'content-type');
  if (offset === null || total === null || total === 0 || offset > total)
    return requestInvalid('Falta dizer de que ponto e de quantos bytes é o arquivo.', OFFSET_HEADER);
  if (length === null || length > MOST_STEP || offset + length > total)
    return requestInvalid('O pedaço é maior do que se aceita de uma vez.', 'content-length');
  return given({ offset, total });
}

function wholeNumber(text: string | string[] | undefined): number | null {
  return typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/** One range; anything else that is understood as none is answered whole. */
function rangeOf(header: string | undefined, size: number): { from: number; until: number } | 'unsatisfiable' | null {
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '');
  if (!found || (found[1] === '' && found[2] === '')) return null;
  const [, first, last] = found as unknown as [string, string, string];
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const until = first === '' || last === '' ? size : Math.min(size, Number(last) + 1);
  return from >= until ? 'unsatisfiable' : { from, until };
}

async function* unlessSilent(body: Readable): AsyncGenerator<Uint8Array> {
  let timer = setTimeout(() => body.destroy(new Error('nothing came')), SILENCE_MS);
  try {
    for await (const some of body) {
      clearTimeout(timer);
      yield some as Uint8Array;
      timer = setTimeout(() => body.destroy(new Error('nothing came')), SILENCE_MS);
    }
  } finally {
    clearTimeout(timer);
  }
}
