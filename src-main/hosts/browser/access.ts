/**
 * Who may speak to the browser host. The address printed at start carries a token; whoever brings it gets a cookie
 * once and for all, and everything else asks for the cookie. The cookie's value is a session's number and its seal
 * (HMAC under a secret kept in the profile), so that a restarted station knows the tabs that were open.
 *
 * Cookies do not tell ports apart: the name holds a part of the profile's own mark, so that two stations on one
 * machine do not overwrite each other's.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const COOKIE_DAYS = 180;

export interface Access {
  readonly cookieName: string;
  /** A token for an address. `uses` 1 is for an address that other programs may see (a command line). */
  newToken(uses?: number): string;
  /** The `Set-Cookie` value for a new session, or `null` for a token that is not (or no longer) good. */
  exchange(token: string): string | null;
  /** The session a request belongs to by its `Cookie` header, or `null`. */
  sessionOf(cookieHeader: string | undefined): string | null;
}

/** @param secret 32 random bytes that the profile keeps, base64url */
export function createAccess(secret: string): Access {
  const key = Buffer.from(secret, 'base64url');
  const cookieName = `prumo-${seal('cookie-name').slice(0, 10)}`;
  const tokens = new Map<string, number>();

  function seal(text: string): string {
    return createHmac('sha256', key).update(text).digest('base64url');
  }

  return {
    cookieName,
    newToken(uses = Number.POSITIVE_INFINITY) {
      const token = randomBytes(32).toString('base64url');
      tokens.set(token, uses);
      return token;
    },
    exchange(token) {
      const known = [...tokens.keys()].find((candidate) => same(candidate, token));
      if (known === undefined) return null;
      const left = (tokens.get(known) ?? 0) - 1;
      if (left > 0) tokens.set(known, left);
      else tokens.delete(known);
      const session = randomBytes(16).toString('base64url');
      const value = `${session}.${seal(`session:${session}`)}`;
      return `${cookieName}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${COOKIE_DAYS * 86_400}`;
    },
    sessionOf(cookieHeader) {
      const prefix = `${cookieName}=`;
      for (const pair of (cookieHeader ?? '').split(';').map((part) => part.trim())) {
        if (!pair.startsWith(prefix)) continue;
        const [session = '', mark = ''] = pair.slice(prefix.length).split('.');
        if (session !== '' && same(mark, seal(`session:${session}`))) return session;
      }
      return null;
    },
  };
}

/** Compared in a time that says nothing about where they differ. */
function same(left: string, right: string): boolean {
  const a = Buffer.from(left);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
}
