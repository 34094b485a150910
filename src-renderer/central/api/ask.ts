import type { Refusal, Result } from '#shared/domain/refusal.ts';

/*
 * Asks the centre. Never rejects: what was refused, a network that is down and an answer that is none all come back as
 * words. The cookie that says who asks is the browser's; no script sees it.
 */

const PATIENCE_MS = 30_000;

/** @param path below `/v1/admin` @param body absent: a question that changes nothing */
export async function ask<T>(path: string, body?: object): Promise<Result<T>> {
  const request: RequestInit =
    body === undefined
      ? {}
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  try {
    const response = await fetch(`/v1/admin${path}`, { ...request, signal: AbortSignal.timeout(PATIENCE_MS) });
    const answer: unknown = await response.json();
    return response.ok ? { ok: true, value: answer as T } : { ok: false, refusals: refusalsOf(answer) };
  } catch {
    return { ok: false, refusals: [UNREACHABLE] };
  }
}

function refusalsOf(answer: unknown): Refusal[] {
  const refusals = (answer as { refusals?: Refusal[] } | null)?.refusals ?? [];
  if (refusals.length === 0) return [UNREACHABLE];
  // The centre's words for a failure are for stations, which try again by themselves.
  return refusals.map((refusal) => (refusal.code === 'centre-failed' ? FAILED : refusal));
}

const UNREACHABLE: Refusal = {
  code: 'centre-unreachable',
  message: 'A central não respondeu.',
  way: 'Confira a rede e tente de novo.',
};
const FAILED: Refusal = {
  code: 'centre-failed',
  message: 'A central não conseguiu atender.',
  way: 'Tente de novo; se continuar, veja o registro do servidor.',
};

/** What a query throws: the reasons, in words. */
export class Refused extends Error {
  readonly refusals: readonly Refusal[];

  constructor(refusals: readonly Refusal[]) {
    super(refusals[0]?.message);
    this.refusals = refusals;
  }

  get signedOut(): boolean {
    return this.refusals.some(({ code }) => code === 'sign-in-again' || code === 'role-denied');
  }
}

export async function askOrThrow<T>(path: string, body?: object): Promise<T> {
  const answer = await ask<T>(path, body);
  if (!answer.ok) throw new Refused(answer.refusals);
  return answer.value;
}
