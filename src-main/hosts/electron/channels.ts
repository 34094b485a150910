/** The only two names that cross between the window's preload and the host. */
export const channels = {
  /** preload → host, empty: asks for a port. host → preload, with one port: here it is. */
  port: 'prumo-port',
  /** host → preload, with the name of an event. */
  event: 'prumo-event',
} as const;

/** What the host tells the window; `src-renderer/bridge/host-messages.ts` hears it. */
export type HostEvent = 'new-call';
