/*
 * What the Electron preload says to the page, by `window.postMessage` within the same window:
 *
 *     page    → preload   { kind: 'prumo-ready' }                    each time the page wants a port
 *     preload → page      { kind: 'prumo-port' } + [MessagePort]
 *     preload → page      { kind: 'prumo-event', event: 'new-call' }
 */

export const HOST_EVENTS = ['new-call'] as const;
export type HostEvent = (typeof HOST_EVENTS)[number];

export type HostMessage = { kind: 'port'; port: MessagePort } | { kind: 'event'; event: HostEvent };

/** The meaning of a window message, or `null` when it is none of ours. */
export function readHostMessage(message: Pick<MessageEvent, 'data' | 'ports'>): HostMessage | null {
  const data: unknown = message.data;
  if (typeof data !== 'object' || data === null) return null;
  const { kind, event } = data as { kind?: unknown; event?: unknown };
  const port = message.ports[0];
  if (kind === 'prumo-port' && port) return { kind: 'port', port };
  if (kind === 'prumo-event' && HOST_EVENTS.includes(event as HostEvent))
    return { kind: 'event', event: event as HostEvent };
  return null;
}

/** Calls back for each event of the host; returns what ends it. Messages of other windows are not heard. */
export function onHostEvent(target: Window, listener: (event: HostEvent) => void): () => void {
  const hear = (message: MessageEvent) => {
    if (message.source !== target) return;
    const read = readHostMessage(message);
    if (read?.kind === 'event') listener(read.event);
  };
  target.addEventListener('message', hear);
  return () => target.removeEventListener('message', hear);
}
