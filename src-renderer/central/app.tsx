import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { FIRST_ACCESS_PATH, PASSWORD_PATH } from '#shared/sync/administration.ts';
import { ENROLMENT_PATH } from '#shared/sync/enrolment-link.ts';
import type { TypedStore } from '../ui/form/typed-store.ts';
import { TypedProvider } from '../ui/form/use-typed.tsx';
import { KeysProvider } from '../ui/keys/keys-context.tsx';
import { type Router, RouterProvider } from '../ui/router/router.tsx';
import { StyleProvider } from '../ui/theme/style-provider.tsx';
import { TickerProvider } from '../ui/ticker.tsx';
import { DeskGate } from './desk/desk-gate.tsx';
import { EnrolLink } from './entry/enrol-link.tsx';
import { OneUse } from './entry/one-use.tsx';
import { usePath } from './places.tsx';

export interface CentralAppProps {
  router: Router;
  queries: QueryClient;
  typed: TypedStore;
}

export function CentralApp({ router, queries, typed }: CentralAppProps) {
  return (
    <QueryClientProvider client={queries}>
      <StyleProvider>
        <RouterProvider router={router}>
          <KeysProvider>
            <TickerProvider>
              <TypedProvider store={typed}>
                <Gate />
              </TypedProvider>
            </TickerProvider>
          </KeysProvider>
        </RouterProvider>
      </StyleProvider>
    </QueryClientProvider>
  );
}

/** One-use links lead to pages of their own; everything else is the desk of who administers. */
function Gate() {
  const path = usePath();
  if (path === FIRST_ACCESS_PATH || path === PASSWORD_PATH) return <OneUse />;
  if (path === ENROLMENT_PATH) return <EnrolLink />;
  return <DeskGate />;
}
