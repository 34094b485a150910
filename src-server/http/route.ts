import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Refusal } from '#shared/domain/refusal.ts';
import type { CentreProblem } from '#shared/sync/messages.ts';
import { type Answer, type Denied, given, tokenInvalid } from '../centre/answer.ts';
import type { Centre } from '../centre/centre.ts';
import { nowIso } from '../centre/context.ts';
import type { StationAccess } from '../centre/station-access.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Text that cannot be stored passes the reader; the rows are judged one by one. */
    anyText?: boolean;
  }
}

/** Who may call. */
interface Callers {
  anybody: null;
  station: StationAccess;
}

export interface Route<Caller extends keyof Callers, Body extends z.ZodType> {
  method: 'GET' | 'POST';
  path: string;
  /** For the API page, in pt-BR. */
  summary: string;
  caller: Caller;
  /** Absent: there is none. */
  body?: Body;
  anyText?: boolean;
  /** Most requests of one address in a minute; absent: unlimited. */
  perMinute?: number;
  /** A `RawJson` goes out as it is. */
  handle(caller: Callers[Caller], body: z.output<Body>, request: FastifyRequest): Promise<Answer<unknown>>;
}

/** JSON that is text already. */
export class RawJson {
  readonly json: string;

  constructor(json: string) {
    this.json = json;
  }
}

/** Puts one route into the server: who calls is found out first, then the body is checked, then it is handled. */
export function addRoute<Caller extends keyof Callers, Body extends z.ZodType = z.ZodUndefined>(
  app: FastifyInstance,
  centre: Centre,
  route: Route<Caller, Body>,
): void {
  const { method, path, summary, caller, body, perMinute } = route;
  app.route({
    method,
    url: path,
    schema: {
      summary,
      ...(body ? { body: z.toJSONSchema(body, { unrepresentable: 'any', io: 'input' }) } : {}),
      ...(caller === 'anybody' ? {} : { security: [{ bearer: [] }] }),
    },
    // The API page shows zod's schema as JSON Schema; zod itself does the checking, below.
    validatorCompiler: () => () => true,
    config: { anyText: route.anyText ?? false, rateLimit: perMinute ? { max: perMinute, timeWindow: 60_000 } : false },
    handler: async (request, reply) => {
      const calling = await identify(centre, caller, request);
      if (!calling.ok) return sendDenied(centre, reply, calling);
      const read = body ? body.safeParse(request.body) : { success: true as const, data: undefined };
      if (!read.success) return sendDenied(centre, reply, invalid(read.error));
      const answer = await route.handle(calling.value as Callers[Caller], read.data as z.output<Body>, request);
      if (!answer.ok) return sendDenied(centre, reply, answer);
      reply.type('application/json; charset=utf-8');
      return answer.value instanceof RawJson ? answer.value.json : JSON.stringify(answer.value);
    },
  });
}

export async function identify(
  centre: Centre,
  caller: keyof Callers,
  { headers }: Pick<FastifyRequest, 'headers'>,
): Promise<Answer<Callers[keyof Callers]>> {
  if (caller === 'anybody') return given(null);
  const token = /^Bearer ([\w.-]{1,2000})$/.exec(headers.authorization ?? '')?.[1];
  if (!token) return tokenInvalid();
  return centre.authenticate(token);
}

export function sendDenied(centre: Pick<Centre, 'context'>, reply: FastifyReply, denied: Denied): FastifyReply {
  const problem: CentreProblem = {
    refusals: denied.refusals,
    ...(denied.epoch ? { epoch: denied.epoch } : {}),
    at: nowIso(centre.context),
  };
  if (denied.retryAfterSeconds) reply.header('retry-after', String(denied.retryAfterSeconds));
  return reply.code(denied.status).type('application/json; charset=utf-8').send(JSON.stringify(problem));
}

function invalid(error: z.ZodError): Denied {
  const refusals = error.issues.slice(0, 20).map(
    (issue): Refusal => ({
      code: 'request-invalid',
      field: issue.path.join('.') || undefined,
      message: 'Este campo não tem a forma esperada.',
    }),
  );
  return { ok: false, status: 400, refusals };
}
