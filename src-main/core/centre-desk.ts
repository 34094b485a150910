import type { EnrolInput, QueueView, SyncView } from '#shared/contract/sync.ts';
import type { EntryDelivery, TicketRow } from '#shared/contract/views.ts';
import { ok, type Refusal, type Result, refuse } from '#shared/domain/refusal.ts';
import type { Person } from '#shared/domain/ticket/entry.ts';
import { centreAddress, enrolmentCode, parseEnrolmentLink } from '#shared/sync/enrolment-link.ts';
import { countUnsentCopies } from '../attachments/copies.ts';
import { renewCopies } from '../recovery/renew-copies.ts';
import { readCredential, readSetting } from '../store/local-settings.ts';
import type { Collections } from '../store/open-store.ts';
import { found } from '../store/read.ts';
import { countOpenVerdicts, forgetVerdict, readVerdict, setVerdictState } from '../store/verdicts.ts';
import { AgentAccess } from '../sync/agent-access.ts';
import type { Applied } from '../sync/apply-rows.ts';
import { keysToEnrol, takeUpEnrolment } from '../sync/enrolment.ts';
import type { Exchange } from '../sync/exchange.ts';
import { allLeases } from '../sync/leases.ts';
import { countOutbox, noteWritten } from '../sync/outbox.ts';
import { allScopes } from '../sync/scopes.ts';
import type { StationClock } from '../sync/station-clock.ts';
import { Supervisor } from '../sync/supervisor.ts';
import type { SyncPace } from '../sync/sync-session.ts';
import { readState, writeState } from '../sync/tables.ts';
import { CentreRefused, type Transport } from '../sync/transport/transport.ts';
import type { Core } from './core.ts';
import { correctReport } from './correct-report.ts';
import type { SyncDesk } from './sync-desk.ts';
import { deliveryOf, parseQueueId, queueView } from './sync-queue.ts';

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

const ENROL_MS = 30_000;
const SEARCH_MS = 15_000;
/** What kept the copies from being renewed may be over then. */
const COPIES_AGAIN_MS = 5_000;
/** While much comes in. */
const TELL_EVERY_MS = 500;
const RENEW_EVERY_MS = 3_600_000;

/** The station's agreement with its centre, as the screens see it; and everything that must run for it. */
export class CentreDesk implements SyncDesk {
  readonly agents: AgentAccess;
  readonly #core: Core;
  readonly #options: CentreDeskOptions;
  readonly #supervisor: Supervisor;
  #known: SyncView | null = null;
  #renewing = false;
  #told = 0;
  #copies: NodeJS.Timeout | undefined;
  #renewals: NodeJS.Timeout | undefined;

  constructor(core: Core, options: CentreDeskOptions) {
    this.#core = core;
    this.#options = options;
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
      onRemoved: () => this.#removed(),
      onOnline: () => {
        this.#renew();
        this.#removed();
      },
      onChange: () => core.store.feed.tell({ topics: ['sync'] }),
      onRevoked: () => this.#lock(),
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
    clearTimeout(this.#copies);
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
      return { ...(this.#known ?? NOTHING_KNOWN), state, problem };
    }
    this.#known = this.#read();
    return this.#known;
  }

  #read(): SyncView {
    const { file } = this.#core.data.data;
    const enrolment = readSetting(file, 'enrolment');
    if (!enrolment) return NOTHING_KNOWN;
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
      refused: countOpenVerdicts(file),
      skewMs: this.#options.clock.skewMs,
      first: this.#first(),
      leases: Object.fromEntries(allLeases(file).map(({ agentId, until }) => [agentId, until])),
    };
  }

  #first(): SyncView['first'] {
    const scopes = allScopes(this.#core.store.file).filter(({ state }) => state === 'held');
    if (scopes.length > 0 && scopes.every(({ complete }) => complete)) return null;
    // A bar is full only when everything is here: before each scope is counted there is no total.
    const counted = scopes.every(({ total, complete }) => complete || total > 0);
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
    const { serially, store } = this.#core;
    return serially(async () => {
      store.file.transaction(() => {
        for (const id of ids) this.#resendOne(id);
      });
      this.#supervisor.written();
      this.#tell();
      return ok(null);
    });
  }

