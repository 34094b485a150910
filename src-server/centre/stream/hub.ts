/**
 * The streams of one server process. For each feed that some station here holds there is one *tail*: the place up to
 * which it was read. When a transaction announces news, the tail reads them once, they are made into bytes once, and every
 * connection of the feed gets the same bytes.
 *
 * What keeps others' data from a connection whose access was just taken: each page carries the number of the last change
 * of access, as of the same moment as its rows. A page newer than the last check waits for a new check of everybody.
 */
import { HEARTBEAT_MS, type ScopeKey } from '#shared/sync/messages.ts';
import type { Announcement } from '../announce.ts';
import { type Answer, given } from '../answer.ts';
import { type CentreContext, nowIso } from '../context.ts';
import { errorFacts } from '../log.ts';
import { readOrganisation, readUnits } from '../organisation.ts';
import { type Place, writeCursor } from '../pull/cursor.ts';
import { readAccess, readManyAccess, type StationAccess } from '../station-access.ts';
import { message, messageOf, type StreamMessage, type StreamSink } from './event.ts';
import { listen } from './listener.ts';
import { endOfFeed, readTail, TAIL_ROWS } from './tail.ts';

/** A connection with more than this under way gets nothing new until it has caught up, and then pulls. */
const MOST_WAITING_BYTES = 1_000_000;
/** A connection that takes nothing for so long is cut. */
const STUCK_MS = 60_000;
/** A page beyond this does not go out on the stream. */
const MOST_PAGE_CHARACTERS = 500_000;
/** Reads at once, so that streams never take all connections to the database. */
const READERS = 4;
const SWEEP_MS = 60_000;
/** Announced rows may lie behind a transaction that still runs: looked for again after so long, then longer. */
const FIRST_RETRY_MS = 5;
const LONGEST_RETRY_MS = 250;

interface Connection {
  sink: StreamSink;
  access: StationAccess;
  /** Since when it is too far behind; `null`: it is not. */
  behindSince: number | null;
  /** Hello was said: before it nothing else is. */
  greeted: boolean;
  /** Rows were held back until its access is checked. */
  heldBack: boolean;
}

interface Tail {
  scope: string;
  place: Promise<Place>;
  connections: Set<Connection>;
  /** The highest transaction announced. */
  wanted: bigint;
  reading: boolean;
  again: boolean;
  retryMs: number;
}

export interface StreamCounts {
  connections: number;
  scopes: number;
  /** Whether announcements are heard now. */
  listening: boolean;
  sent: number;
  resyncs: number;
  /** Rows that went out, counted once for each page read. */
  rows: number;
}

export class StreamHub {
  readonly #context: CentreContext;
  readonly #connections = new Set<Connection>();
  readonly #tails = new Map<string, Tail>();
  readonly #listener: ReturnType<typeof listen>;
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #waiting: (() => void)[] = [];
  readonly #counts = { sent: 0, resyncs: 0, rows: 0 };
  #readers = 0;
  #accessVersion = 0n;
  #checking: Promise<void> | null = null;
  #stopped = false;

