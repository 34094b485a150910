/**
 * The centre without HTTP: what the routes call, and what the simulation of synchronisation calls directly. Nothing that
 * matters lives in it: any number of centres may work on one database.
 */
import { randomBytes } from 'node:crypto';
import type { RandomBytes } from '#shared/domain/id/uuid.ts';
import type {
  AgentSignIn,
  AgentSignInReply,
  ChallengeReply,
  EnrolReply,
  EnrolRequest,
  RefreshRequest,
  StationTokenRequest,
  TokenReply,
} from '#shared/sync/access.ts';
import type {
  DigestReply,
  DigestRequest,
  PullRequest,
  PushReply,
  PushResult,
  ScopeKey,
  StationReport,
} from '#shared/sync/messages.ts';
import type { BringInReply, BringInRequest, SearchReply, SearchRequest } from '#shared/sync/older-tickets.ts';
import type { Database } from '../postgres/database.ts';
import { ageOnce } from './ageing.ts';
import { refresh, signIn } from './agents.ts';
import { type Answer, given } from './answer.ts';
import type { CentreContext } from './context.ts';
import { nowIso } from './context.ts';
import { Digests } from './digest.ts';
import { type CentreLog, silentLog } from './log.ts';
import { establish, readOrganisation, readUnits, type Unit } from './organisation.ts';
import { Packs } from './packs.ts';
import { type PullAnswer, pull } from './pull/pull.ts';
import { push } from './push/push.ts';
import { bringIn, searchTickets } from './search.ts';
import { readAccess, type StationAccess } from './station-access.ts';
import { challenge, enrol, noteReport, stationToken } from './stations.ts';
import type { StreamSink } from './stream/event.ts';
import { type StreamCounts, StreamHub } from './stream/hub.ts';
import { readToken } from './tokens.ts';

export interface CentreOptions {
  db: Database;
  /** Milliseconds since 1970. */
  clock?: () => number;
  random?: RandomBytes;
  log?: CentreLog;
}

export type Traffic = { kind: 'push'; results: readonly PushResult[] } | { kind: 'pull'; rows: number };

export interface ReportReply {
  organisation: string;
  epoch: string;
  unit: Unit;
  units: Unit[];
  scopes: ScopeKey[];
  at: string;
}

export type Centre = Awaited<ReturnType<typeof createCentre>>;

/** The database is migrated (`migrate`). */
export async function createCentre({ db, clock = Date.now, random = randomBytes, log = silentLog }: CentreOptions) {
  const { secret, restored } = await establish(db, nowIso({ clock }));
  if (restored) log.warn({}, 'centre.restored-noticed');
  const context: CentreContext = { db, clock, random, log, secret };
  const packs = new Packs();
  const digests = new Digests(context);
  const hub = new StreamHub(context);
  const watches: ((traffic: Traffic) => void)[] = [];

  return {
    context,
    packs,
    enrol: (request: EnrolRequest): Promise<Answer<EnrolReply>> => enrol(context, packs, request),
    challenge: (stationId: string): Promise<Answer<ChallengeReply>> => challenge(context, stationId),
    stationToken: (request: StationTokenRequest): Promise<Answer<TokenReply>> => stationToken(context, request),

    /** Whose token it is, and what they may see now. Every request of a station begins with it. */
    async authenticate(token: string): Promise<Answer<StationAccess>> {
      const subject = await readToken(context, 'station', token);
      return subject.ok ? readAccess(db, context, subject.value) : subject;
    },
    access: (stationId: string): Promise<Answer<StationAccess>> => readAccess(db, context, stationId),

    signIn: (station: StationAccess, request: AgentSignIn): Promise<Answer<AgentSignInReply>> =>
      signIn(context, station, request),
    refresh: (station: StationAccess, request: RefreshRequest): Promise<Answer<AgentSignInReply>> =>
      refresh(context, station, request),

    async push(station: StationAccess, request: unknown): Promise<Answer<PushReply>> {
      const reply = await push({ context, packs, station }, request);
      if (reply.ok) for (const watch of watches) watch({ kind: 'push', results: reply.value.results });
      return reply;
    },
    async pull(station: StationAccess, request: PullRequest): Promise<Answer<PullAnswer>> {
      const reply = await pull(context, station, request);
      if (reply.ok) for (const watch of watches) watch({ kind: 'pull', rows: reply.value.rows });
      return reply;
    },
    /** Tells of every answered push and pull, for the metrics. */
    onTraffic(watch: (traffic: Traffic) => void): void {
      watches.push(watch);
    },
    digest: (station: StationAccess, request: DigestRequest): Promise<Answer<DigestReply>> =>
      digests.digest(station, request),

    search: (station: StationAccess, request: SearchRequest): Promise<Answer<SearchReply>> =>
      searchTickets(context, packs, { station, request }),
    bringIn: (station: StationAccess, request: BringInRequest): Promise<Answer<BringInReply>> =>
      bringIn(context, packs, { station, request }),
    /** Takes what is too old out of the feeds; the server does it every hour. */
    age: (): Promise<number> => ageOnce(context),

    async report(station: StationAccess, report: StationReport): Promise<Answer<ReportReply>> {
      await noteReport(context, station.stationId, report);
      const { name, epoch } = await readOrganisation(db);
      const units = await readUnits(db);
      const unit = units.find(({ id }) => id === station.unitId)!;
      return given({ organisation: name, epoch, unit, units, scopes: station.scopes, at: nowIso(context) });
    },

    /** One connection of a station; see `StreamEvent`. */
    subscribe: (stationId: string, sink: StreamSink): Promise<Answer<{ close(): void }>> =>
      hub.subscribe(stationId, sink),
    get streams(): StreamCounts {
      return hub.counts;
    },

    /** Ends the streams. The database stays open: it is the caller's. */
    close: (): Promise<void> => hub.stop(),
  };
}
