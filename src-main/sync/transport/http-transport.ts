import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { type CentreProblem, HEARTBEAT_MS, type StreamEvent } from '#shared/sync/messages.ts';
import { STATION_ROUTES } from './routes.ts';
import {
  CentreRefused,
  type Exchanges,
  type RequestOptions,
  type Route,
  type Transport,
  Unreachable,
} from './transport.ts';

export interface HttpTransportOptions {
  /** Origin of the centre. */
  address: string;
  version: string;
  fetch?: typeof fetch;
  /** Of one request, with its answer. */
  timeOutMs?: number;
  /** After so long without a byte a stream is given up. */
  silenceMs?: number;
}

/** Bodies above this are sent compressed. */
const GZIP_ABOVE = 4 * 1024;
const TIME_OUT_MS = 60_000;
/** An answer larger than this is not this centre's. */
const MOST_ANSWER = 64 * 1024 * 1024;

const compress = promisify(gzip);

/** Talks HTTP to a centre: JSON bodies, and a stream of server-sent events. */
export function httpTransport(options: HttpTransportOptions): Transport {
  const { address, version, fetch: ask = fetch, timeOutMs = TIME_OUT_MS, silenceMs = 3 * HEARTBEAT_MS } = options;

  const call = async (path: string, init: RequestInit, { token }: RequestOptions): Promise<Response> => {
    const headers = new Headers(init.headers);
    headers.set('user-agent', `prumo-station/${version}`);
    if (token) headers.set('authorization', `Bearer ${token}`);
    try {
      return await ask(`${address}${path}`, { ...init, headers, redirect: 'error' });
    } catch (error) {
      throw new Unreachable('no answer', error);
    }
  };

  return {
    async request<R extends Route>(route: R, body: Exchanges[R][0], request: RequestOptions): Promise<Exchanges[R][1]> {
      const text = JSON.stringify(body);
      const packed = text.length > GZIP_ABOVE;
      const response = await call(
        STATION_ROUTES[route],
        {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...(packed ? { 'content-encoding': 'gzip' } : {}) },
          body: packed ? await compress(text) : text,
          signal: withTimeOut(timeOutMs, request.signal),
        },
        request,
      );
      const answer = await read(response);
      if (response.ok) return answer as Exchanges[R][1];
      throw refusalOf(response, answer);
    },

    async stream(onEvent, request) {
      const silence = new AbortController();
      const signal = request.signal ? AbortSignal.any([request.signal, silence.signal]) : silence.signal;
      let timer = setTimeout(() => silence.abort(), timeOutMs);
      const heard = () => {
        clearTimeout(timer);
        timer = setTimeout(() => silence.abort(), silenceMs);
        request.onHeard?.();
      };
      const taking = () => clearTimeout(timer);
      try {
        const response = await call(
          STATION_ROUTES.stream,
          { headers: { accept: 'text/event-stream' }, signal },
          request,
        );
        if (!response.ok) throw refusalOf(response, await read(response));
        if (!response.body || !response.headers.get('content-type')?.startsWith('text/event-stream'))
          throw new Unreachable('not a stream of events');
        heard();
        await readEvents(response.body, { onEvent, heard, taking });
      } catch (error) {
        if (error instanceof CentreRefused || error instanceof Unreachable) throw error;
        if (request.signal?.aborted) return;
        throw error instanceof Taken ? error.cause : new Unreachable('the stream broke off', error);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

/** What `onEvent` threw is not the network's. */
class Taken extends Error {}

async function readEvents(
  body: ReadableStream<Uint8Array>,
  { onEvent, heard, taking }: { onEvent: (event: StreamEvent) => Promise<void>; heard: () => void; taking: () => void },
): Promise<void> {
  const waiting: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (message) => waiting.push(message) });
  const decoder = new TextDecoder();
  // Nothing more is read until what came was taken: the centre sees a connection that is slow.
  for await (const chunk of body) {
    heard();
    parser.feed(decoder.decode(chunk, { stream: true }));
    for (const { event, data } of waiting.splice(0)) {
      const parsed = { kind: event, ...(JSON.parse(data === '' ? '{}' : data) as object) } as StreamEvent;
      taking();
      await onEvent(parsed).catch((error: unknown) => {
        throw new Taken('an event could not be taken', { cause: error });
      });
      heard();
    }
  }
}

async function read(response: Response): Promise<unknown> {
  try {
    const length = Number(response.headers.get('content-length') ?? 0);
    if (length > MOST_ANSWER) throw new Error('too large');
    return await response.json();
  } catch (error) {
    throw new Unreachable(`an answer that cannot be read (${response.status})`, error);
  }
}

function refusalOf(response: Response, answer: unknown): CentreRefused | Unreachable {
  const problem = answer as CentreProblem | null;
  if (!Array.isArray(problem?.refusals)) return new Unreachable(`not this centre (${response.status})`);
  const after = Number(response.headers.get('retry-after'));
  return new CentreRefused(response.status, problem, Number.isFinite(after) && after > 0 ? after : null);
}

function withTimeOut(milliseconds: number, signal: AbortSignal | undefined): AbortSignal {
  const timeOut = AbortSignal.timeout(milliseconds);
  return signal ? AbortSignal.any([signal, timeOut]) : timeOut;
}
