/**
 * The network between one station and the centre. Each message has a fate of its own, that follows from the seed, the
 * station and how many of its kind there were before. The points at which something can go wrong:
 *
 *   before the request arrives · on its way, overtaken by others · twice · once more much later ·
 *   after the centre has committed · the answer on its way back · a refusal in its place · the token ·
 *   an event of the stream lost, twice, out of order · the stream cut, or silent for a while ·
 *   before a page or a verdict is taken in, and while it is (the station crashes)
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { StreamMessage } from '#server/centre/stream/event.ts';
import { type CentreSide, failed, problemOf, type Reply } from './centre-side.ts';
import { Dice } from './dice.ts';
import type { Fate, Weather } from './plan.ts';
import type { FromStation, ToStation } from './station-messages.ts';

export interface LinkOptions {
  seed: number;
  index: number;
  weather: Weather;
  side: CentreSide;
  /** The station is to crash now. */
  crash: () => void;
  /** A line of the account of what happened. */
  note: (line: string) => void;
}

interface Stream {
  close(): void;
  /** Events that wait while the stream is silent. */
  held: StreamMessage[] | null;
  /** An event kept back, to come after the next one. */
  swapped: StreamMessage | null;
  /** Events went missing: no such connection goes on for good. */
  tainted: boolean;
  /** Said hello: before it nothing waits on a connection. */
  greeted: boolean;
}

const LATE_MS = 60;
const GHOST_MS = 150;

export class Link {
  readonly #options: LinkOptions;
  readonly #dice: Dice;
  readonly #streams = new Map<number, Stream>();
  readonly #gone = new Set<number>();
  #say: (message: ToStation) => void = () => {};
  #cut = false;
  #ghosts = 0;
  weather: Weather;
  /** The next answer of this route crashes the station, so many milliseconds after it came. */
  crashOn: { route: string; after: number } | null = null;
  /** Messages of the station that are under way. */
  underWay = 0;

  constructor(options: LinkOptions) {
    this.#options = options;
    this.weather = options.weather;
    this.#dice = new Dice(options.seed, 'link', options.index);
  }

  get isQuiet(): boolean {
    return this.underWay === 0 && this.#ghosts === 0;
  }

