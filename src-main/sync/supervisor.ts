import type { Refusal } from '#shared/domain/refusal.ts';
import type { StationReport } from '#shared/sync/messages.ts';
import { countRefusedCopies, countUnsentCopies } from '../attachments/copies.ts';
import type { Logger } from '../log/logger.ts';
import { StorageError } from '../storage/storage-error.ts';
import type { Enrolment } from '../store/local-settings.ts';
import type { Store } from '../store/open-store.ts';
import { countOpenVerdicts } from '../store/verdicts.ts';
import type { Applied } from './apply-rows.ts';
import { endEpoch } from './bases.ts';
import { Exchange, saysRevoked } from './exchange.ts';
import type { Ledger } from './ledger.ts';
import { beginOffering } from './offering.ts';
import { countOutbox, wakePostponed } from './outbox.ts';
import { heldScopes } from './scopes.ts';
import { repair } from './self-check.ts';
import type { StationClock } from './station-clock.ts';
import { EpochChanged, PACE, Revoked, type SyncPace, SyncSession } from './sync-session.ts';
import { readState, writeState } from './tables.ts';
import { CentreRefused, type Exchanges, type Route, type Transport } from './transport/transport.ts';
import { Wake } from './wake.ts';

export interface SyncData {
  store: Store;
  ledger: Ledger;
}

export interface SupervisorOptions {
  /** What is open now; throws `StorageError` while nothing is. */
  data: () => SyncData;
  /** `null`: the station works by itself. */
  enrolment: () => Enrolment | null;
  transport: (address: string) => Transport;
  clock: StationClock;
  serially: <T>(task: () => Promise<T>) => Promise<T>;
  version: string;
  log: Logger;
  /** 0 to 1; spreads stations that come back at the same moment. */
  jitter?: () => number;
  pace?: Partial<SyncPace>;
  onApplied: (applied: Applied) => void;
  onRemoved: () => void;
  /** The status is another. */
  onChange: () => void;
  /** In contact again. */
  onOnline: () => void;
  /** The centre cut this station off: its data are locked for good. Called once. */
  onRevoked: () => Promise<void>;
}

export type ContactState = 'alone' | 'connecting' | 'online' | 'offline' | 'revoked';

export interface ContactStatus {
  state: ContactState;
  /** ISO instants. */
  offlineSince: string | null;
  nextTryAt: string | null;
  /** What keeps the station from the centre, where a person can do something about it. */
  problem: Refusal | null;
}

/** While in contact, how often what is current is written down. */
const NOTE_CURRENT_MS = 30_000;

/**
 * Keeps the station in contact with its centre, for as long as it runs:
 *
 *   alone ──enrolled──▶ connecting ──hello──▶ online ──anything ends it──▶ offline ──after a while, or asked──▶ (tries again)
 *                            │                  ▲                             │
 *                            └──no contact──────┼─────────────────────────────┘
 *   any ──the centre says so──▶ revoked (for good)
 *   any ──the station's data are closed──▶ waits until they are open again
 *
 * Whatever goes wrong ends a session whole and a new one begins from what the file says. Waits grow and are spread.
 */
