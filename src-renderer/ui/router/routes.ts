/*
 * The addresses of the window. A pattern's `:name` stands for one part of the path. Addresses go into the
 * history as they are (no `#`): both hosts answer every unknown path with the same page.
 */

export const ROUTES = {
  attendance: '/atender',
  'attendance-ticket': '/atender/:ticketId',
  tickets: '/chamados',
  ticket: '/chamados/:ticketId',
  customers: '/clientes',
  'customers-import': '/clientes/importar',
  'customer-new': '/clientes/novo',
  customer: '/clientes/:customerId',
  shift: '/livro',
  procedures: '/procedimentos',
  settings: '/ajustes',
  recovery: '/ajustes/recuperacao',
  queue: '/envio',
} as const;

/** In the query of a screen that is shown before sign-in, too. */
export const WITHOUT_SIGN_IN = 'sem-entrar';

export type RouteId = keyof typeof ROUTES;

type ParamNames<Pattern extends string> = Pattern extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamNames<Rest>
  : Pattern extends `${string}:${infer Name}`
    ? Name
    : never;

/** `{ ticketId: string }` for `/chamados/:ticketId`. */
export type RouteParams<R extends RouteId> = Record<ParamNames<(typeof ROUTES)[R]>, string>;

export const HOME: RouteId = 'attendance';

/** The address of a route: `routePath('ticket', { ticketId })`. `query` goes after `?`; empty values are left out. */
export function routePath<R extends RouteId>(
  route: R,
  params: RouteParams<R> = {} as RouteParams<R>,
  query: Record<string, string> = {},
): string {
  const values = params as Record<string, string>;
  const path = ROUTES[route].replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
  const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== '')).toString();
  return search ? `${path}?${search}` : path;
}

export interface RouteMatch {
  route: RouteId;
  params: Record<string, string>;
}

/** The route of a path; fixed parts win over `:name`; `null` when there is none. `/` and `/index.html` are home. */
export function matchRoute(path: string): RouteMatch | null {
  const parts = partsOf(path);
  if (parts.length === 0 || path === '/index.html') return { route: HOME, params: {} };
  let found: RouteMatch | null = null;
  for (const [route, pattern] of Object.entries(ROUTES) as [RouteId, string][]) {
    const params = matchParts(partsOf(pattern), parts);
    if (params && (!found || Object.keys(params).length < Object.keys(found.params).length)) found = { route, params };
  }
  return found;
}

function partsOf(path: string): string[] {
  return path.split('/').filter(Boolean);
}

function matchParts(pattern: string[], parts: string[]): Record<string, string> | null {
  if (pattern.length !== parts.length) return null;
  const params: Record<string, string> = {};
  for (const [index, wanted] of pattern.entries()) {
    const part = parts[index] ?? '';
    if (wanted.startsWith(':')) params[wanted.slice(1)] = decode(part);
    else if (wanted !== part) return null;
  }
  return params;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
