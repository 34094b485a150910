import { createContext, type ReactNode, use, useSyncExternalStore } from 'react';
import type { ConnectionStatus } from './connection.ts';
import type { Bridge, Rpc } from './rpc.ts';

const BridgeContext = createContext<Bridge | null>(null);

export function BridgeProvider({ bridge, children }: { bridge: Bridge; children: ReactNode }) {
  return <BridgeContext value={bridge}>{children}</BridgeContext>;
}

export function useBridge(): Bridge {
  const bridge = use(BridgeContext);
  if (!bridge) throw new Error('no BridgeProvider above');
  return bridge;
}

/** The station as an object of calls. For what screens show, use `useLive`; to change something, `useCommand`. */
export function useRpc(): Rpc {
  return useBridge().rpc;
}

/** TanStack Query options and keys: `useQuery(useApi().customers.search.queryOptions({ input }))`. */
export function useApi(): Bridge['api'] {
  return useBridge().api;
}

export function useConnectionStatus(): ConnectionStatus {
  const { connection } = useBridge();
  return useSyncExternalStore(connection.subscribe, connection.status);
}
