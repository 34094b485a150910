/**
 * The centre of a simulation: the real service without HTTP, as two processes' worth of objects on one database of a
 * real PostgreSQL. It can be dropped and made again, lose its connections, and be restored from an older backup.
 */
import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { type Answer, type Denied, given } from '#server/centre/answer.ts';
import { type Centre, createCentre } from '#server/centre/centre.ts';
import type { CentreLog } from '#server/centre/log.ts';
import { beginEpoch } from '#server/centre/restored.ts';
import type { StreamSink } from '#server/centre/stream/event.ts';
import { type Database, openDatabase } from '#server/postgres/database.ts';
import {
  agentSignInSchema,
  challengeRequestSchema,
  enrolRequestSchema,
  refreshSchema,
  stationTokenRequestSchema,
} from '#shared/sync/access.ts';
import {
  type CentreProblem,
  digestRequestSchema,
  type FeedRow,
  pullRequestSchema,
  stationReportSchema,
} from '#shared/sync/messages.ts';
import { bringInRequestSchema, searchRequestSchema } from '#shared/sync/older-tickets.ts';

import { LeakWatch } from './leak-watch.ts';

export type Reply = { kind: 'reply'; text: string } | { kind: 'problem'; status: number; problem: CentreProblem };

/** A route: what the HTTP server checks of a body before the service sees it. */
const SCHEMAS = {
  enrol: enrolRequestSchema,
  challenge: challengeRequestSchema,
  token: stationTokenRequestSchema,
  signIn: agentSignInSchema,
  refresh: refreshSchema,
  pull: pullRequestSchema,
  digest: digestRequestSchema,
  report: stationReportSchema,
  search: searchRequestSchema,
  bringIn: bringInRequestSchema,
} as const;

export interface CentreSideOptions {
  /** Of the server's own database. */
  adminUrl: string;
  urlOf: (database: string) => string;
  /** Database of this run. */
  database: string;
  /** Told of errors that the centre cannot explain by a broken connection. */
  alarm: (error: string) => void;
  /** Told of what was delivered to whom it does not belong. */
  leak: (text: string) => void;
}

interface Process {
  db: Database;
  centre: Centre;
}

interface Asking {
  token: string | null;
  /** Which of the processes answers. */
  by: number;
  /** Of the station. */
  index: number;
}

const PROCESSES = 2;

export class CentreSide {
  readonly #options: CentreSideOptions;
  #processes: Process[] = [];
  #database: string;
  #backup: string | null = null;
  /** Milliseconds that its clock is ahead. */
  ahead = 0;
  isDown = true;
  /** Ids of the stations by index. */
  readonly stationIds: string[] = [];
  #made = new Set<string>();

  readonly leaks: LeakWatch;

