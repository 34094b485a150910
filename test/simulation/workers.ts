import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Answers, FromStation, Order, ToStation } from './station-messages.ts';

/** One thread that can be a station, and be ended like a machine whose power goes. */
export class StationThread {
  readonly #worker: Worker;
  readonly #ready: Promise<void>;
  readonly #waiting = new Map<number, { resolve(value: never): void; reject(error: Error): void }>();
  #next = 1;
  #ended = false;
  /** Whose messages of the network they are. */
  onMessage: (message: FromStation) => void = () => {};

  constructor() {
    this.#worker = new Worker(new URL('./station-worker.ts', import.meta.url), {
      execArgv: process.execArgv.filter((one) => one.startsWith('--import')),
    });
    this.#ready = new Promise((resolve, reject) => {
      this.#worker.on('message', (message: FromStation) => {
        if (message.kind === 'ready') resolve();
        else this.#take(message);
      });
      this.#worker.once('error', (error) => {
        reject(error);
        this.#over(error as Error);
      });
      this.#worker.once('exit', () => {
        reject(new Error('the thread ended'));
        this.#over(new Error('the station crashed'));
      });
    });
    this.#ready.catch(() => {});
  }

  get ready(): Promise<void> {
    return this.#ready;
  }

  get ended(): boolean {
    return this.#ended;
  }

  async ask<O extends Order>(order: O, milliseconds = 120_000): Promise<Answers[O['do']]> {
    const notReady = tooLate(milliseconds, 'a thread');
    notReady.catch(() => {});
    await Promise.race([this.#ready, notReady]);
    if (this.#ended) throw new Error('the station crashed');
    const no = this.#next++;
    const answer = new Promise<Answers[O['do']]>((resolve, reject) => {
      this.#waiting.set(no, { resolve: resolve as never, reject });
      this.say({ kind: 'order', no, order });
    });
    const stuck = new AbortController();
    const late = wait(milliseconds, undefined, { signal: stuck.signal, ref: false }).then(
      () => {
        throw new Error(`no answer to ${order.do} in ${milliseconds} ms`);
      },
      () => answer,
    );
    try {
      return await Promise.race([answer, late]);
    } finally {
      stuck.abort();
    }
  }

  say(message: ToStation): void {
    if (!this.#ended) this.#worker.postMessage(message);
  }

  async end(): Promise<void> {
    this.#over(new Error('the station crashed'));
    await this.#worker.terminate();
  }

  #over(error: Error): void {
    this.#ended = true;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }

  #take(message: FromStation): void {
    if (message.kind !== 'answer' && message.kind !== 'failed') {
      if (!this.#ended) this.onMessage(message);
      return;
    }
    const waiting = this.#waiting.get(message.no);
    this.#waiting.delete(message.no);
    if (message.kind === 'answer') waiting?.resolve(message.value as never);
    else waiting?.reject(new Error(message.error));
  }
}

async function tooLate(milliseconds: number, what: string): Promise<never> {
  await wait(milliseconds, undefined, { ref: false });
  throw new Error(`${what} was not ready in ${milliseconds} ms`);
}

/** Threads with everything loaded, ready to be a station: loading takes longer than anything else here. */
export class Workers {
  readonly #spare: StationThread[] = [];
  readonly #wanted: number;

  constructor(wanted: number) {
    this.#wanted = wanted;
    this.#fill();
  }

  take(): StationThread {
    const thread = this.#spare.shift() ?? new StationThread();
    this.#fill();
    return thread;
  }

  /** Its station was closed in order. */
  giveBack(thread: StationThread): void {
    thread.onMessage = () => {};
    if (thread.ended) return;
    if (this.#spare.length <= this.#wanted + 3) this.#spare.unshift(thread);
    else thread.end().catch(() => {});
  }

  async close(): Promise<void> {
    await Promise.all(this.#spare.splice(0).map((thread) => thread.end()));
  }

  #fill(): void {
    while (this.#spare.length < this.#wanted) this.#spare.push(new StationThread());
  }
}
