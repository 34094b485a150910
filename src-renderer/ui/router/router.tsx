import { createContext, type ReactNode, use, useMemo, useSyncExternalStore } from 'react';
import { matchRoute, type RouteId, type RouteMatch, type RouteParams, routePath } from './routes.ts';

export interface Router {
  /** Path and query as they stand in the address. */
  read(): string;
  subscribe(listener: () => void): () => void;
  go(path: string, options?: { replace?: boolean }): void;
  back(): void;
}

/** A router over the window's history. Made once, in the composition root. */
export function createRouter(page: Window): Router {
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of [...listeners]) listener();
  };
  page.addEventListener('popstate', tell);
  const read = () => page.location.pathname + page.location.search;
  return {
    read,
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    go(path, { replace = false } = {}) {
      if (path === read()) return;
      if (replace) page.history.replaceState(page.history.state, '', path);
      else page.history.pushState({ within: true }, '', path);
      tell();
    },
    back() {
      if ((page.history.state as { within?: boolean } | null)?.within) page.history.back();
    },
  };
}

const RouterContext = createContext<Router | null>(null);

export function RouterProvider({ router, children }: { router: Router; children: ReactNode }) {
  return <RouterContext value={router}>{children}</RouterContext>;
}

export function useRouter(): Router {
  const router = use(RouterContext);
  if (!router) throw new Error('no RouterProvider above');
  return router;
}

export interface Place {
  path: string;
  match: RouteMatch | null;
  query: URLSearchParams;
}

/** Where the window is. */
export function usePlace(): Place {
  const router = useRouter();
  const address = useSyncExternalStore(router.subscribe, router.read);
  return useMemo(() => {
    const [path = '/', search = ''] = address.split('?');
    return { path, match: matchRoute(path), query: new URLSearchParams(search) };
  }, [address]);
}

/** The parameters of the route that the screen is shown for; `null` when the window is elsewhere. */
export function useParams<R extends RouteId>(route: R): RouteParams<R> | null {
  const { match } = usePlace();
  return match?.route === route ? (match.params as RouteParams<R>) : null;
}

export type Go = <R extends RouteId>(route: R, params?: RouteParams<R>, query?: Record<string, string>) => void;

/** `const go = useGo(); go('ticket', { ticketId })`. */
export function useGo(): Go {
  const router = useRouter();
  return useMemo(() => (route, params, query) => router.go(routePath(route, params, query)), [router]);
}

/** Reads and writes one value of the address's query without leaving a step in the history: filters, tabs. */
export function useQueryValue(name: string): [string, (next: string) => void] {
  const router = useRouter();
  const { path, query } = usePlace();
  const set = (next: string) => {
    const changed = new URLSearchParams(query);
    if (next === '') changed.delete(name);
    else changed.set(name, next);
    const search = changed.toString();
    router.go(search ? `${path}?${search}` : path, { replace: true });
  };
  return [query.get(name) ?? '', set];
}
