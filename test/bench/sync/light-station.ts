/*
 * A station as the centre sees it: real key, token, requests and stream over its own connections, and for every feed the
 * cursor and which entries it has. It keeps no entries; of what comes it reads only which they are. So one process can be hundreds.
 */

import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { PAGE_ROWS, type PushReply, type ScopeKey } from '#shared/sync/messages.ts';
import type { TestStation } from '../../support/centre-process.ts';

/** Milliseconds of each answer, by route. */
export type Times = Map<string, number[]>;

const ENTRY = /\{"kind":"entry","entry":\{"id":"([0-9a-f-]{36})"/g;
const TIME_OUT_MS = 60_000;
/** What the centre asks for in `retry-after`. */
const PUT_OFF_MS = 5_000;

export interface LightStationOptions {
  origin: string;
  station: TestStation;
  times: Times;
  /** Told of every entry that came. */
  onEntry: (id: string) => void;
}

interface Feed {
  cursor: string | null;
  due: boolean;
}

export class LightStation {
  readonly station: TestStation;
  readonly feeds = new Map<ScopeKey, Feed>();
  readonly #options: LightStationOptions;
  readonly #agent = new Agent({ keepAlive: true });
  #origin: string;
  #token = '';
  #stream: ClientRequest | null = null;
  #busy = false;
  #pulling: Promise<void> = Promise.resolve();
  /** Of the pulling that nobody waits for. */
  failed: unknown = null;
  /** How often the centre had too much to do. */
  putOff = 0;
  /** How often an answer took longer than a station waits. */
  givenUp = 0;

  constructor(options: LightStationOptions) {
    this.#options = options;
    this.station = options.station;
    this.#origin = options.origin;
  }

  /** From now on it speaks with another server process. */
  turnTo(origin: string): void {
    this.#origin = origin;
  }

  async authorise(): Promise<void> {
    const { stationId } = this.station;
    const { nonce } = JSON.parse(await this.ask('/v1/station/challenge', JSON.stringify({ stationId })));
    const proof = JSON.stringify({ stationId, nonce, signature: this.station.sign(nonce) });
    this.#token = JSON.parse(await this.ask('/v1/station/token', proof)).token;
  }

  /** Answers as text. Bodies that are bytes are compressed already, as a station sends large ones. Put off, or tired of waiting, it waits and asks again. */
  async ask(path: string, body: string | Buffer): Promise<string> {
    for (;;) {
      const answer = await this.#askOnce(path, body);
      if (answer === 'token-expired') {
        await this.authorise();
        continue;
      }
      if (answer !== null) return answer;
      await wait(PUT_OFF_MS * (1 + Math.random()));
    }
  }

  /** @returns `null`: put off, or given up as a station does */
  #askOnce(path: string, body: string | Buffer): Promise<string | null> {
    const began = performance.now();
    return new Promise((resolve, reject) => {
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        ...(this.#token ? { authorization: `Bearer ${this.#token}` } : {}),
        ...(typeof body === 'string' ? {} : { 'content-encoding': 'gzip' }),
      };
      const options = { agent: this.#agent, method: 'POST', headers, timeout: TIME_OUT_MS };
      const asked = request(`${this.#origin}${path}`, options, (response) => {
        textOf(response).then((text) => {
          this.#took(path, began);
          if (response.statusCode === 200) resolve(text);
          else if (response.statusCode === 503) {
            this.putOff++;
            resolve(null);
          } else if (response.statusCode === 401 && text.includes('"token-expired"')) resolve('token-expired');
          else reject(new Error(`bench: ${path} answered ${response.statusCode}: ${text.slice(0, 300)}`));
        }, reject);
      });
      asked.once('timeout', () => {
        this.#took(path, began);
        this.givenUp++;
        resolve(null);
        asked.destroy();
      });
      asked.once('error', reject);
      asked.end(body);
    });
  }

  #took(path: string, began: number): void {
    const { times } = this.#options;
    if (!times.has(path)) times.set(path, []);
    times.get(path)!.push(performance.now() - began);
  }

  /** Opens the stream; resolves at `hello`. */
  listen(): Promise<void> {
    const headers = { accept: 'text/event-stream', authorization: `Bearer ${this.#token}` };
    return new Promise((resolve, reject) => {
      this.#stream = request(`${this.#origin}/v1/stream`, { agent: false, headers }, (response) => {
        response.setEncoding('utf8');
        let text = '';
        response.on('data', (chunk: string) => {
          text += chunk;
          for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
            this.#take(text.slice(0, end), resolve);
            text = text.slice(end + 2);
          }
        });
        response.on('error', () => {});
      });
      this.#stream.once('error', reject);
      this.#stream.end();
    });
  }

  #take(event: string, greeted: () => void): void {
    const kind = /^event: (.*)$/m.exec(event)?.[1];
    if (kind === undefined) return;
    const data = event.slice(event.indexOf('data: ') + 6);
    if (kind === 'hello' || kind === 'scopes') {
      for (const scope of (JSON.parse(data) as { scopes: ScopeKey[] }).scopes)
        if (!this.feeds.has(scope)) this.feeds.set(scope, { cursor: null, due: true });
      if (kind === 'hello') {
        for (const feed of this.feeds.values()) feed.due = true;
        greeted();
      }
    } else if (kind === 'resync') {
      const { scope } = JSON.parse(data) as { scope: ScopeKey | null };
      for (const [key, feed] of this.feeds) if (scope === null || scope === key) feed.due = true;
      this.pullSoon();
    } else if (kind === 'rows') this.#takeRows(data);
  }

  #takeRows(data: string): void {
    const head = /^\{"scope":"([^"]+)","from":"([^"]+)","to":"([^"]+)"/.exec(data);
    const feed = this.feeds.get(head?.[1] as ScopeKey);
    if (!head || !feed) throw new Error('bench: an event that cannot be read');
    if (!this.#busy && !feed.due && feed.cursor === head[2]) {
      feed.cursor = head[3]!;
      this.#note(data);
      return;
    }
    feed.due = true;
    this.pullSoon();
  }

  #note(text: string): void {
    for (const [, id] of text.matchAll(ENTRY)) this.#options.onEntry(id!);
  }

  /** Pulls what is due, unless that is under way. */
  pullSoon(): void {
    if (this.#busy) return;
    this.pull().catch((error: unknown) => {
      this.failed ??= error;
    });
  }

  /** Walks every feed that is due to its end. */
  pull(): Promise<void> {
    if (!this.#busy) this.#pulling = this.#pullDue();
    return this.#pulling;
  }

  async #pullDue(): Promise<void> {
    this.#busy = true;
    try {
      for (let next = this.#nextDue(); next; next = this.#nextDue()) {
        const [scope, feed] = next;
        feed.due = false;
        for (let more = true; more; ) more = await this.#page(scope, feed);
      }
    } finally {
      this.#busy = false;
    }
  }

  #nextDue(): [ScopeKey, Feed] | undefined {
    return [...this.feeds].find(([, { due }]) => due);
  }

  async #page(scope: ScopeKey, feed: Feed): Promise<boolean> {
    const { epoch } = this.station;
    const asked = JSON.stringify({ epoch, scope, cursor: feed.cursor, limit: PAGE_ROWS });
    const text = await this.ask('/v1/pull', asked);
    const tail = JSON.parse(`{${text.slice(text.lastIndexOf('"cursor":'))}`) as { cursor: string; more: boolean };
    this.#note(text);
    feed.cursor = tail.cursor;
    return tail.more;
  }

  async push(body: string | Buffer): Promise<PushReply> {
    return JSON.parse(await this.ask('/v1/push', body)) as PushReply;
  }

  async digest(scope: ScopeKey): Promise<{ count: number; sum: string } | null> {
    const { epoch } = this.station;
    const { cursor } = this.feeds.get(scope)!;
    const reply = JSON.parse(await this.ask('/v1/digest', JSON.stringify({ epoch, scope, cursor })));
    return reply.collections === null ? null : (reply.collections.entries ?? { count: 0, sum: '0' });
  }

  /** The network is gone. */
  cut(): void {
    this.#stream?.on('error', () => {});
    this.#stream?.destroy();
    this.#stream = null;
    this.#agent.destroy();
  }
}

async function textOf(response: IncomingMessage): Promise<string> {
  response.setEncoding('utf8');
  let text = '';
  for await (const chunk of response) text += chunk;
  return text;
}