  constructor(context: CentreContext) {
    this.#context = context;
    this.#listener = listen({
      db: context.db,
      log: context.log,
      onAnnouncement: (announcement) => this.#heard(announcement),
      onConnected: () => this.#lookEverywhere(),
    });
    this.#timers.push(setInterval(() => this.#beat(), HEARTBEAT_MS).unref());
    this.#timers.push(setInterval(() => this.#lookEverywhere(), SWEEP_MS).unref());
  }

  get counts(): StreamCounts {
    return {
      connections: this.#connections.size,
      scopes: this.#tails.size,
      listening: this.#listener.connected(),
      ...this.#counts,
    };
  }

  /** Says hello and goes on until `close`, or until the sink is ended because the station may no longer listen. */
  async subscribe(stationId: string, sink: StreamSink): Promise<Answer<{ close(): void }>> {
    const access = await readAccess(this.#context.db, this.#context, stationId);
    if (!access.ok) return access;
    const { name } = await readOrganisation(this.#context.db);
    const units = await readUnits(this.#context.db);
    const connection: Connection = { sink, access: access.value, behindSince: null, greeted: false, heldBack: false };
    this.#connections.add(connection);
    const tails = access.value.scopes.map((scope) => this.#join(connection, scope));
    try {
      await Promise.all(tails.map(({ place }) => place));
    } catch (error) {
      this.#leave(connection);
      throw error;
    }
    const { epoch, scopes } = connection.access;
    connection.greeted = true;
    this.#send(
      connection,
      messageOf({ kind: 'hello', epoch, scopes, organisation: name, units, at: nowIso(this.#context) }),
    );
    if (access.value.accessVersion < this.#accessVersion) this.#run(this.#checkAccess());
    return given({ close: () => this.#leave(connection) });
  }

  /** Ends every stream; stations come back by themselves, to another process or to this one's successor. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const timer of this.#timers) clearInterval(timer);
    for (const connection of [...this.#connections]) {
      this.#leave(connection);
      connection.sink.end();
    }
    await this.#listener.stop();
  }

  #join(connection: Connection, scope: string): Tail {
    let tail = this.#tails.get(scope);
    if (!tail) {
      tail = {
        scope,
        place: endOfFeed(this.#context.db, scope),
        connections: new Set(),
        wanted: 0n,
        reading: false,
        again: false,
        retryMs: FIRST_RETRY_MS,
      };
      this.#tails.set(scope, tail);
      // Whoever waits for it is told; here it only must not go unheard.
      tail.place.catch(() => this.#tails.delete(scope));
    }
    tail.connections.add(connection);
    return tail;
  }

  #part(connection: Connection, scope: string): void {
    const tail = this.#tails.get(scope);
    tail?.connections.delete(connection);
    if (tail?.connections.size === 0) this.#tails.delete(scope);
  }

  #leave(connection: Connection): void {
    this.#connections.delete(connection);
    for (const scope of connection.access.scopes) this.#part(connection, scope);
  }

  #heard(announcement: Announcement): void {
    if (announcement.kind === 'access') {
      this.#run(this.#checkAccess());
      return;
    }
    const xid = BigInt(announcement.xid);
    for (const scope of announcement.scopes ?? this.#tails.keys()) {
      const tail = this.#tails.get(scope);
      if (!tail) continue;
      if (xid > tail.wanted) tail.wanted = xid;
      tail.retryMs = FIRST_RETRY_MS;
      this.#run(this.#read(tail));
    }
  }

  #lookEverywhere(): void {
    if (!this.#listener.connected()) return;
    this.#run(this.#checkAccess());
    for (const tail of this.#tails.values()) this.#run(this.#read(tail));
  }

  async #read(tail: Tail): Promise<void> {
    tail.again = true;
    if (tail.reading) return;
    tail.reading = true;
    try {
      while (tail.again && tail.connections.size > 0 && !this.#stopped) {
        tail.again = false;
        await this.#readOnce(tail);
      }
    } catch (error) {
      this.#context.log.warn(errorFacts(error), 'stream.read-failed');
      this.#later(tail, LONGEST_RETRY_MS);
    } finally {
      tail.reading = false;
    }
  }

  async #readOnce(tail: Tail): Promise<void> {
    const from = await tail.place;
    const page = await this.#inTurn(() => readTail(this.#context.db, tail.scope, from));
    if (page.accessVersion > this.#accessVersion) await this.#checkAccess();
    if (page.rows.length > 0) {
      const tooMuch =
        page.rows.length === TAIL_ROWS || page.rows.reduce((sum, row) => sum + row.length, 0) > MOST_PAGE_CHARACTERS;
      const to = page.rows.length === TAIL_ROWS ? await endOfFeed(this.#context.db, tail.scope) : page.place;
      tail.place = Promise.resolve(to);
      this.#counts.rows += page.rows.length;
      const news = tooMuch
        ? messageOf({ kind: 'resync', scope: tail.scope as ScopeKey })
        : message(
            'rows',
            `{"scope":"${tail.scope}","from":"${writeCursor(from)}","to":"${writeCursor(to)}","rows":[${page.rows.join(',')}]}`,
          );
      for (const connection of tail.connections) this.#deliver(connection, news, page.accessVersion);
    }
    if (page.horizon <= tail.wanted) this.#later(tail, tail.retryMs);
  }

  #deliver(connection: Connection, news: StreamMessage, accessVersion: bigint): void {
    if (connection.access.accessVersion >= accessVersion) {
      this.#send(connection, news);
      return;
    }
    // It came while everybody else was checked.
    connection.heldBack = true;
    this.#run(this.#checkAccess());
  }

  #later(tail: Tail, ms: number): void {
    tail.retryMs = Math.min(tail.retryMs * 2, LONGEST_RETRY_MS);
    setTimeout(() => {
      if (this.#tails.get(tail.scope) === tail) this.#run(this.#read(tail));
    }, ms).unref();
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#readers >= READERS) await new Promise<void>((done) => this.#waiting.push(done));
    this.#readers++;
    try {
      return await work();
    } finally {
      this.#readers--;
      this.#waiting.shift()?.();
    }
  }

  /** Asks anew what everybody here may see; whoever comes while it is asked waits for a later asking. */
  async #checkAccess(): Promise<void> {
    while (this.#checking) await this.#checking;
    this.#checking = this.#check().finally(() => {
      this.#checking = null;
    });
    await this.#checking;
  }

  async #check(): Promise<void> {
    const asked = [...this.#connections];
    const { db } = this.#context;
    const { rows } = await db.query<{ access_version: string }>('SELECT access_version FROM centre');
    const found = await readManyAccess(db, this.#context, [...new Set(asked.map(({ access }) => access.stationId))]);
    for (const connection of asked) {
      const access = found.get(connection.access.stationId);
      if (access?.ok) this.#change(connection, access.value);
      else this.#cut(connection);
    }
    this.#accessVersion = BigInt(rows[0]!.access_version);
    const unchecked = [...this.#connections].some(({ access }) => access.accessVersion < this.#accessVersion);
    if (unchecked) setImmediate(() => this.#run(this.#checkAccess()));
  }

  #change(connection: Connection, access: StationAccess): void {
    if (!this.#connections.has(connection)) return;
    const before = connection.access.scopes;
    connection.access = access;
    const left = before.filter((scope) => !access.scopes.includes(scope));
    const come = access.scopes.filter((scope) => !before.includes(scope));
    for (const scope of left) this.#part(connection, scope);
    for (const scope of come) this.#run(this.#join(connection, scope).place);
    if (left.length + come.length > 0) this.#send(connection, messageOf({ kind: 'scopes', scopes: access.scopes }));
    if (!connection.heldBack) return;
    connection.heldBack = false;
    this.#send(connection, messageOf({ kind: 'resync', scope: null }));
  }

  #cut(connection: Connection): void {
    this.#leave(connection);
    connection.sink.send(messageOf({ kind: 'revoked' }));
    connection.sink.end();
  }

  #send(connection: Connection, news: StreamMessage): void {
    if (!connection.greeted || this.#isBehind(connection)) return;
    connection.sink.send(news);
    this.#counts.sent++;
  }

  /** Too much under way for this connection. Once it has caught up it is told to pull, because it missed something. */
  #isBehind(connection: Connection): boolean {
    const waiting = connection.sink.waiting();
    if (connection.behindSince === null) {
      if (waiting <= MOST_WAITING_BYTES) return false;
      connection.behindSince = performance.now();
      return true;
    }
    if (waiting > 0) return true;
    connection.behindSince = null;
    connection.sink.send(messageOf({ kind: 'resync', scope: null }));
    this.#counts.resyncs++;
    return false;
  }

  #beat(): void {
    for (const connection of [...this.#connections]) {
      if (!this.#isBehind(connection)) connection.sink.beat();
      else if (performance.now() - connection.behindSince! > STUCK_MS) {
        this.#leave(connection);
        connection.sink.end();
      }
    }
  }

  /** What fails here is tried again by the next announcement, reconnect or sweep. */
  #run(work: Promise<unknown>): void {
    work.catch((error) => this.#context.log.warn(errorFacts(error), 'stream.failed'));
  }
}
