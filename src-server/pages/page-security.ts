/** What protects the centre's pages. No directive is loosened by an `unsafe-*` source; styles made at run time carry a nonce. */
import { randomBytes } from 'node:crypto';

/** Stands in the page as built wherever the nonce of the answer belongs; see central.vite.config.ts. */
const NONCE_PLACEHOLDER = '__CSP_NONCE__';

function contentSecurityPolicy(nonce: string | null): string {
  return [
    `default-src 'none'`,
    `script-src 'self'`,
    nonce ? `style-src 'self' 'nonce-${nonce}'` : `style-src 'self'`,
    `font-src 'self'`,
    `img-src 'self'`,
    `connect-src 'self'`,
    `form-action 'none'`,
    `base-uri 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ');
}

/** @param nonce of a page; `null` for what carries no style of its own */
export function securityHeaders({ nonce, https }: { nonce: string | null; https: boolean }): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(nonce),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    ...(https ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
}

/** The page for one answer: 128 random bits in every place that waits for them. */
export function withNonce(html: string): { body: string; nonce: string } {
  const nonce = randomBytes(16).toString('base64');
  return { body: html.replaceAll(NONCE_PLACEHOLDER, nonce), nonce };
}
