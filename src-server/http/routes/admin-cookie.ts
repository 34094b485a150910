/** The cookie of the pages. No script reads it, no other site's request carries it, and over HTTPS it goes nowhere else. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SESSION_MOST_MS } from '../../centre/admin/sessions.ts';

/** `__Host-` binds it to this very host, and browsers take it over HTTPS alone. */
const nameOf = (request: Pick<FastifyRequest, 'protocol'>) =>
  request.protocol === 'https' ? '__Host-prumo-central' : 'prumo-central';

export function readCookie(request: Pick<FastifyRequest, 'protocol' | 'headers'>): string | null {
  const prefix = `${nameOf(request)}=`;
  const pair = (request.headers.cookie ?? '')
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(prefix));
  const value = pair?.slice(prefix.length) ?? '';
  return /^[\w-]{43}$/.test(value) ? value : null;
}

/** @param value `null` takes it away */
export function sendCookie(request: FastifyRequest, reply: FastifyReply, value: string | null): void {
  const age = value === null ? 0 : SESSION_MOST_MS / 1000;
  const secure = request.protocol === 'https' ? '; Secure' : '';
  reply.header(
    'set-cookie',
    `${nameOf(request)}=${value ?? ''}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${age}${secure}`,
  );
}

/**
 * Whether a page of another site made the browser ask. Browsers say where a request comes from over HTTPS and on
 * loopback; elsewhere they name the origin of every POST.
 */
export function isForeign({ headers, host }: Pick<FastifyRequest, 'headers' | 'host'>): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin';
  const { origin } = headers;
  return origin !== undefined && URL.parse(origin)?.host !== host;
}