export class Supervisor {
  readonly #options: SupervisorOptions;
  readonly #pace: SyncPace;
  readonly #retry = new Wake();
  readonly #stopping = new AbortController();
  #session: { abort: AbortController; session: SyncSession } | null = null;
  #running: Promise<void> | null = null;
  #status: ContactStatus = { state: 'alone', offlineSince: null, nextTryAt: null, problem: null };
  #failures = 0;
  #notedAt = 0;

  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.#pace = { ...PACE, ...options.pace };
  }

  get status(): ContactStatus {
    return this.#status;
  }

  /** Everything that the centre has is here, as far as is known now. */
  get isCurrent(): boolean {
    return this.#status.state === 'online' && this.#session?.session.isCurrent === true;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping.abort(new DOMException('stopped', 'AbortError'));
    this.#session?.abort.abort(this.#stopping.signal.reason);
    this.#retry.poke();
    await this.#running;
  }

  /** The data are other ones, or the enrolment is: begins anew. */
  restart(): void {
    this.#failures = 0;
    this.#session?.abort.abort(new DOMException('restart', 'AbortError'));
    this.#retry.poke();
  }

  /** Does not wait for the next try; in contact, asks everything anew. */
  retryNow(): void {
    this.#failures = 0;
    if (this.#session && this.#status.state === 'online') this.#session.session.askForAll();
    this.#retry.poke();
  }

  written(): void {
    this.#session?.session.written();
  }

  /** One question to the centre as this station, outside of the session. @throws as `Exchange.ask` */
  async ask<R extends Route>(route: R, body: Exchanges[R][0], signal: AbortSignal): Promise<Exchanges[R][1]> {
    const enrolment = this.#options.enrolment();
    if (!enrolment) throw new Error('a station without a centre asks nothing');
    try {
      return await this.#exchange(enrolment, signal).ask(route, body);
    } catch (error) {
      if (saysRevoked(error)) this.#session?.abort.abort(new Revoked());
      throw error;
    }
  }

  /** Calls to the centre beside the session, for as long as `signal` lets them; `null`: there is no contact. */
  link(signal: AbortSignal): { address: string; exchange: Exchange } | null {
    const enrolment = this.#status.state === 'online' ? this.#options.enrolment() : null;
    return enrolment && { address: enrolment.address, exchange: this.#exchange(enrolment, signal) };
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted && this.#status.state !== 'revoked') {
      const wait = await this.#attempt();
      if (signal.aborted || (this.#status.state as ContactState) === 'revoked') return;
      await this.#retry.wait(wait, signal).catch(() => {});
    }
  }

  /** One session, if there can be one. @returns milliseconds until the next try */
  async #attempt(): Promise<number> {
    let enrolment: Enrolment | null;
    try {
      enrolment = this.#options.enrolment();
    } catch (error) {
      return this.#failed(error);
    }
    if (!enrolment) {
      this.#tell({ state: 'alone', offlineSince: null, nextTryAt: null, problem: null });
      return FOR_GOOD;
    }
    if (this.#status.state === 'alone') this.#tell({ state: 'connecting' });
    const abort = new AbortController();
    const session = this.#newSession(enrolment, abort);
    this.#session = { abort, session };
    try {
      return await session.run(() => this.#heard());
    } catch (error) {
      // What aborted the session is its reason, not what its lanes made of that.
      return this.#failed(abort.signal.aborted ? abort.signal.reason : error);
    } finally {
      abort.abort(new DOMException('over', 'AbortError'));
      this.#session = null;
    }
  }

  #newSession(enrolment: Enrolment, abort: AbortController): SyncSession {
    const { data, serially, clock, log, onApplied, onRemoved, onChange } = this.#options;
    const { ledger } = data();
    ledger.onWritten(() => {
      this.written();
      onChange();
    });
    return new SyncSession({
      store: () => data().store,
      ledger: () => data().ledger,
      exchange: this.#exchange(enrolment, abort.signal),
      serially,
      now: () => new Date(clock.now()).toISOString(),
      pace: this.#pace,
      log,
      report: () => this.#report(),
      onApplied,
      onRemoved,
      onChange,
      onCurrent: () => this.noteCurrent(),
      onHello: ({ units }) => {
        this.#failures = 0;
        log.info('sync.online');
        wakePostponed(data().store.file);
        writeState(data().store.file, 'units', units);
        this.#options.onOnline();
        this.#tell({ state: 'online', offlineSince: null, nextTryAt: null, problem: null });
      },
    });
  }

  #exchange({ address, stationId, privateKey }: Enrolment, signal: AbortSignal): Exchange {
    const { transport, clock } = this.#options;
    return new Exchange({ transport: transport(address), clock, stationId, privateKey, signal, onContact: () => {} });
  }

  #report(): StationReport {
    const { data, version, clock } = this.#options;
    const { file } = data().store;
    const { unsent, later, oldest } = countOutbox(file);
    const oldestUnsentAt = oldest !== null && Number.isFinite(Date.parse(oldest)) ? oldest : null;
    return {
      version,
      unsent: unsent + later + countUnsentCopies(file),
      refused: countOpenVerdicts(file) + countRefusedCopies(file),
      oldestUnsentAt,
      skewMs: clock.skewMs,
    };
  }

  /** @returns milliseconds until the next try */
  #failed(error: unknown): number {
    const { log } = this.#options;
    if (this.#stopping.signal.aborted) return 0;
    if (error instanceof Revoked || saysRevoked(error)) {
      this.#revoked();
      return FOR_GOOD;
    }
    const epoch = epochOf(error);
    if (epoch !== null) return this.#adoptEpoch(epoch);
    if (isRestart(error)) return 0;
    if (error instanceof StorageError) {
      log.warn('sync.storage', { code: error.code });
      this.#lost(null, null);
      // Opening the data anew restarts this; a look now and then costs nothing.
      return this.#pace.longestRetry;
    }
    this.#failures++;
    const after = error instanceof CentreRefused ? (error.retryAfterSeconds ?? 0) * 1000 : 0;
    const wait = Math.max(after, this.#backOff());
    log.info('sync.offline', { failures: this.#failures, why: whyOf(error) });
    if (!(error instanceof CentreRefused) && !isNetwork(error)) log.error('sync.failed', error);
    this.#lost(wait, error instanceof CentreRefused ? (error.problem.refusals[0] ?? null) : null);
    return wait;
  }

  #backOff(): number {
    const { firstRetry, longestRetry } = this.#pace;
    const most = Math.min(longestRetry, firstRetry * 2 ** Math.min(this.#failures - 1, 16));
    return most * (0.5 + 0.5 * (this.#options.jitter ?? Math.random)());
  }

  #lost(wait: number | null, problem: Refusal | null): void {
    const now = this.#options.clock.now();
    this.#tell({
      state: 'offline',
      offlineSince: this.#status.offlineSince ?? new Date(now).toISOString(),
      nextTryAt: wait === null ? null : new Date(now + wait).toISOString(),
      problem,
    });
  }

  /** What the centre lost it gets back: everything that is here is offered to it, and its feeds are walked anew. */
  #adoptEpoch(epoch: string): number {
    const { data, log } = this.#options;
    log.warn('sync.epoch-changed');
    try {
      const { file } = data().store;
      file.transaction(() => {
        const former = readState(file, 'epoch');
        if (former !== null) endEpoch(file, former);
        writeState(file, 'epoch', epoch);
        for (const { scope } of heldScopes(file)) repair({ file }, scope);
        beginOffering(file);
      });
      return 0;
    } catch (error) {
      return this.#failed(error);
    }
  }

  #revoked(): void {
    const { log, onRevoked } = this.#options;
    if (this.#status.state === 'revoked') return;
    log.warn('sync.revoked');
    this.#tell({ state: 'revoked', offlineSince: null, nextTryAt: null, problem: REVOKED });
    onRevoked().catch((error: unknown) => log.error('sync.lock-failed', error));
  }

  #heard(): void {
    if (!this.isCurrent || performance.now() - this.#notedAt < NOTE_CURRENT_MS) return;
    this.noteCurrent();
  }

  /** Writes down until when everything is here. */
  noteCurrent(): void {
    const { data, clock } = this.#options;
    const { file } = data().store;
    if (file.closed || file.failed) return;
    this.#notedAt = performance.now();
    writeState(file, 'dataAsOf', new Date(clock.now()).toISOString());
    this.#options.onChange();
  }

  get dataAsOf(): string | null {
    return readState(this.#options.data().store.file, 'dataAsOf');
  }

  #tell(status: Partial<ContactStatus>): void {
    this.#status = { ...this.#status, ...status };
    this.#options.onChange();
  }
}

/** Longest that a timer waits. */
const FOR_GOOD = 2 ** 31 - 1;

export const REVOKED: Refusal = {
  code: 'station-revoked',
  message: 'Esta estação foi desligada da central, e os dados dela foram bloqueados.',
  way: 'Fale com a administração. Para voltar a usar este computador, a estação precisa ser inscrita de novo.',
};

function epochOf(error: unknown): string | null {
  if (error instanceof EpochChanged) return error.epoch;
  if (error instanceof CentreRefused && error.code === 'epoch-changed') return error.problem.epoch ?? null;
  return null;
}

function isRestart(error: unknown): boolean {
  return error instanceof DOMException && error.message === 'restart';
}

function isNetwork(error: unknown): boolean {
  return error instanceof Error && (error.name === 'Unreachable' || error.message === 'the stream ended');
}

function whyOf(error: unknown): string {
  if (error instanceof CentreRefused) return `${error.status} ${error.code}`;
  return error instanceof Error ? error.message : 'unknown';
}
