import type { EnrolInput, QueueView, SyncView } from '#shared/contract/sync.ts';
import type { EntryDelivery } from '#shared/contract/views.ts';
import { ok, type Result, refuse } from '#shared/domain/refusal.ts';
import type { Person } from '#shared/domain/ticket/entry.ts';
import { countRefusedCopies, countUnsentCopies } from '../attachments/copies.ts';
import { readSetting } from '../store/local-settings.ts';
import { countOpenVerdicts } from '../store/verdicts.ts';
import { AgentAccess } from '../sync/agent-access.ts';
import type { Applied } from '../sync/apply-rows.ts';
import type { Exchange } from '../sync/exchange.ts';
import { allLeases } from '../sync/leases.ts';
import { countOutbox } from '../sync/outbox.ts';
import { allScopes } from '../sync/scopes.ts';
import type { StationClock } from '../sync/station-clock.ts';
import { Supervisor } from '../sync/supervisor.ts';
import type { SyncPace } from '../sync/sync-session.ts';
import { readState } from '../sync/tables.ts';
import type { Transport } from '../sync/transport/transport.ts';
import { CopiesRenewal } from './copies-renewal.ts';
import type { Core } from './core.ts';
import { enrolStation } from './enrol-station.ts';
import { OlderTickets } from './older-tickets.ts';
import { RefusedItems } from './refused-items.ts';
import { ALONE, NO_CENTRE, type SyncDesk } from './sync-desk.ts';
import { deliveryOf, queueView } from './sync-queue.ts';

export interface CentreDeskOptions {
  dataDir: string;
  transport: (address: string) => Transport;
  clock: StationClock;
  version: string;
  pace?: Partial<SyncPace> | undefined;
  /** 0 to 1; for tests. */
  jitter?: (() => number) | undefined;
  /** Destroys the key by which the data can be read: the host's. */
  destroyKey: () => Promise<void>;
}

/** While much comes in. */
const TELL_EVERY_MS = 500;
const RENEW_EVERY_MS = 3_600_000;

/** The station's agreement with its centre, as the screens see it; and everything that must run for it. */
export class CentreDesk implements SyncDesk {
  readonly agents: AgentAccess;
  readonly #core: Core;
  readonly #options: CentreDeskOptions;
  readonly #supervisor: Supervisor;
  readonly #refused: RefusedItems;
  readonly #older: OlderTickets;
  readonly #copies: CopiesRenewal;
  #known: SyncView | null = null;
  #told = 0;
  #renewals: NodeJS.Timeout | undefined;

