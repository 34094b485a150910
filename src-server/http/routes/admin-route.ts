import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Refusal } from '#shared/domain/refusal.ts';
import { readSession, SIGN_IN_AGAIN } from '../../centre/admin/sessions.ts';
import { type Answer, type Denied, denied, given } from '../../centre/answer.ts';
import type { Centre } from '../../centre/centre.ts';
import { sendDenied } from '../route.ts';
import { isForeign, readCookie } from './admin-cookie.ts';

export interface Administrator {
  staffId: string;
  name: string;
}

interface Callers {
  anybody: null;
  administrator: Administrator;
}

interface Asked<Caller extends keyof Callers, Body> {
  by: Callers[Caller];
  body: Body;
  request: FastifyRequest;
  reply: FastifyReply;
}

export interface AdminRoute<Caller extends keyof Callers, Body extends z.ZodType> {
  /** `GET` changes nothing. */
  method: 'GET' | 'POST';
  /** Below `/v1/admin`. */
  path: string;
  /** For the API page, in pt-BR. */
  summary: string;
  caller: Caller;
  /** Of a POST. Absent: an empty object. */
  body?: Body;
  /** Most requests of one address in a minute. */
  perMinute?: number;
  handle(asked: Asked<Caller, z.output<Body>>): Promise<Answer<unknown>>;
}

const NOTHING = z.strictObject({});
const PER_MINUTE = 240;

/** One route of the pages: no other site may ask, then who asks is found out, then the body is checked, in words. */
export function addAdminRoute<Caller extends keyof Callers, Body extends z.ZodType = typeof NOTHING>(
  app: FastifyInstance,
  centre: Centre,
  route: AdminRoute<Caller, Body>,
): void {
  const schema: z.ZodType = route.body ?? NOTHING;
  app.route({
    method: route.method,
    url: `/v1/admin${route.path}`,
    schema: {
      summary: route.summary,
      ...(route.method === 'POST' ? { body: z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) } : {}),
      ...(route.caller === 'anybody' ? {} : { security: [{ cookie: [] }] }),
    },
    validatorCompiler: () => () => true,
    config: { rateLimit: { max: route.perMinute ?? PER_MINUTE, timeWindow: 60_000 } },
    handler: async (request, reply) => {
      reply.header('cache-control', 'no-store');
      if (isForeign(request)) return sendDenied(centre, reply, FOREIGN);
      const by = route.caller === 'anybody' ? given(null) : await administratorOf(centre, request);
      if (!by.ok) return sendDenied(centre, reply, by);
      const read = route.method === 'POST' ? schema.safeParse(request.body) : { success: true as const, data: {} };
      if (!read.success) return sendDenied(centre, reply, invalid(read.error));
      const asked = { by: by.value as Callers[Caller], body: read.data as z.output<Body>, request, reply };
      const answer = await route.handle(asked);
      if (!answer.ok) return sendDenied(centre, reply, answer);
      reply.type('application/json; charset=utf-8');
      return JSON.stringify(answer.value);
    },
  });
}

async function administratorOf({ context, packs }: Centre, request: FastifyRequest): Promise<Answer<Administrator>> {
  const cookie = readCookie(request);
  return cookie === null ? SIGN_IN_AGAIN : readSession(context, packs, cookie);
}

const FOREIGN = denied(403, {
  code: 'request-foreign',
  message: 'O pedido veio de outra página que não a da central.',
});

function invalid(error: z.ZodError): Denied {
  const refusals = error.issues.slice(0, 20).map(
    (issue): Refusal => ({
      code: 'request-invalid',
      field: issue.path.join('.') || undefined,
      message: issue.message,
    }),
  );
  return { ok: false, status: 400, refusals };
}
