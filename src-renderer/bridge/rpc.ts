import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import type { Contract } from '#shared/contract/contract.ts';
import { type Connection, openConnection } from './connection.ts';
import { dialPort } from './dial-port.ts';
import { dialSocket, socketUrl } from './dial-socket.ts';
import { createLiveViews, type LiveViews } from './live-views.ts';

/** Everything that can be asked of the station, typed by the contract. */
export type Rpc = ContractRouterClient<Contract>;

type Group = keyof Rpc & string;
/** `attendance.open`, `tickets.watch`… */
export type Procedure = { [G in Group]: `${G}.${keyof Rpc[G] & string}` }[Group];

type ClientOf<P extends Procedure> = P extends `${infer G extends Group}.${infer N}`
  ? N extends keyof Rpc[G]
    ? Rpc[G][N]
    : never
  : never;

// biome-ignore lint/suspicious/noExplicitAny: the shape of "any function", only ever inferred from.
type AnyFunction = (...rest: any[]) => unknown;
type CallOf<P extends Procedure> = ClientOf<P> extends AnyFunction ? ClientOf<P> : never;
export type InputOf<P extends Procedure> = Parameters<CallOf<P>>[0];
export type OutputOf<P extends Procedure> = Awaited<ReturnType<CallOf<P>>>;

type Where<P extends Procedure, Output> = P extends Procedure ? (OutputOf<P> extends Output ? P : never) : never;

/** Procedures that keep answering. */
export type LiveProcedure = Where<Procedure, AsyncIteratorObject<unknown, unknown, void>>;
export type LiveOf<P extends LiveProcedure> =
  OutputOf<P> extends AsyncIteratorObject<infer T, unknown, void> ? T : never;
/** Procedures that answer ok or a refusal. */
export type Command = Where<Procedure, { ok: boolean }>;
export type ValueOf<P extends Command> = Extract<OutputOf<P>, { ok: true }> extends { value: infer T } ? T : never;

/** The window's end of the contract: made once, in the composition root. */
export interface Bridge {
  rpc: Rpc;
  /** TanStack Query options and keys of every query: `api.customers.search.queryOptions({ input })`. */
  api: ReturnType<typeof createTanstackQueryUtils<Rpc>>;
  live: LiveViews;
  connection: Connection;
}

export function createBridge(connection: Connection): Bridge {
  const rpc: Rpc = createORPCClient(connection.link);
  return { rpc, api: createTanstackQueryUtils(rpc), live: createLiveViews(connection), connection };
}

/** Connects to whichever host shows this page. */
export function connect(page: Window): Bridge {
  const dial = page.location.protocol === 'app:' ? dialPort(page) : dialSocket(socketUrl(page.location));
  return createBridge(openConnection(dial));
}
