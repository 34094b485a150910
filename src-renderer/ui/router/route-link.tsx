import Link, { type LinkProps } from '@mui/material/Link';
import type { MouseEvent } from 'react';
import { useRouter } from './router.tsx';
import { type RouteId, type RouteParams, routePath } from './routes.ts';

type RouteLinkProps<R extends RouteId> = Omit<LinkProps, 'href'> & {
  to: R;
  params?: RouteParams<R>;
  query?: Record<string, string>;
};

/** A link within the window: `<RouteLink to="ticket" params={{ ticketId }}>…</RouteLink>`. */
export function RouteLink<R extends RouteId>({ to, params, query, onClick, ...rest }: RouteLinkProps<R>) {
  const { href, onClick: follow } = useRouteHref(to, params, query);
  const click = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (!event.defaultPrevented) follow(event);
  };
  return <Link href={href} onClick={click} {...rest} />;
}

/** For buttons and rows that are links: `<Button component="a" {...useRouteHref('customers')}>`. */
export function useRouteHref<R extends RouteId>(to: R, params?: RouteParams<R>, query?: Record<string, string>) {
  const router = useRouter();
  const href = routePath(to, params, query);
  return {
    href,
    onClick(event: MouseEvent) {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
      event.preventDefault();
      router.go(href);
    },
  };
}
