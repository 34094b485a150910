/**
 * What protects a page of the station, the same under `app://` and on loopback: the headers of a response and the
 * nonce of its styles. No directive is loosened by an `unsafe-*` source; styles made at run time carry the nonce.
 */
import { randomBytes } from 'node:crypto';

/** Stands in `index.html` as built wherever the nonce of the response belongs. */
export const NONCE_PLACEHOLDER = '__CSP_NONCE__';

/** A new one for every HTML response: 128 random bits, base64. */
export function newNonce(): string {
  return randomBytes(16).toString('base64');
}

/**
 * The Content-Security-Policy of a page.
 * @param nonce the nonce of this response, absent for what carries no style of its own
 * @param formsToSelf only the page that asks for the passphrase sends a form
 */
export function contentSecurityPolicy({ nonce, formsToSelf = false }: { nonce?: string; formsToSelf?: boolean } = {}) {
  return [
    `default-src 'none'`,
    `script-src 'self'`,
    nonce ? `style-src 'self' 'nonce-${nonce}'` : `style-src 'self'`,
    `font-src 'self'`,
    `img-src 'self' data: blob:`,
    `connect-src 'self'`,
    `worker-src 'self'`,
    `manifest-src 'self'`,
    `form-action ${formsToSelf ? `'self'` : `'none'`}`,
    `base-uri 'none'`,
    `frame-ancestors 'none'`,
    `object-src 'none'`,
  ].join('; ');
}

const DENIED_FEATURES = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
  'browsing-topics',
];

/** Headers of every response, whatever its body. */
export function securityHeaders(policy: string): Record<string, string> {
  return {
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'permissions-policy': DENIED_FEATURES.map((feature) => `${feature}=()`).join(', '),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  };
}

/** The page with its nonce in every place that waits for it. */
export function withNonce(html: string, nonce: string): string {
  return html.replaceAll(NONCE_PLACEHOLDER, nonce);
}
