/**
 * A station as the tests run it: the built browser host as a process of its own, on a directory of its own. It can
 * be killed without warning and started again on the same data and the same port.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { BrowserContext, Page } from '@playwright/test';

export const root = resolve(import.meta.dirname, '..', '..', '..');
const READY_WITHIN_MS = 30_000;
const STOP_WITHIN_MS = 8_000;

/** Where the bundles lie; `PRUMO_OUT` as for the build. */
export const out = resolve(root, process.env.PRUMO_OUT ?? 'out');

export interface StationProcess {
  readonly dataDir: string;
  /** `http://127.0.0.1:PORT`; the same after every restart. */
  readonly origin: string;
  /** Lets a browser in (holds the token); changes with every start. */
  readonly address: string;
  readonly pid: number;
  /**
   * A window of the station.
   * @param before the window from before a restart: the same one where it outlives the station
   */
  window(context: BrowserContext, before?: Page): Promise<Page>;
  /** Everything it printed since it was first started, both streams. */
  output(): string;
  /** SIGKILL, as when the power goes; ends once the process is gone. */
  kill(): Promise<void>;
  /** SIGTERM; ends once the process is gone. @returns its exit code */
  stop(): Promise<number | null>;
  /** Starts it again after `kill` or `stop`, on the same data and port. */
  start(options?: Pick<StationProcessOptions, 'mayNotOpen'>): Promise<void>;
  /** Moves its wall clock on, also across restarts; a window sees it when it asks anew (reload). Milliseconds. */
  passTime(milliseconds: number): Promise<void>;
  /** Stops it if it runs and removes its data. Never throws. */
  dispose(): Promise<void>;
}

export interface StationProcessOptions {
  /** Fills an empty profile with sample data. */
  demo?: boolean;
  /** Absent: a new temporary directory, removed by `dispose`. A given one is left alone. */
  dataDir?: string;
  /** Beside the surroundings of the test. */
  env?: Record<string, string>;
  /** Further flags of the host. */
  args?: string[];
  /** What a new data directory starts as a copy of. */
  template?: string | null;
  /** ISO instant that its clock starts at; absent: now. */
  startsAt?: string | null;
  /** A station that cannot be opened counts as started once it shows why. */
  mayNotOpen?: boolean;
}

/** A data directory for the station, and what to do with it in the end. */
export async function dataDirFor({ dataDir, template }: StationProcessOptions): Promise<{
  path: string;
  remove(): Promise<void>;
}> {
  if (dataDir) return { path: dataDir, remove: async () => {} };
  const path = await mkdtemp(join(tmpdir(), 'prumo-e2e-'));
  if (template) await cp(template, path, { recursive: true });
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 3 }) };
}

/** How far ahead of this machine's clock the station's is at first, in milliseconds. */
export function aheadAtFirst({ startsAt }: StationProcessOptions): number {
  return startsAt ? Date.parse(startsAt) - Date.now() : 0;
}

/** The house's zone, whatever the machine's. */
export const TIME_ZONE = 'America/Sao_Paulo';
/** Lets the test move the clock of the process it is loaded into. */
const SHIFTED_CLOCK = join(import.meta.dirname, 'shifted-clock.ts');

interface Ready {
  port: number;
  origin: string;
  address: string;
}

export async function startStation(options: StationProcessOptions = {}): Promise<StationProcess> {
  const { path: dataDir, remove } = await dataDirFor(options);
  let ahead = aheadAtFirst(options);
  let printed = '';
  let child: ChildProcess | null = null;
  let ready: Ready | null = null;

  async function start({ mayNotOpen = options.mayNotOpen }: StationProcessOptions = {}): Promise<void> {
    if (child && !hasEnded(child)) throw new Error('the station is running');
    const program = join(out, 'main', 'browser.js');
    const args = ['--import', SHIFTED_CLOCK, program, '--data', dataDir, '--ready-json', ...(options.args ?? [])];
    if (options.demo) args.push('--demo');
    const started = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, TZ: TIME_ZONE, PRUMO_TEST_CLOCK_AHEAD: String(ahead), ...options.env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    child = started;
    started.stderr?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
    ready = await readySignal(started, {
      said: (line) => {
        printed += `${line}\n`;
      },
      printed: () => printed,
      mayNotOpen: mayNotOpen ?? false,
    });
  }

  async function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    const running = child;
    if (running === null || hasEnded(running)) return running?.exitCode ?? null;
    const gone = once(running, 'exit');
    running.kill(signal);
    const late = setTimeout(() => running.kill('SIGKILL'), STOP_WITHIN_MS);
    const [code] = await gone;
    clearTimeout(late);
    return code as number | null;
  }

  const known = (): Ready => {
    if (!ready) throw new Error('the station was never ready');
    return ready;
  };

  const station: StationProcess = {
    dataDir,
    get origin() {
      return known().origin;
    },
    get address() {
      return known().address;
    },
    get pid() {
      return child?.pid ?? 0;
    },
    window: async (context, before) => before ?? context.newPage(),
    output: () => printed,
    async kill() {
      await end('SIGKILL');
    },
    stop: () => end('SIGTERM'),
    start,
    async passTime(milliseconds) {
      ahead += milliseconds;
      if (!child || hasEnded(child)) return;
      const moved = once(child, 'message');
      child.send({ ahead });
      await moved;
    },
    async dispose() {
      await end('SIGTERM');
      await remove();
    },
  };
  try {
    await start();
  } catch (error) {
    await station.dispose();
    throw error;
  }
  return station;
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function readySignal(
  child: ChildProcess,
  { said, printed, mayNotOpen }: { said: (line: string) => void; printed: () => string; mayNotOpen: boolean },
): Promise<Ready> {
  return new Promise((resolveReady, reject) => {
    if (!child.stdout) return reject(new Error('no standard output'));
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`the station was not ready within ${READY_WITHIN_MS} ms:\n${printed()}`));
    }, READY_WITHIN_MS);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      clearTimeout(late);
      reject(new Error(`the station ended (${code ?? signal}) before it was ready:\n${printed()}`));
    });
    createInterface({ input: child.stdout }).on('line', (line) => {
      said(line);
      const closed = line.startsWith('{"ready":false');
      if (closed && !mayNotOpen) child.kill('SIGTERM');
      if (!line.startsWith('{"ready":true') && !(closed && mayNotOpen)) return;
      clearTimeout(late);
      resolveReady(JSON.parse(line) as Ready);
    });
  });
}
