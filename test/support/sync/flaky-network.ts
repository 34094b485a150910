import {
  type Exchanges,
  type RequestOptions,
  type Route,
  type Transport,
  Unreachable,
} from '#main/sync/transport/transport.ts';

export type Fault =
  /** The request never arrives. */
  | 'lost'
  /** The centre acts, and its answer never arrives. */
  | 'reply-lost'
  /** The centre acts twice. */
  | 'repeated';

/** A network between one station and its centre that the test cuts, and that loses and repeats what it is told to. */
export class FlakyNetwork {
  isCut = false;
  /** What happens to the next requests of a route, in order. */
  readonly faults: { route: Route; fault: Fault }[] = [];
  /** Every request that left: its route. */
  readonly sent: Route[] = [];
  readonly #streams = new Set<AbortController>();

  cut(): void {
    this.isCut = true;
    for (const stream of this.#streams) stream.abort();
  }

  heal(): void {
    this.isCut = false;
  }

  /** The streams break off; a new connection works. */
  dropStreams(): void {
    for (const stream of this.#streams) stream.abort();
  }

  around(inner: Transport): Transport {
    return {
      request: async <R extends Route>(route: R, body: Exchanges[R][0], options: RequestOptions) => {
        if (this.isCut) throw new Unreachable('cut');
        this.sent.push(route);
        const at = this.faults.findIndex((one) => one.route === route);
        const fault = at < 0 ? null : this.faults.splice(at, 1)[0]!.fault;
        if (fault === 'lost') throw new Unreachable('lost');
        const answer = await inner.request(route, body, options);
        if (fault === 'repeated') return inner.request(route, body, options);
        if (fault === 'reply-lost' || this.isCut) throw new Unreachable('the reply was lost');
        return answer;
      },
      stream: async (onEvent, options) => {
        if (this.isCut) throw new Unreachable('cut');
        const cut = new AbortController();
        this.#streams.add(cut);
        try {
          const signal = options.signal ? AbortSignal.any([options.signal, cut.signal]) : cut.signal;
          await inner.stream(onEvent, { ...options, signal });
          if (cut.signal.aborted) throw new Unreachable('cut');
        } finally {
          this.#streams.delete(cut);
        }
      },
    };
  }
}
