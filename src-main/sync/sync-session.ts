import type { ScopeKey, StationReport, StreamEvent } from '#shared/sync/messages.ts';
import type { Logger } from '../log/logger.ts';
import type { Store } from '../store/open-store.ts';
import type { Applied } from './apply-rows.ts';
import type { Exchange } from './exchange.ts';
import type { Ledger } from './ledger.ts';
import { isOffering, offerSome } from './offering.ts';
import { countOutbox, wakePostponed } from './outbox.ts';
import { applyPage, pullScope, retryParked } from './pull.ts';
import { pushAll } from './push.ts';
import { Removals } from './removals.ts';
import { ScopeChecks } from './scope-checks.ts';
import { heldScopes, setScopes } from './scopes.ts';
import { readState } from './tables.ts';
import { Wake } from './wake.ts';

/** Milliseconds. Tests make them short. */
export interface SyncPace {
  /** Without any sign that there is news the feeds are asked all the same. */
  pullEvery: number;
  checkEvery: number;
  reportEvery: number;
  /** What a check found different, or could not tell, is looked at again so long after. */
  secondLook: number;
  /** What was put off is asked again. */
  postponedEvery: number;
  firstRetry: number;
  longestRetry: number;
}

export const PACE: SyncPace = {
  pullEvery: 5 * 60_000,
  checkEvery: 15 * 60_000,
  reportEvery: 4 * 60_000,
  secondLook: 10_000,
  postponedEvery: 30_000,
  firstRetry: 1_000,
  longestRetry: 60_000,
};

export interface SessionParts {
  store: () => Store;
  ledger: () => Ledger;
  exchange: Exchange;
  serially: <T>(task: () => Promise<T>) => Promise<T>;
  now: () => string;
  pace: SyncPace;
  log: Logger;
  report: () => StationReport;
  /** Told of rows that are new here. */
  onApplied: (applied: Applied) => void;
  /** The centre has spoken: the station is in contact. */
  onHello: (event: Extract<StreamEvent, { kind: 'hello' }>) => void;
  /** Everything that the centre has is here now. */
  onCurrent: () => void;
  /** Anything that the status shows may be another. */
  onChange: () => void;
  /** Something that the station may not see any more is gone from the store. */
  onRemoved: () => void;
}

/** The centre's database is another one than before. */
export class EpochChanged extends Error {
  readonly epoch: string;
  constructor(epoch: string) {
    super('the epoch changed');
    this.epoch = epoch;
  }
}

/** The centre cut this station off. */
export class Revoked extends Error {}

const OFFERED_PER_TURN = 500;

/**
 * One connection to the centre, from its `hello` until something ends it. Two lanes beside the stream:
 *
 *   in    scopes, feeds, removals, self-checks          rows of the stream go the same way, one at a time
 *   out   what is offered anew, what was written here
 *
 * At the beginning `in` goes first for the feeds that were whole before: what colleagues wrote is seen before anything is
 * sent. After a restoration of the centre `out` goes first: what it lost it gets back before it is asked.
 */
