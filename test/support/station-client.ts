/**
 * A station as its screens see it, on a real encrypted file in a directory of its own: the oRPC router called
 * directly, with a clock that the test moves. The clock stands still until then.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouterClient, type RouterClient } from '@orpc/server';
import type { RouterContext } from '#main/core/router/base.ts';
import type { StationRouter } from '#main/core/router/router.ts';
import { openStation, type Station } from '#main/core/station.ts';
import type { Driver } from '#main/storage/driver.ts';
import type { Result } from '#shared/domain/refusal.ts';
import type { Staff } from '#shared/domain/staff/staff.ts';

export type StationClient = RouterClient<StationRouter, Record<never, never>>;

export const START = Date.parse('2026-11-23T12:00:00.000Z');
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const PASSWORD = 'senha-de-teste';
export const TEST_KEY = new Uint8Array(32).fill(7);

export interface StationUnderTest {
  dataDir: string;
  /** The window in which the first agent is signed in. */
  client: StationClient;
  agentId: string;
  station: Station;
  clock: { now: number; pass(milliseconds: number): void };
  /** Another window of the same station, nobody signed in. */
  window(): StationClient;
  /** Another window with this person signed in, past the password. */
  windowOf(person: Staff): StationClient;
  /** Closes and opens again; whoever was signed in in `client` is so again. */
  restart(): Promise<void>;
  /** Closes; the directory is removed. */
  close(): Promise<void>;
  /** Closes and opens again with what happens in between. */
  whileOff(change: () => void): Promise<void>;
}

export interface StationSetting {
  driver?: Driver;
  /** Leaves the station before its first run. */
  fresh?: boolean;
  dataDir?: string;
}

export function newDataDir(): string {
  return mkdtempSync(join(tmpdir(), 'prumo-station-'));
}

export async function startStation(setting: StationSetting = {}): Promise<StationUnderTest> {
  const dataDir = setting.dataDir ?? newDataDir();
  const clock = {
    now: START,
    pass(milliseconds: number) {
      clock.now += milliseconds;
    },
  };
  const open = () =>
    openStation({
      dataDir,
      key: TEST_KEY,
      keyProtection: 'key-file',
      version: '0.0.0-test',
      clock: () => clock.now,
      timeZone: 'America/Sao_Paulo',
      driver: setting.driver,
    });
  const clientOf = (of: Station, session = of.newSession()): StationClient => {
    const context: RouterContext = { session };
    return createRouterClient(of.router, { context });
  };
  const station = await open();
  let session = station.newSession();
  const under: StationUnderTest = {
    dataDir,
    clock,
    station,
    client: clientOf(station, session),
    agentId: '',
    window: () => clientOf(under.station),
    windowOf: (person) => {
      const theirs = under.station.newSession();
      theirs.enter(person);
      return clientOf(under.station, theirs);
    },
    restart: () => under.whileOff(() => {}),
    whileOff: async (change) => {
      await under.station.close();
      change();
      const { agent } = session;
      under.station = await open();
      session = under.station.newSession();
      if (agent) session.enter(agent);
      under.client = clientOf(under.station, session);
    },
    close: async () => {
      await under.station.close();
      rmSync(dataDir, { recursive: true });
    },
  };
  if (!setting.fresh) {
    const first = { company: 'Softcom', agentName: 'Ana Lima', agentRole: 'atendente-n1', password: PASSWORD };
    under.agentId = (await done(under.client.station.firstRun({ ...first, withSampleData: false }))).agentId;
  }
  return under;
}

/** The value of a command that must succeed. */
export async function done<T>(answer: Promise<Result<T>>): Promise<T> {
  const result = await answer;
  if (!result.ok)
    throw new Error(`refused: ${result.refusals.map(({ code, message }) => `${code}: ${message}`).join(' | ')}`);
  return result.value;
}

/** The refusals of a command that must be refused. */
export async function refused(answer: Promise<Result<unknown>>): Promise<string[]> {
  const result = await answer;
  if (result.ok) throw new Error(`not refused: ${JSON.stringify(result.value)}`);
  return result.refusals.map(({ rule, code }) => (rule ? `${rule} ${code}` : code));
}

/** The present answer of a live view. */
export async function now<T>(view: Promise<AsyncIterable<T>>): Promise<T> {
  for await (const answer of await view) return answer;
  throw new Error('the view ended without an answer');
}

/** A live view that is followed: its answers one by one. */
export interface Followed<T> {
  next(): Promise<T>;
  /** Whether an answer is there already, after everything under way has settled. */
  quiet(): Promise<boolean>;
  stop(): void;
}

export function follow<T>(open: (signal: AbortSignal) => Promise<AsyncIterator<T>>): Followed<T> {
  const abort = new AbortController();
  const answers: T[] = [];
  const waiting: ((answer: T) => void)[] = [];
  const run = async () => {
    const iterator = await open(abort.signal);
    for (;;) {
      const { value, done: ended } = await iterator.next();
      if (ended) return;
      const taker = waiting.shift();
      if (taker) taker(value);
      else answers.push(value);
    }
  };
  const ended = run();
  ended.catch((error: unknown) => {
    if (!abort.signal.aborted) throw error;
  });
  return {
    next: () =>
      new Promise((resolve) => {
        const answer = answers.shift();
        if (answer === undefined) waiting.push(resolve);
        else resolve(answer);
      }),
    quiet: async () => {
      for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
      return answers.length === 0;
    },
    stop: () => abort.abort(),
  };
}
