import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useEffect } from 'react';
import { BridgeProvider } from '../bridge/bridge-context.tsx';
import type { Bridge } from '../bridge/rpc.ts';
import type { DraftsDatabase } from '../drafts/drafts-database.ts';
import type { TypedStore } from '../ui/form/typed-store.ts';
import { TypedProvider } from '../ui/form/use-typed.tsx';
import { KeysProvider } from '../ui/keys/keys-context.tsx';
import { type Router, RouterProvider } from '../ui/router/router.tsx';
import { StyleProvider } from '../ui/theme/style-provider.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { StationGate } from './station-gate.tsx';

export interface AppProps {
  bridge: Bridge;
  router: Router;
  drafts: DraftsDatabase;
  queries: QueryClient;
  typed: TypedStore;
}

export function App({ bridge, router, drafts, queries, typed }: AppProps) {
  useConnectionMark(bridge);
  return (
    <StyleProvider>
      <ErrorBoundary place="A janela">
        <BridgeProvider bridge={bridge}>
          <QueryClientProvider client={queries}>
            <RouterProvider router={router}>
              <KeysProvider>
                <TypedProvider store={typed}>
                  <StationGate drafts={drafts} />
                </TypedProvider>
              </KeysProvider>
            </RouterProvider>
          </QueryClientProvider>
        </BridgeProvider>
      </ErrorBoundary>
    </StyleProvider>
  );
}

/** `<html data-connection="open">`: for hosts and tests that wait until the window has its station. */
function useConnectionMark({ connection }: Bridge): void {
  useEffect(() => {
    const mark = () => {
      document.documentElement.dataset.connection = connection.status();
    };
    mark();
    return connection.subscribe(mark);
  }, [connection]);
}
