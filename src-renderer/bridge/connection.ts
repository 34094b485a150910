import type { ClientContext, ClientLink } from '@orpc/client';

/*
 * One connection to the station, kept for as long as the window lives.
 *
 *     dialling ──opened──► open ──closed──► waiting ──(jittered)──► dialling …
 *
 * A call made while nobody is at the other end waits a little for the next channel: it was not sent, so
 * nothing is done twice. A call already sent when the channel closes fails with `ConnectionLost`.
 */

export type ConnectionStatus = 'connecting' | 'open' | 'reconnecting';

/** A way to the station that is open now. `closed` settles once, when it no longer is. */
export interface Channel {
  link: ClientLink<ClientContext>;
  closed: Promise<void>;
  close(): void;
}

/** Opens a channel; rejects when the station cannot be reached. */
export type Dial = (signal: AbortSignal) => Promise<Channel>;

/** The station was not reached, or went away before it answered. */
export class ConnectionLost extends Error {
  /** Whether the request had left: then the station may have done it. */
  readonly sent: boolean;
  constructor(sent: boolean) {
    super(sent ? 'the station went away before it answered' : 'the station cannot be reached');
    this.name = 'ConnectionLost';
    this.sent = sent;
  }
}

export interface Connection {
  link: ClientLink<ClientContext>;
  status(): ConnectionStatus;
  /** Returns what ends the subscription. */
  subscribe(listener: () => void): () => void;
  close(): void;
}

export interface ConnectionOptions {
  /** 0 ≤ x < 1. */
  random?: () => number;
  sleep?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** How long a call waits for a channel before it fails, in milliseconds. */
  patience?: number;
}

const FIRST_PAUSE = 150;
const LONGEST_PAUSE = 3000;

/** Pause before the nth attempt (from 0), in milliseconds: doubles up to 3 s, with half of it at random. */
export function pauseBefore(attempt: number, random: () => number): number {
  const full = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** attempt);
  return full / 2 + (full / 2) * random();
}

export function openConnection(dial: Dial, options: ConnectionOptions = {}): Connection {
  const { random = Math.random, sleep = sleepFor, patience = 4000 } = options;
  const end = new AbortController();
  const listeners = new Set<() => void>();
  let status: ConnectionStatus = 'connecting';
  let channel: Channel | null = null;

  const become = (next: ConnectionStatus, opened: Channel | null) => {
    channel = opened;
    status = next;
    for (const listener of [...listeners]) listener();
  };
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  };

  const keep = async () => {
    for (let attempt = 0; !end.signal.aborted; attempt += 1) {
      try {
        const opened = await dial(end.signal);
        attempt = 0;
        become('open', opened);
        await opened.closed;
        become('reconnecting', null);
      } catch {
        // Nobody there: the status already says so, and the next attempt follows.
      }
      if (!end.signal.aborted) await sleep(pauseBefore(attempt, random), end.signal);
    }
  };
  void keep();

  return {
    link: {
      async call(path, input, callOptions) {
        const through =
          channel ?? (await nextChannel(() => channel, { subscribe, patience, signal: callOptions.signal }));
        try {
          return await through.link.call(path, input, callOptions);
        } catch (error) {
          if (channel !== through && !callOptions.signal?.aborted) throw new ConnectionLost(true);
          throw error;
        }
      },
    },
    status: () => status,
    subscribe,
    close() {
      end.abort();
      channel?.close();
    },
  };
}

function nextChannel(
  current: () => Channel | null,
  wait: { subscribe: Connection['subscribe']; patience: number; signal: AbortSignal | undefined },
): Promise<Channel> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      clearTimeout(timer);
      unsubscribe();
      wait.signal?.removeEventListener('abort', onAbort);
      act();
    };
    const onAbort = () => settle(() => reject(wait.signal?.reason));
    const timer = setTimeout(() => settle(() => reject(new ConnectionLost(false))), wait.patience);
    const unsubscribe = wait.subscribe(() => {
      const opened = current();
      if (opened) settle(() => resolve(opened));
    });
    wait.signal?.addEventListener('abort', onAbort, { once: true });
  });
}

function sleepFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