  constructor(core: Core, options: CentreDeskOptions) {
    this.#core = core;
    this.#options = options;
    this.#copies = new CopiesRenewal(core, options.dataDir);
    const { transport, clock, version, pace, jitter } = options;
    this.#supervisor = new Supervisor({
      data: () => core.data.data,
      enrolment: () => readSetting(core.data.data.file, 'enrolment'),
      transport,
      clock,
      serially: core.serially,
      version,
      log: core.log.sub('sync'),
      ...(pace ? { pace } : {}),
      ...(jitter ? { jitter } : {}),
      onApplied: (applied) => this.#applied(applied),
      onRemoved: () => this.#copies.renew(),
      onOnline: () => {
        this.#renew();
        this.#copies.renew();
      },
      onChange: () => core.store.feed.tell({ topics: ['sync'] }),
      onRevoked: () => this.#lock(),
    });
    this.#older = new OlderTickets(core, this.#supervisor);
    this.#refused = new RefusedItems({
      core,
      onWritten: () => this.#supervisor.written(),
      onChange: () => this.#tell(),
    });
    this.agents = new AgentAccess({
      file: () => core.data.data.file,
      supervisor: this.#supervisor,
      clock,
      log: core.log,
      onChange: () => core.store.feed.tell({ topics: ['staff', 'sync'] }),
    });
    core.data.onOpened(() => this.#supervisor.restart());
  }

  start(): void {
    this.#supervisor.start();
    this.#renewals = setInterval(() => this.#renew(), RENEW_EVERY_MS);
    this.#renewals.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#renewals);
    this.#copies.stop();
    await this.#supervisor.stop();
  }

  /** Whether sign-in is a matter of the centre. */
  get isEnrolled(): boolean {
    return readSetting(this.#core.store.file, 'enrolment') !== null;
  }

  /** Calls to the centre as this station, beside what the desk does itself; `null`: there is no contact. */
  link(signal: AbortSignal): { address: string; exchange: Exchange } | null {
    return this.#supervisor.link(signal);
  }

  get isOnline(): boolean {
    return this.#supervisor.status.state === 'online';
  }

  view(): SyncView {
    // While nothing can be read, as it was last: the screen still says that the station was cut off.
    if (!this.#core.data.isOpen || this.#core.store.feed.paused) {
      const { state, problem } = this.#supervisor.status;
      return { ...(this.#known ?? ALONE), state, problem };
    }
    this.#known = this.#read();
    return this.#known;
  }

  #read(): SyncView {
    const { file } = this.#core.data.data;
    const enrolment = readSetting(file, 'enrolment');
    if (!enrolment) return ALONE;
    const { unsent, later, oldest } = countOutbox(file);
    const waiting = unsent + later;
    return {
      ...this.#supervisor.status,
      state: this.#supervisor.status.state === 'alone' ? 'connecting' : this.#supervisor.status.state,
      address: enrolment.address,
      organisation: enrolment.organisation,
      unit: enrolment.unit,
      units: readState(file, 'units') ?? [enrolment.unit],
      stationName: enrolment.name,
      dataAsOf: this.#supervisor.isCurrent ? this.#core.journal.now() : this.#supervisor.dataAsOf,
      unsent: waiting + countUnsentCopies(file),
      oldestUnsentAt: waiting > 0 ? oldest : null,
      refused: countOpenVerdicts(file) + countRefusedCopies(file),
      skewMs: this.#options.clock.skewMs,
      first: this.#first(),
      leases: Object.fromEntries(allLeases(file).map(({ agentId, until }) => [agentId, until])),
    };
  }

  #first(): SyncView['first'] {
    const scopes = allScopes(this.#core.store.file).filter(({ state }) => state === 'held');
    if (scopes.length > 0 && scopes.every(({ complete }) => complete)) return null;
    // A bar is full only when everything is here: before the unit, which is nearly all of it, is counted there is no total.
    const units = scopes.filter(({ scope }) => scope.startsWith('u:'));
    const counted = units.length > 0 && units.every(({ total, complete }) => complete || total > 0);
    return {
      done: scopes.reduce((sum, { done, total, complete }) => sum + (complete ? total : done), 0),
      total: counted ? scopes.reduce((sum, { total }) => sum + total, 0) : 0,
    };
  }

  queue(): QueueView {
    return queueView(this.#core.store);
  }

  deliveryOf(ticketId: string): Record<string, EntryDelivery> {
    return deliveryOf(this.#core.store.file, ticketId);
  }

  retryNow(): Result<null> {
    if (!this.isEnrolled) return refuse(NO_CENTRE);
    this.#supervisor.retryNow();
    return ok(null);
  }

  resend(ids: readonly string[]): Promise<Result<null>> {
    return this.#refused.resend(ids);
  }

  correct(actor: Person, input: { id: string; text: string; visibility: 'public' | 'private' }): Promise<Result<null>> {
    return this.#refused.correct(actor, input);
  }

  giveUp(_actor: Person, id: string): Promise<Result<null>> {
    return this.#refused.giveUp(id);
  }

  enrol(input: EnrolInput): ReturnType<SyncDesk['enrol']> {
    const { transport, clock, version } = this.#options;
    return enrolStation({ core: this.#core, supervisor: this.#supervisor, transport, clock, version }, input);
  }

  searchCentre(actor: Person, input: { text: string; limit: number }): ReturnType<SyncDesk['searchCentre']> {
    return this.#older.search(actor, input);
  }

  bringIn(actor: Person, ticketId: string): Promise<Result<null>> {
    return this.#older.bringIn(actor, ticketId);
  }

  #applied({ latestStamp, packs }: Applied): void {
    const { journal, store, log } = this.#core;
    if (latestStamp !== '') journal.witness(latestStamp);
    for (const pack of packs) {
      const sound = this.#core.packs.adopt(pack as never);
      if (!sound) log.error('packs.unsound', undefined, { version: Number(pack.version) });
    }
    if (packs.length > 0) store.feed.tell({ topics: ['packs', 'settings'] });
    if (performance.now() - this.#told < TELL_EVERY_MS) return;
    this.#told = performance.now();
    this.#tell();
  }

  #renew(): void {
    if (!this.isOnline) return;
    this.agents
      .renew()
      .then(() => this.#tell())
      .catch((error: unknown) => this.#core.log.error('lease.renewal', error));
  }

  /** Whoever holds this machine can read nothing of it any more. */
  async #lock(): Promise<void> {
    await this.#options.destroyKey();
    await this.#core.serially(() => this.#core.data.lock());
    this.#core.store.feed.tell({ topics: ['sync', 'session', 'storage'] });
  }

  #tell(): void {
    this.#core.store.feed.tell({ topics: ['sync'] });
  }
}