  #resendOne(item: string): void {
    const { store } = this.#core;
    const { file } = store;
    const key = parseQueueId(item);
    const verdict = readVerdict(file, key);
    if (verdict?.state !== 'refused') return;
    forgetVerdict(file, key);
    if (key.collection === 'entries') {
      noteWritten(file, { ...key, ticketId: verdict.ticketId, at: verdict.at });
      store.refold([verdict.ticketId!]);
      return;
    }
    // Written again as it was refused: an edit like any other.
    const raw = store.raw[key.collection as keyof Collections];
    if (verdict.body) raw.write([verdict.body as { id: string }]);
    else if (raw.one(key.id)) raw.erase([key.id]);
    noteWritten(file, { ...key, ticketId: null, at: verdict.at });
  }

  correct(
    actor: Person,
    { id, text, visibility }: { id: string; text: string; visibility: 'public' | 'private' },
  ): Promise<Result<null>> {
    return this.#onRefused(id, async (key) => {
      const entry = this.#core.store.raw.entries.one(key.id);
      const corrected = await correctReport(this.#core, { entry, text, visibility, actor });
      if (corrected.ok) this.#settle(key, 'corrected');
      return corrected;
    });
  }

  giveUp(_actor: Person, id: string): Promise<Result<null>> {
    return this.#onRefused(id, async (key) => {
      this.#settle(key, 'given-up');
      return ok(null);
    });
  }

  #onRefused(
    id: string,
    command: (key: { collection: string; id: string }) => Promise<Result<null>>,
  ): Promise<Result<null>> {
    const { serially, store } = this.#core;
    return serially(async () => {
      const key = parseQueueId(id);
      return readVerdict(store.file, key)?.state === 'refused' ? command(key) : refuse(NOT_REFUSED);
    });
  }

  #settle(key: { collection: string; id: string }, state: 'corrected' | 'given-up'): void {
    const { file } = this.#core.store;
    if (key.collection === 'entries') setVerdictState(file, key, state);
    else forgetVerdict(file, key);
    this.#tell();
  }

  async enrol(input: EnrolInput): ReturnType<SyncDesk['enrol']> {
    const { serially, store, log, journal } = this.#core;
    // A centre that was restored may not know this station any more: it is enrolled anew then.
    const forgotten = this.#supervisor.status.problem?.code === 'token-invalid';
    if (this.isEnrolled && !forgotten) return refuse(ENROLLED);
    const link = parseEnrolmentLink(input.address);
    const address = link?.address ?? centreAddress(input.address);
    if (address === null)
      return refuse({
        code: 'address-invalid',
        field: 'address',
        message: 'Este endereço não pode ser o de uma central.',
      });
    const code = enrolmentCode(input.code) ?? link?.code ?? null;
    if (code === null)
      return refuse({
        code: 'code-invalid',
        field: 'code',
        message: 'Este código não está completo.',
        way: 'São três grupos de quatro letras e números.',
      });
    const keys = keysToEnrol(store.file);
    const staff = (await found(store.collections.staff)).flatMap(({ id, name, role, active }) => {
      const credential = active ? readCredential(store.file, id) : null;
      return credential ? [{ id, name, role, passwordHash: credential.hash }] : [];
    });
    const formerNumbers = [this.#core.stationNumber, ...(readSetting(store.file, 'formerNumbers') ?? [])].map(String);
    const { transport, clock, version } = this.#options;
    try {
      const began = clock.wall();
      const reply = await transport(address).request(
        'enrol',
        { code, name: input.stationName, publicKey: keys.publicKey, version, formerNumbers, staff },
        { signal: AbortSignal.timeout(ENROL_MS) },
      );
      clock.measure(reply.at, began);
      return await serially(async () => {
        takeUpEnrolment(this.#core.store.file, { address, name: input.stationName, keys, reply, staff });
        this.#core.stationNumber = reply.stationNumber;
        this.#core.journal.renumber(reply.stationNumber);
        log.info('station.enrolled', { station: reply.stationNumber });
        this.#core.store.feed.tell({ topics: ['settings', 'staff', 'sync'] });
        this.#supervisor.restart();
        return ok({ organisation: reply.organisation, unit: reply.unit, station: reply.stationNumber });
      });
    } catch (error) {
      if (error instanceof CentreRefused) return { ok: false, refusals: error.problem.refusals };
      log.info('enrol.no-answer', { at: journal.now() });
      return refuse(NO_ANSWER);
    }
  }

  async searchCentre(
    actor: Person,
    { text, limit }: { text: string; limit: number },
  ): Promise<Result<(TicketRow & { here: boolean })[]>> {
    return this.#asking(async (signal) => {
      const { tickets } = await this.#supervisor.ask('search', { staffId: actor.id, text, limit }, signal);
      return ok(tickets.map((row) => ({ ...row, here: this.#core.journal.ticket(row.id) !== null })));
    });
  }

  async bringIn(actor: Person, ticketId: string): Promise<Result<null>> {
    return this.#asking(async (signal) => {
      await this.#supervisor.ask('bringIn', { ticketId, staffId: actor.id }, signal);
      this.#supervisor.retryNow();
      await this.#arrival(ticketId, signal);
      return ok(null);
    });
  }

  /** Until a ticket is here, or nobody waits any more. */
  #arrival(ticketId: string, signal: AbortSignal): Promise<void> {
    const { feed } = this.#core.store;
    return new Promise((resolve, reject) => {
      const look = () => this.#core.data.isOpen && this.#core.journal.ticket(ticketId) !== null;
      if (look()) return resolve();
      const stop = feed.listen(({ tickets }) => {
        if (!tickets.has(ticketId) || !look()) return;
        stop();
        resolve();
      });
      signal.addEventListener('abort', () => {
        stop();
        reject(signal.reason);
      });
    });
  }

  async #asking<T>(ask: (signal: AbortSignal) => Promise<Result<T>>): Promise<Result<T>> {
    if (!this.isEnrolled) return refuse(NO_CENTRE);
    try {
      return await ask(AbortSignal.timeout(SEARCH_MS));
    } catch (error) {
      if (error instanceof CentreRefused) return { ok: false, refusals: error.problem.refusals };
      return refuse(NO_ANSWER);
    }
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

  /** What is gone from the store goes from the copies too. */
  #removed(): void {
    const { data, log } = this.#core;
    if (!data.isOpen) return;
    const { file, backups, box } = data.data;
    const removedAt = readState(file, 'removedAt');
    if (removedAt === null || this.#renewing) return;
    this.#renewing = true;
    clearTimeout(this.#copies);
    renewCopies({ dataDir: this.#options.dataDir, backups, box, log })
      .then(() => {
        if (!file.closed && readState(file, 'removedAt') === removedAt) writeState(file, 'removedAt', null);
      })
      .catch((error: unknown) => log.error('sync.copies-not-renewed', error))
      .finally(() => {
        this.#renewing = false;
        if (file.closed || file.failed || readState(file, 'removedAt') === null) return;
        this.#copies = setTimeout(() => this.#removed(), COPIES_AGAIN_MS);
        this.#copies.unref();
      });
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

const NO_CENTRE: Refusal = {
  code: 'no-centre',
  message: 'Esta estação trabalha sozinha: não está ligada a uma central.',
  way: 'Peça à administração o endereço da central e um código de inscrição, e use Ajustes.',
};
const ENROLLED: Refusal = {
  code: 'enrolled-already',
  message: 'Esta estação já está inscrita em uma central.',
};
const NO_ANSWER: Refusal = {
  code: 'centre-unreachable',
  message: 'A central não respondeu.',
  way: 'Confira o endereço e a rede, e tente de novo.',
};
const NOT_REFUSED: Refusal = {
  code: 'not-refused',
  message: 'Este item já foi resolvido.',
};

const NOTHING_KNOWN: SyncView = {
  state: 'alone',
  address: null,
  organisation: null,
  unit: null,
  units: [],
  stationName: null,
  offlineSince: null,
  dataAsOf: null,
  unsent: 0,
  oldestUnsentAt: null,
  refused: 0,
  skewMs: null,
  first: null,
  nextTryAt: null,
  problem: null,
  leases: {},
};
