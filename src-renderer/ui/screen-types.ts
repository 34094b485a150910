import type { ComponentType } from 'react';
import type { RouteId } from './router/routes.ts';

/** What a feature gives the frame. Each feature exports one, and `app/features.ts` names it. */
export interface Feature {
  /** The screen of each route that is the feature's. Several routes may share one, which then stays mounted between them. */
  screens?: Partial<Record<RouteId, ComponentType>>;
  /** Always there while somebody is signed in, whatever the screen; drawn in the top bar, left to right. */
  bar?: {
    /** Beside "Nova ligação": the calls of mine, as chips. */
    calls?: ComponentType;
    /** Before the agent's menu: the book of calls in numbers. */
    counter?: ComponentType;
  };
  /** Between the bar and the screen, when there is something quiet to offer; draws nothing otherwise. */
  banner?: ComponentType;
  /** Always there while somebody is signed in and draws nothing: binds keys that work on every screen (`call.new`). */
  background?: ComponentType;
}