  constructor(options: CentreSideOptions) {
    this.#options = options;
    const { leak } = options;
    const db = () => (this.isDown ? null : (this.#processes[0]?.db ?? null));
    this.leaks = new LeakWatch({ db, stationIds: this.stationIds, leak });
    this.#database = options.database;
    this.#made.add(options.database);
  }

  async start(): Promise<void> {
    const { urlOf, alarm } = this.#options;
    const warn: CentreLog['warn'] = (facts, event) => {
      if (event === 'stream.failed' && !isConnection(String(facts.code))) alarm(`${event} ${JSON.stringify(facts)}`);
    };
    const log: CentreLog = {
      debug: () => {},
      info: () => {},
      warn,
      error: (facts, event) => alarm(`${event} ${JSON.stringify(facts)}`),
    };
    this.#processes = await Promise.all(
      Array.from({ length: PROCESSES }, async () => {
        const db = openDatabase({ url: urlOf(this.#database), maxConnections: 8 });
        for (;;) {
          try {
            const centre = await createCentre({ db, log, clock: () => Date.now() + this.ahead });
            return { db, centre };
          } catch (error) {
            // As a supervisor of services would: it is started again.
            if (!isBroken(error)) throw error;
          }
        }
      }),
    );
    this.isDown = false;
  }

  async stop(): Promise<void> {
    this.isDown = true;
    const processes = this.#processes.splice(0);
    await Promise.all(
      processes.map(async ({ db, centre }) => {
        await centre.close();
        await db.close();
      }),
    );
  }

  /** For set-up and judgement. */
  get centre(): Centre {
    return this.#processes[0]!.centre;
  }

  get db(): Database {
    return this.#processes[0]!.db;
  }

  /** What one of the processes answers. */
  async answer(route: string, text: string, { token, by, index }: Asking): Promise<Reply> {
    const process = this.#processes[by % PROCESSES];
    if (!process) return failed();
    try {
      if (route === 'pull') return await this.#pull(process.centre, text, { token, index });
      return replyOf(await handle(process.centre, route, { body: JSON.parse(text), token }));
    } catch (error) {
      if (!isBroken(error) && !this.isDown)
        this.#options.alarm(`${route}: ${error instanceof Error ? error.stack : error}`);
      return failed();
    }
  }

  async #pull(centre: Centre, text: string, { token, index }: Omit<Asking, 'by'>): Promise<Reply> {
    const before = await this.leaks.scopes(index);
    const reply = replyOf(await handle(centre, 'pull', { body: JSON.parse(text), token }));
    if (reply.kind === 'reply') {
      const { scope } = JSON.parse(text) as { scope: string };
      const { rows } = JSON.parse(reply.text) as { rows: FeedRow[] };
      await this.leaks.pulled(index, { scope, rows, before });
    }
    return reply;
  }

  async subscribe(
    token: string | null,
    by: number,
    sink: StreamSink,
  ): Promise<Reply | { kind: 'open'; close(): void }> {
    const process = this.#processes[by % PROCESSES];
    if (!process) return failed();
    try {
      const access = await process.centre.authenticate(token ?? '');
      if (!access.ok) return replyOf(access);
      const subscription = await process.centre.subscribe(access.value.stationId, sink);
      return subscription.ok ? { kind: 'open', close: subscription.value.close } : replyOf(subscription);
    } catch (error) {
      if (!isBroken(error) && !this.isDown)
        this.#options.alarm(`stream: ${error instanceof Error ? error.stack : error}`);
      return failed();
    }
  }

  async isRevoked(index: number): Promise<boolean> {
    const access = await this.centre.access(this.stationIds[index]!);
    return !access.ok;
  }

  /** The answer to a station's own check, past tokens and weather. */
  async judge(index: number, route: string, text: string): Promise<Reply> {
    const access = await this.centre.access(this.stationIds[index]!);
    if (!access.ok || route !== 'digest') return failed();
    return replyOf(await this.centre.digest(access.value, digestRequestSchema.parse(JSON.parse(text))));
  }

  /** Every connection to the database breaks off, also in the middle of a transaction. */
  async killConnections(): Promise<void> {
    await this.admin(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${this.#database}' AND pid <> pg_backend_pid()`,
    );
  }

  /** A transaction that takes its number now and ends later: everything above it has to wait. Pushes dawdle meanwhile. */
  async slowTransaction(milliseconds: number): Promise<void> {
    await this.#dawdle(milliseconds);
    const client = new pg.Client({ connectionString: this.#options.urlOf(this.#database) });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.query('BEGIN');
      await client.query('SELECT pg_current_xact_id(), pg_sleep($1)', [milliseconds / 1000]);
      await client.query('COMMIT');
      await wait(milliseconds);
    } catch {
      // Its connection was killed: then it is over as well.
    } finally {
      await client.end().catch(() => {});
      await this.#dawdle(0);
    }
  }

  /** Where it cannot be said, pushes are as quick or as slow as before: either is right. */
  async #dawdle(milliseconds: number): Promise<void> {
    if (!this.isDown) await this.db.query('UPDATE sim_dawdle SET ms = $1', [milliseconds]).catch(() => {});
  }

  /** A copy of the database as it is now. Nothing may be connected. */
  async backUp(): Promise<void> {
    const name = `b${randomBytes(8).toString('hex')}`;
    await this.#quietly(() => this.admin(`CREATE DATABASE ${name} TEMPLATE ${this.#database} STRATEGY file_copy`));
    this.#made.add(name);
    this.#backup = name;
  }

  /** Closed tickets are old now, and what was brought in has been there long enough, or not. */
  async age({ forget }: { forget: boolean }): Promise<void> {
    await this.db.query("UPDATE ticket SET closed_at = closed_at - interval '120 days' WHERE NOT open AND NOT aged");
    if (forget) await this.db.query("UPDATE bring_in SET until = until - interval '400 days'");
    await this.centre.age();
  }

  /** The backup takes the place of the database. @returns whether there was one */
  async restore(): Promise<boolean> {
    if (!this.#backup) return false;
    await this.#quietly(async () => {});
    this.#database = this.#backup;
    this.#backup = null;
    const db = openDatabase({ url: this.#options.urlOf(this.#database), maxConnections: 1 });
    await beginEpoch(db, Date.now() + this.ahead);
    await db.close();
    return true;
  }

  async #quietly(work: () => Promise<unknown>): Promise<void> {
    await this.killConnections();
    for (let attempt = 1; ; attempt++) {
      try {
        await work();
        return;
      } catch (error) {
        if (attempt === 20 || (error as { code?: string }).code !== '55006') throw error;
        await this.killConnections();
      }
    }
  }

  async admin(sql: string): Promise<void> {
    const client = new pg.Client({ connectionString: this.#options.adminUrl });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  }

  async dispose(): Promise<void> {
    await this.stop();
    for (const name of this.#made) await this.admin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  }
}

async function handle(
  centre: Centre,
  route: string,
  { body, token }: { body: unknown; token: string | null },
): Promise<Answer<unknown>> {
  if (route !== 'push' && !SCHEMAS[route as keyof typeof SCHEMAS]?.safeParse(body).success)
    return { ok: false, status: 400, refusals: [{ code: 'request-invalid', message: route }] };
  if (route === 'enrol') return centre.enrol(enrolRequestSchema.parse(body));
  if (route === 'challenge') return centre.challenge(challengeRequestSchema.parse(body).stationId);
  if (route === 'token') return centre.stationToken(stationTokenRequestSchema.parse(body));
  const access = await centre.authenticate(token ?? '');
  if (!access.ok) return access;
  const station = access.value;
  switch (route) {
    case 'push':
      return centre.push(station, body);
    case 'pull': {
      const page = await centre.pull(station, pullRequestSchema.parse(body));
      return page.ok ? given(new Text(page.value.json)) : page;
    }
    case 'digest':
      return centre.digest(station, digestRequestSchema.parse(body));
    case 'report':
      return centre.report(station, stationReportSchema.parse(body));
    case 'signIn':
      return centre.signIn(station, agentSignInSchema.parse(body));
    case 'search':
      return centre.search(station, searchRequestSchema.parse(body));
    case 'bringIn':
      return centre.bringIn(station, bringInRequestSchema.parse(body));
    case 'refresh':
      return centre.refresh(station, refreshSchema.parse(body));
    default:
      return { ok: false, status: 404, refusals: [{ code: 'not-found', message: route }] };
  }
}

/** JSON that is text already. */
class Text {
  readonly json: string;
  constructor(json: string) {
    this.json = json;
  }
}

function replyOf(answer: Answer<unknown>): Reply {
  if (answer.ok)
    return { kind: 'reply', text: answer.value instanceof Text ? answer.value.json : JSON.stringify(answer.value) };
  return problemOf(answer);
}

export function problemOf({ status, refusals, epoch }: Denied): Reply {
  const at = new Date().toISOString();
  return { kind: 'problem', status, problem: { refusals, ...(epoch ? { epoch } : {}), at } };
}

export function failed(): Reply {
  return problemOf({ ok: false, status: 500, refusals: [{ code: 'centre-failed', message: 'falhou' }] });
}

/** Codes of PostgreSQL and of sockets for a connection that is not there. */
function isConnection(code: string): boolean {
  return code === 'undefined' || /^(?:57P0\d|08\w{3}|ECONN\w+|EPIPE|3D000|55006)$/.test(code);
}

function isBroken(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: string };
  return (
    (code !== undefined && isConnection(code)) ||
    /terminat|Connection|pool after calling end|not queryable|Client was closed/i.test(error.message)
  );
}
