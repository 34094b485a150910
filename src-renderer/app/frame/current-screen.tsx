import Box from '@mui/material/Box';
import { type ComponentType, Suspense } from 'react';
import { useLate } from '../../bridge/use-late.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { RouteLink } from '../../ui/router/route-link.tsx';
import { usePlace } from '../../ui/router/router.tsx';
import type { RouteId } from '../../ui/router/routes.ts';
import { SkeletonRows } from '../../ui/skeletons.tsx';
import { ErrorBoundary } from '../error-boundary.tsx';
import { FEATURES } from '../features.ts';

const SCREENS: Partial<Record<RouteId, ComponentType>> = Object.assign(
  {},
  ...FEATURES.map((feature) => feature.screens ?? {}),
);

/** The screen of the present address, behind a boundary of its own. */
export function CurrentScreen() {
  const { match, path } = usePlace();
  const Screen = match ? SCREENS[match.route] : undefined;
  if (!Screen) return <NothingHere path={path} />;
  return (
    <ErrorBoundary key={firstRouteOf(Screen)} place="Esta tela">
      <Suspense fallback={<Loading />}>
        <Screen />
      </Suspense>
    </ErrorBoundary>
  );
}

/** Routes that share a screen share its boundary: the screen stays mounted from one to the other. */
function firstRouteOf(screen: ComponentType): string | undefined {
  return Object.entries(SCREENS).find(([, one]) => one === screen)?.[0];
}

function Loading() {
  return useLate(true) ? (
    <Box sx={{ p: 4 }}>
      <SkeletonRows />
    </Box>
  ) : null;
}

function NothingHere({ path }: { path: string }) {
  return (
    <Box sx={{ height: '100%', display: 'grid', alignContent: 'center' }}>
      <EmptyState heading="h1" title="Não há nada neste endereço">
        <code>{path}</code> não leva a nenhuma tela.{' '}
        <RouteLink to="attendance" params={{}}>
          Ir para Atender
        </RouteLink>
      </EmptyState>
    </Box>
  );
}
