import type { IncomingMessage } from 'node:http';

/**
 * Whether a request really comes from a page of this station. The browser writes these headers, no page can: `Host`
 * defends against a foreign name that resolves to loopback, `Origin` and `Sec-Fetch-Site` against other pages.
 * @returns what is wrong, for the log; `null` for an honest request
 */
export function foreignness(request: IncomingMessage, address: { host: string }): string | null {
  if (request.headers.host !== address.host) return 'host';
  const { origin } = request.headers;
  if (origin !== undefined && origin !== `http://${address.host}`) return 'origin';
  const site = request.headers['sec-fetch-site'];
  const navigates = request.headers['sec-fetch-mode'] === 'navigate';
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !navigates) return 'site';
  return null;
}

/** A WebSocket is stricter: a browser always says where it comes from. */
export function foreignSocket(request: IncomingMessage, address: { host: string }): string | null {
  return request.headers.origin === undefined ? 'origin' : foreignness(request, address);
}
