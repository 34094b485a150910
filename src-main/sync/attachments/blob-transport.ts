import { attachmentPath, COMPLETE_HEADER, LENGTH_HEADER, OFFSET_HEADER, PIECE_TYPE } from '#shared/sync/attachments.ts';
import type { CentreProblem } from '#shared/sync/messages.ts';
import { CentreRefused, Unreachable } from '../transport/transport.ts';

/** How far the centre is with a file. */
export interface Standing {
  offset: number;
  complete: boolean;
}

export interface BlobCall {
  token: string;
  signal: AbortSignal;
}

/** The way of files to one centre and back. @throws {CentreRefused} {Unreachable} as `Transport` */
export interface BlobTransport {
  standing(sha256: string, call: BlobCall): Promise<Standing>;
  /** A place that the centre is not at is answered with the one it is at. */
  send(sha256: string, piece: { offset: number; total: number; bytes: Uint8Array }, call: BlobCall): Promise<Standing>;
  /** From `from` to the end; the next bytes are read once the former were taken. */
  read(sha256: string, from: number, call: BlobCall): AsyncIterable<Uint8Array>;
}

export interface HttpBlobTransportOptions {
  /** Origin of the centre. */
  address: string;
  version: string;
  fetch?: typeof fetch;
  /** Of one question, milliseconds; sending a piece has longer. */
  timeOutMs?: number;
  /** After so long without a byte reading is given up. */
  silenceMs?: number;
}

const TIME_OUT_MS = 30_000;
const SENDING_MS = 10 * 60_000;
const SILENCE_MS = 45_000;

export function httpBlobTransport(options: HttpBlobTransportOptions): BlobTransport {
  const { address, version, fetch: ask = fetch, timeOutMs = TIME_OUT_MS, silenceMs = SILENCE_MS } = options;

  const call = async (method: string, sha256: string, init: RequestInit & BlobCall): Promise<Response> => {
    const { token, signal, ...rest } = init;
    const headers = new Headers(rest.headers);
    headers.set('user-agent', `prumo-station/${version}`);
    headers.set('authorization', `Bearer ${token}`);
    try {
      return await ask(`${address}${attachmentPath(sha256)}`, { ...rest, method, headers, signal, redirect: 'error' });
    } catch (error) {
      signal.throwIfAborted();
      throw new Unreachable('no answer', error);
    }
  };

  return {
    async standing(sha256, { token, signal }) {
      const answer = await call('HEAD', sha256, { token, signal: within(timeOutMs, signal) });
      if (answer.ok) return standingOf(answer);
      // An answer without a body says no more than its number.
      throw answer.status === 401 ? expired(answer) : new Unreachable(`asked about a file: ${answer.status}`);
    },

    async send(sha256, { offset, total, bytes }, { token, signal }) {
      const headers = { 'content-type': PIECE_TYPE, [OFFSET_HEADER]: String(offset), [LENGTH_HEADER]: String(total) };
      const body = new Uint8Array(bytes);
      const answer = await call('PATCH', sha256, { headers, body, token, signal: within(SENDING_MS, signal) });
      const problem = answer.ok ? null : await problemOf(answer);
      if (problem && !(answer.status === 409 && answer.headers.has(OFFSET_HEADER))) throw refusal(answer, problem);
      return standingOf(answer);
    },

    async *read(sha256, from, { token, signal }) {
      const silence = new AbortController();
      let timer = setTimeout(() => silence.abort(), silenceMs);
      try {
        const headers: Record<string, string> = from > 0 ? { range: `bytes=${from}-` } : {};
        const both = AbortSignal.any([signal, silence.signal]);
        const answer = await call('GET', sha256, { headers, token, signal: both });
        if (!answer.ok) throw refusal(answer, await problemOf(answer));
        if (!answer.body || (from > 0 && answer.status !== 206))
          throw new Unreachable('not the part that was asked for');
        for await (const bytes of answer.body) {
          clearTimeout(timer);
          yield bytes;
          timer = setTimeout(() => silence.abort(), silenceMs);
        }
      } catch (error) {
        signal.throwIfAborted();
        throw error instanceof CentreRefused || error instanceof Unreachable
          ? error
          : new Unreachable('the file broke off', error);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

function within(milliseconds: number, signal: AbortSignal): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(milliseconds)]);
}

function standingOf({ headers, status }: Response): Standing {
  const offset = Number(headers.get(OFFSET_HEADER) ?? Number.NaN);
  if (!Number.isSafeInteger(offset) || offset < 0) throw new Unreachable(`not this centre (${status})`);
  return { offset, complete: headers.get(COMPLETE_HEADER) === '?1' };
}

async function problemOf(answer: Response): Promise<CentreProblem> {
  try {
    const problem = (await answer.json()) as CentreProblem | null;
    if (Array.isArray(problem?.refusals)) return problem;
  } catch (error) {
    throw new Unreachable(`an answer that cannot be read (${answer.status})`, error);
  }
  throw new Unreachable(`not this centre (${answer.status})`);
}

function refusal(answer: Response, problem: CentreProblem): CentreRefused {
  const after = Number(answer.headers.get('retry-after'));
  return new CentreRefused(answer.status, problem, Number.isFinite(after) && after > 0 ? after : null);
}

function expired({ status }: Response): CentreRefused {
  return new CentreRefused(status, { refusals: [{ code: 'token-expired', message: '' }], at: '' });
}