export class SyncSession {
  readonly #parts: SessionParts;
  readonly #in = new Wake();
  readonly #out = new Wake();
  readonly #due = new Set<ScopeKey>();
  readonly #caughtUp = Promise.withResolvers<void>();
  readonly #checks: ScopeChecks;
  readonly #removals: Removals;
  #generation = 0;
  #reportAt = 0;
  #pullAt = 0;
  /** A turn of the lane `in` is under way: rows of the stream are asked for later instead. */
  #busy = false;
  #current = false;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.#checks = new ScopeChecks({
      ...parts,
      generation: () => this.#generation,
      onBehind: (scope) => this.#due.add(scope),
    });
    this.#removals = new Removals({
      ...parts,
      isDue: (scope) => this.#due.has(scope),
      onTurn: () => this.#generation++,
      onRemoved: () => {
        parts.onRemoved();
        parts.onChange();
      },
    });
    this.#caughtUp.promise.catch(() => {});
  }

  /** Everything that the centre had when it was asked last is here. */
  get isCurrent(): boolean {
    return this.#current;
  }

  /** Something was written here. */
  written(): void {
    this.#generation++;
    this.#out.poke();
  }

  /** Every feed is asked, and what was put off is sent again. */
  askForAll(): void {
    for (const { scope } of heldScopes(this.#parts.store().file)) this.#due.add(scope);
    this.#in.poke();
    this.#out.poke();
  }

  /** Runs until something ends it, and throws that. `end` ends the other lanes then. */
  async run(onHeard: () => void): Promise<never> {
    const { exchange } = this.#parts;
    const greeted = Promise.withResolvers<void>();
    greeted.promise.catch(() => {});
    const stream = exchange
      .stream((event) => this.#take(event, greeted.resolve), onHeard)
      .then(() => {
        throw new Error('the stream ended');
      });
    stream.catch(() => {});
    await Promise.race([greeted.promise, stream]);
    return Promise.race([stream, this.#runIn(), this.#runOut()]);
  }

  async #take(event: StreamEvent, greeted: () => void): Promise<void> {
    const { store, onHello } = this.#parts;
    switch (event.kind) {
      case 'hello':
        if (event.epoch !== readState(store().file, 'epoch')) throw new EpochChanged(event.epoch);
        onHello(event);
        await this.#setScopes(event.scopes);
        for (const { scope } of heldScopes(store().file)) {
          this.#due.add(scope);
          await retryParked(this.#pullParts(), scope);
        }
        greeted();
        return;
      case 'scopes':
        await this.#setScopes(event.scopes);
        return;
      case 'resync':
        for (const { scope } of heldScopes(store().file))
          if (event.scope === null || event.scope === scope) this.#due.add(scope);
        this.#in.poke();
        return;
      case 'rows':
        return this.#takeRows(event);
      case 'revoked':
        throw new Revoked();
    }
  }

  async #takeRows({ scope, from, to, rows }: Extract<StreamEvent, { kind: 'rows' }>): Promise<void> {
    if (this.#busy || this.#due.has(scope)) {
      this.#askFor(scope);
      return;
    }
    this.#busy = true;
    try {
      const reached = { cursor: to, complete: false, progress: null };
      if (!(await applyPage(this.#pullParts(), { scope, from, rows, reached }))) this.#askFor(scope);
    } finally {
      this.#busy = false;
      this.#in.poke();
    }
  }

  #askFor(scope: ScopeKey): void {
    this.#due.add(scope);
    this.#in.poke();
  }

  async #setScopes(scopes: readonly ScopeKey[]): Promise<void> {
    const { store, serially, onChange } = this.#parts;
    await serially(async () => setScopes(store().file, scopes));
    for (const { scope, cursor } of heldScopes(store().file)) if (cursor === null) this.#due.add(scope);
    this.#in.poke();
    onChange();
  }

  async #runIn(): Promise<never> {
    const { exchange, store, pace } = this.#parts;
    if (isOffering(store().file)) await this.#caughtUp.promise;
    for (;;) {
      exchange.signal.throwIfAborted();
      if (!this.#busy && (await this.#oneIn())) continue;
      const next = Math.min(this.#checks.dueAt, this.#reportAt, this.#pullAt) - performance.now();
      await this.#in.wait(Math.max(10, Math.min(next, pace.pullEvery)), exchange.signal);
    }
  }

  /** @returns whether there may be more to do right now */
  async #oneIn(): Promise<boolean> {
    this.#busy = true;
    try {
      return (await this.#removals.next()) || (await this.#pullNext()) || (await this.#lookAfter());
    } finally {
      this.#busy = false;
    }
  }

  async #pullNext(): Promise<boolean> {
    const { store, onChange } = this.#parts;
    const scopes = heldScopes(store().file).filter(({ scope }) => this.#due.has(scope));
    // Those that were whole come first: they are quickly at the end, and people wait for them.
    const next = scopes.toSorted(
      (a, b) => Number(b.complete) - Number(a.complete) || ORDER(a.scope) - ORDER(b.scope),
    )[0];
    if (!next?.complete) this.#caughtUp.resolve();
    if (!next) {
      this.#due.clear();
      return false;
    }
    this.#current = false;
    this.#due.delete(next.scope);
    await pullScope(this.#pullParts(), next.scope);
    if (this.#due.size === 0) this.#nowCurrent();
    onChange();
    return true;
  }

  #nowCurrent(): void {
    this.#current = true;
    this.#parts.onCurrent();
    this.#pullAt = performance.now() + this.#parts.pace.pullEvery;
  }

  /** What is due by the clock. */
  async #lookAfter(): Promise<boolean> {
    const { exchange, pace, report, store } = this.#parts;
    const now = performance.now();
    if (now >= this.#reportAt) {
      this.#reportAt = now + pace.reportEvery;
      await exchange.ask('report', report());
      return true;
    }
    if (now >= this.#pullAt) {
      this.#pullAt = now + pace.pullEvery;
      for (const { scope } of heldScopes(store().file)) this.#due.add(scope);
      return true;
    }
    if (now >= this.#checks.dueAt) {
      await this.#checks.run();
      return true;
    }
    return false;
  }

  async #runOut(): Promise<never> {
    const { exchange, store, pace, serially, onChange } = this.#parts;
    if (!isOffering(store().file)) await untilOr(this.#caughtUp.promise, exchange.signal);
    let wakeAt = performance.now() + pace.postponedEvery;
    for (;;) {
      exchange.signal.throwIfAborted();
      while (isOffering(store().file)) {
        exchange.signal.throwIfAborted();
        await serially(async () => offerSome(store(), OFFERED_PER_TURN));
        await new Promise((resolve) => setImmediate(resolve));
      }
      const taken = await pushAll(this.#pushParts());
      this.#caughtUp.resolve();
      if (taken > 0) this.#in.poke();
      const { later } = countOutbox(store().file);
      if (later > 0 && (taken > 0 || performance.now() >= wakeAt)) {
        wakeAt = performance.now() + pace.postponedEvery;
        await serially(async () => wakePostponed(store().file));
        if (taken > 0) continue;
      }
      onChange();
      await this.#out.wait(later > 0 ? pace.postponedEvery : pace.pullEvery, exchange.signal);
      if (later > 0) await serially(async () => wakePostponed(store().file));
    }
  }

  #pullParts() {
    const { onApplied } = this.#parts;
    return {
      ...this.#parts,
      onApplied: (applied: Applied) => {
        this.#generation++;
        onApplied(applied);
      },
    };
  }

  #pushParts() {
    const { onChange } = this.#parts;
    return {
      ...this.#parts,
      onPushed: () => {
        this.#generation++;
        onChange();
      },
    };
  }
}

/** The organisation's own, then what people follow, then the unit. */
const ORDER = (scope: ScopeKey): number => (scope === 'o' ? 0 : scope.startsWith('a:') ? 1 : 2);

async function untilOr(promise: Promise<void>, signal: AbortSignal): Promise<void> {
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(signal.reason);
  aborted.promise.catch(() => {});
  signal.addEventListener('abort', abort, { once: true });
  try {
    await Promise.race([promise, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