  /** Another thread is the station now; nothing that was for the former one reaches it. */
  attach(say: (message: ToStation) => void): (message: FromStation) => void {
    this.#end();
    this.#gone.clear();
    this.#say = say;
    return (message) => {
      if (this.#say === say) this.#take(message, say);
    };
  }

  detach(): void {
    this.#end();
    this.#say = () => {};
  }

  get isCut(): boolean {
    return this.#cut;
  }

  cut(): void {
    this.#cut = true;
    this.dropStreams();
  }

  heal(): void {
    this.#cut = false;
    this.unstall();
  }

  dropStreams(onlyTainted = false): void {
    for (const [no, stream] of [...this.#streams]) {
      if (onlyTainted && !stream.tainted) continue;
      this.#close(no, stream);
      this.#say({ kind: 'ended', no, broken: true });
    }
  }

  /** The stream goes silent; the centre cannot get rid of what it sends. */
  stall(): void {
    for (const stream of this.#streams.values()) if (stream.greeted) stream.held ??= [];
  }

  unstall(): void {
    for (const [no, stream] of this.#streams) {
      const held = stream.held ?? [];
      stream.held = null;
      for (const message of held) this.#deliver(no, message);
    }
  }

  #end(): void {
    for (const [no, stream] of [...this.#streams]) this.#close(no, stream);
  }

  #close(no: number, stream: Stream): void {
    this.#streams.delete(no);
    stream.close();
  }

  #fate(fate: Fate): boolean {
    const probability = this.weather[fate];
    return probability > 0 && this.#dice.chance(probability);
  }

  #take(message: FromStation, say: (message: ToStation) => void): void {
    if (message.kind === 'gone') {
      const stream = this.#streams.get(message.no);
      if (stream) this.#close(message.no, stream);
      this.#gone.add(message.no);
      return;
    }
    if (message.kind === 'request') {
      this.underWay++;
      this.#carry(message)
        .then((reply) => this.#give(message, reply, say))
        .finally(() => {
          this.underWay--;
        });
    }
    if (message.kind === 'stream') this.#open(message, say);
  }

  #give({ no, route }: { no: number; route: string }, reply: Reply | null, say: (message: ToStation) => void): void {
    if (reply === null) say({ kind: 'unreachable', no });
    else say({ ...reply, no });
    if (!reply || !this.crashOn || this.crashOn.route !== route) return;
    const { after } = this.crashOn;
    this.crashOn = null;
    setTimeout(this.#options.crash, after);
  }

  /** @returns `null` when no answer arrives */
  async #carry({ route, text, token }: { route: string; text: string; token: string | null }): Promise<Reply | null> {
    const { side, note, index } = this.#options;
    const by = this.#dice.below(2);
    if (token === 'judge') return this.#judged(route, text);
    if (this.#cut || side.isDown) return null;
    if (this.#fate('requestLost')) {
      note(`~${index} ${route} lost`);
      return null;
    }
    if (token && this.#fate('tokenRefused'))
      return problemOf({ ok: false, status: 401, refusals: [{ code: 'token-expired', message: 'venceu' }] });
    if (this.#fate('requestLate')) await wait(this.#dice.below(LATE_MS));
    if (this.#cut) return null;
    if (this.#fate('requestGhost')) this.#ghost(route, text, token);
    const twice = this.#fate('requestRepeated');
    let reply = await side.answer(route, text, { token, by, index });
    if (twice) {
      note(`~${index} ${route} arrives twice`);
      reply = await side.answer(route, text, { token, by: by + 1, index });
    }
    const [lost, fails] = [this.#fate('replyLost'), this.#fate('centreFails')];
    if (this.#fate('replyLate')) await wait(this.#dice.below(LATE_MS));
    if (lost) note(`~${index} answer to ${route} lost`);
    if (this.#cut || side.isDown || lost) return null;
    return fails ? failed() : reply;
  }

  /** For judging, past all weather: as the station itself. */
  async #judged(route: string, text: string): Promise<Reply> {
    const { side, index } = this.#options;
    return side.judge(index, route, text);
  }

  #ghost(route: string, text: string, token: string | null): void {
    this.#ghosts++;
    this.#options.note(`~${this.#options.index} a copy of ${route} arrives later`);
    wait(20 + this.#dice.below(GHOST_MS))
      .then(() =>
        this.#options.side.answer(route, text, { token, by: this.#dice.below(2), index: this.#options.index }),
      )
      .finally(() => {
        this.#ghosts--;
      });
  }

  async #open({ no, token }: { no: number; token: string | null }, say: (message: ToStation) => void): Promise<void> {
    const { side } = this.#options;
    if (this.#cut || side.isDown || this.#fate('requestLost')) {
      say({ kind: 'unreachable', no });
      return;
    }
    const stream: Stream = { close: () => {}, held: null, swapped: null, tainted: false, greeted: false };
    this.#streams.set(no, stream);
    const here = () => this.#streams.get(no) === stream;
    const subscribed = await side.subscribe(token, this.#dice.below(2), {
      send: (message) => {
        if (!here()) return;
        stream.greeted = true;
        if (stream.held) stream.held.push(message);
        else this.#deliver(no, message);
      },
      beat: () => {},
      waiting: () => (stream.held ? 2_000_000 : 0),
      end: () => {
        if (!here()) return;
        this.#streams.delete(no);
        say({ kind: 'ended', no, broken: false });
      },
    });
    if (subscribed.kind !== 'open') {
      this.#streams.delete(no);
      say({ ...subscribed, no });
      return;
    }
    stream.close = subscribed.close;
    if (!here() || this.#gone.has(no)) {
      this.#streams.delete(no);
      subscribed.close();
    }
  }

  #deliver(no: number, message: StreamMessage): void {
    const stream = this.#streams.get(no);
    if (!stream) return;
    const { side, index } = this.#options;
    const give = ({ kind, data }: StreamMessage) => {
      if (kind === 'rows') side.leaks.streamed(index, data);
      this.#say({ kind: 'event', no, event: kind, data });
    };
    // A connection without its greeting is none yet, and the word that it is over is the last one.
    const steady = message.kind === 'hello' || message.kind === 'revoked';
    if (!steady && this.#fate('eventLost')) {
      stream.tainted = true;
      return;
    }
    if (!steady && !stream.swapped && this.#fate('eventSwapped')) {
      stream.swapped = message;
      stream.tainted = true;
      return;
    }
    give(message);
    if (!steady && this.#fate('eventRepeated')) give(message);
    if (stream.swapped) {
      give(stream.swapped);
      stream.swapped = null;
    }
  }
}
