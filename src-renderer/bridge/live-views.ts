import { type Connection, ConnectionLost, type ConnectionStatus } from './connection.ts';

/*
 * Live views, shared: however many components watch the same view with the same input, the station is
 * asked once. A view outlives its last watcher by a moment, so that going from screen to screen does not
 * blink; it asks again after a reconnection and keeps what it last knew until then.
 */

export type LiveStatus =
  /** Nothing received yet. */
  | 'waiting'
  /** What is shown is so now. */
  | 'live'
  /** What is shown was so when the connection went; it will be asked again. */
  | 'stale'
  /** The station ended the view (an import that is over). */
  | 'ended'
  /** The station could not answer; it is asked again. */
  | 'failed';

export interface Live<T> {
  data: T | undefined;
  status: LiveStatus;
}

export interface View<T> {
  read(): Live<T>;
  subscribe(listener: () => void): () => void;
}

export interface LiveViews {
  /** The shared view of `path` (`tickets.watch`) with this input. */
  view<T>(path: string, input: unknown): View<T>;
  /** Forgets what was received, but for one view: nobody's data outlives their session. */
  forgetAllBut(path: string): void;
}

const LINGER = 5000;
const RETRY = 1000;

export function createLiveViews(connection: Connection): LiveViews {
  const views = new Map<string, ReturnType<typeof createView>>();
  return {
    view<T>(path: string, input: unknown): View<T> {
      const key = `${path} ${JSON.stringify(input ?? null)}`;
      let view = views.get(key);
      if (!view) {
        view = createView(connection, { path, input, onIdle: () => views.delete(key) });
        views.set(key, view);
      }
      return view as View<T>;
    },
    forgetAllBut(path) {
      for (const [key, view] of views) if (!key.startsWith(`${path} `)) view.restart();
    },
  };
}

interface Watched {
  path: string;
  input: unknown;
  onIdle: () => void;
}

function createView(connection: Connection, { path, input, onIdle }: Watched): View<unknown> & { restart(): void } {
  const listeners = new Set<() => void>();
  let now: Live<unknown> = { data: undefined, status: 'waiting' };
  let watching: AbortController | null = null;
  let linger: ReturnType<typeof setTimeout> | undefined;

  const become = (next: Live<unknown>) => {
    now = next;
    for (const listener of [...listeners]) listener();
  };

  const hear = async (signal: AbortSignal): Promise<'over' | 'again'> => {
    const call = connection.link.call(path.split('.'), input, { signal, context: {} });
    for await (const data of (await call) as AsyncIterable<unknown>) {
      if (signal.aborted) return 'over';
      become({ data, status: 'live' });
    }
    if (signal.aborted) return 'over';
    const ended = connection.status() === 'open';
    become({ ...now, status: ended ? 'ended' : 'stale' });
    return ended ? 'over' : 'again';
  };

  const watch = async (signal: AbortSignal) => {
    for (let next = 'again'; next === 'again' && !signal.aborted; ) {
      next = await hear(signal).catch(async (error: unknown) => {
        if (signal.aborted) return 'over';
        become({ ...now, status: statusAfter(error, connection, now) });
        await untilWorthAsking(connection, signal);
        return 'again';
      });
    }
  };

  const start = () => {
    watching = new AbortController();
    void watch(watching.signal);
  };

  return {
    read: () => now,
    subscribe(listener) {
      clearTimeout(linger);
      listeners.add(listener);
      if (!watching) start();
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        linger = setTimeout(() => {
          watching?.abort();
          watching = null;
          now = { data: undefined, status: 'waiting' };
          onIdle();
        }, LINGER);
      };
    },
    restart() {
      watching?.abort();
      watching = null;
      become({ data: undefined, status: 'waiting' });
      if (listeners.size > 0) start();
    },
  };
}

function statusAfter(error: unknown, connection: Connection, before: Live<unknown>): LiveStatus {
  const lost = error instanceof ConnectionLost || connection.status() !== 'open';
  if (!lost) return 'failed';
  return before.data === undefined ? 'waiting' : 'stale';
}

/** At once when the connection comes back; after a second while it stands and the station fails. */
function untilWorthAsking(connection: Connection, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const before: ConnectionStatus = connection.status();
    const done = () => {
      clearTimeout(timer);
      unsubscribe();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, RETRY);
    const unsubscribe = connection.subscribe(() => {
      if (before !== 'open' && connection.status() === 'open') done();
    });
    signal.addEventListener('abort', done, { once: true });
  });
}
