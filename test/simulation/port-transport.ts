import { type MessagePort, threadId } from 'node:worker_threads';
import {
  CentreRefused,
  type Exchanges,
  type RequestOptions,
  type Route,
  type Transport,
  Unreachable,
} from '#main/sync/transport/transport.ts';
import type { StreamEvent } from '#shared/sync/messages.ts';
import type { FromStation, ToStation } from './station-messages.ts';

interface Waiting {
  resolve(text: string): void;
  reject(error: Error): void;
}

interface Listening {
  event(event: StreamEvent): void;
  end(error: Error | null): void;
}

/** The station's end of the simulated network: everything goes through the main thread, as JSON text. */
export class PortTransport implements Transport {
  readonly #port: MessagePort;
  readonly #requests = new Map<number, Waiting>();
  readonly #streams = new Map<number, Listening>();
  /** Of all in all threads: nobody takes an answer to a former station, or closes another's stream. */
  static #next = threadId * 1_000_000;

  constructor(port: MessagePort) {
    this.#port = port;
  }

  /** A message of the main thread. @returns whether it was one of the network */
  take(message: ToStation): boolean {
    if (message.kind === 'order') return false;
    const request = this.#requests.get(message.no);
    const stream = this.#streams.get(message.no);
    switch (message.kind) {
      case 'reply':
        request?.resolve(message.text);
        break;
      case 'problem': {
        const refused = new CentreRefused(message.status, message.problem);
        request?.reject(refused);
        stream?.end(refused);
        break;
      }
      case 'unreachable':
        request?.reject(new Unreachable('no answer'));
        stream?.end(new Unreachable('the stream broke off'));
        break;
      case 'event':
        stream?.event({ kind: message.event, ...(JSON.parse(message.data) as object) } as StreamEvent);
        break;
      case 'ended':
        stream?.end(message.broken ? new Unreachable('the stream broke off') : null);
    }
    return true;
  }

  async request<R extends Route>(route: R, body: Exchanges[R][0], options: RequestOptions): Promise<Exchanges[R][1]> {
    const { token = null, signal } = options;
    if (signal?.aborted) throw new Unreachable('no answer', signal.reason);
    const no = PortTransport.#next++;
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const abort = () => {
      this.#say({ kind: 'gone', no });
      reject(new Unreachable('no answer', signal?.reason));
    };
    signal?.addEventListener('abort', abort, { once: true });
    this.#requests.set(no, { resolve, reject });
    this.#say({ kind: 'request', no, route, text: JSON.stringify(body), token });
    try {
      return JSON.parse(await promise) as Exchanges[R][1];
    } finally {
      this.#requests.delete(no);
      signal?.removeEventListener('abort', abort);
    }
  }

  async stream(onEvent: (event: StreamEvent) => Promise<void>, options: RequestOptions): Promise<void> {
    const { token = null, signal } = options;
    const no = PortTransport.#next++;
    const over = Promise.withResolvers<void>();
    over.promise.catch(() => {});
    let chain = Promise.resolve();
    let isOver = false;
    const end = (error: Error | null) => {
      if (isOver) return;
      isOver = true;
      if (error) over.reject(error);
      else over.resolve();
    };
    const abort = () => {
      this.#say({ kind: 'gone', no });
      end(null);
    };
    signal?.addEventListener('abort', abort, { once: true });
    this.#streams.set(no, {
      event: (event) => {
        chain = chain.then(async () => {
          if (isOver) return;
          options.onHeard?.();
          await onEvent(event);
        });
        chain.catch((error: Error) => {
          if (!isOver) this.#say({ kind: 'gone', no });
          end(error);
        });
      },
      end: (error) => {
        const settle = () => end(error);
        chain.then(settle, settle);
      },
    });
    this.#say({ kind: 'stream', no, token });
    try {
      await over.promise;
    } finally {
      this.#streams.delete(no);
      signal?.removeEventListener('abort', abort);
    }
  }

  #say(message: FromStation): void {
    this.#port.postMessage(message);
  }
}
