/**
 * The centre as it is run: the program of its own process, on a real PostgreSQL and a free port. Import `test` and
 * `expect` from here; each test has a fresh database, and what its pages did wrong fails it at its end.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import type { ChallengeReply, EnrolReply, TokenReply } from '#shared/sync/access.ts';
import type { StationReport } from '#shared/sync/messages.ts';
import { startTestPostgres, type TestPostgres } from '#test/support/test-postgres.ts';
import { AdministrationPages } from '../pages/administration.ts';
import { aheadAtFirst, root } from './station-process.ts';

export { expect };

const READY_WITHIN_MS = 60_000;
const SHIFTED_CLOCK = join(import.meta.dirname, 'shifted-clock.ts');

export interface CentralProgram {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** One-use link of the first administrator, of the last start; `null`: somebody administers. */
  readonly firstAccess: string | null;
  output(): string;
  /** SIGTERM, then again on the same database and port. */
  restart(): Promise<void>;
  /** @returns its exit code */
  stop(): Promise<number | null>;
}

export interface CentralProgramOptions {
  databaseUrl: string;
  /** ISO instant that its clock starts at; `null`: now. */
  startsAt?: string | null;
  /** Further options of its command line. */
  flags?: string[];
}

export async function startCentralProgram({
  databaseUrl,
  startsAt,
  flags = [],
}: CentralProgramOptions): Promise<CentralProgram> {
  const ahead = aheadAtFirst({ startsAt });
  let printed = '';
  let running: { child: ChildProcess; origin: string; firstAccess: string | null };
  const start = async (port: number) => {
    const from = printed.length;
    const args = ['--import', SHIFTED_CLOCK, 'src-server/main.ts', '--port', String(port), ...flags];
    const env = { ...process.env, DATABASE_URL: databaseUrl, PRUMO_TEST_CLOCK_AHEAD: String(ahead) };
    const child = spawn(process.execPath, args, { cwd: root, env });
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        printed += text;
      });
    const origin = () => /^Central no ar em (\S+)$/m.exec(printed.slice(from))?.[1];
    const state = () => {
      if (child.exitCode !== null || child.signalCode !== null) return `ended: ${printed.slice(from)}`;
      return origin() === undefined ? `starting: ${printed.slice(from)}` : 'ready';
    };
    await expect.poll(state, { timeout: READY_WITHIN_MS }).toBe('ready');
    // What it prints of the link comes in the same breath.
    await expect.poll(() => printed.slice(from)).toMatch(/\n.*\n/);
    running = { child, origin: origin() ?? '', firstAccess: /^ {2}(http\S+)$/m.exec(printed.slice(from))?.[1] ?? null };
  };
  const stop = async () => {
    const { child } = running;
    if (child.exitCode !== null) return child.exitCode;
    child.kill('SIGTERM');
    await once(child, 'exit');
    return child.exitCode;
  };
  await start(0);
  return {
    get origin() {
      return running.origin;
    },
    get firstAccess() {
      return running.firstAccess;
    },
    output: () => printed,
    restart: async () => {
      const port = Number(new URL(running.origin).port);
      await stop();
      await start(port);
    },
    stop,
  };
}

/** Enrols a station as its program does, and lets it say how it is. */
export async function enrolStation(
  origin: string,
  { code, name, report }: { code: string; name: string; report?: StationReport },
): Promise<{ reply: EnrolReply; askToken: () => Promise<Response> }> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const post = (path: string, body: unknown, token?: string) =>
    fetch(origin + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify(body),
    });
  const enrolled = await post('/v1/enrol', {
    code,
    name,
    publicKey: publicKey.export({ format: 'jwk' }).x,
    version: '0.1.0',
    formerNumbers: [],
    staff: [],
  });
  expect(enrolled.status).toBe(200);
  const reply = (await enrolled.json()) as EnrolReply;
  const askToken = async () => {
    const challenge = await post('/v1/station/challenge', { stationId: reply.stationId });
    const { nonce } = (await challenge.json()) as ChallengeReply;
    const signature = sign(null, Buffer.from(nonce), privateKey).toString('base64url');
    return post('/v1/station/token', { stationId: reply.stationId, nonce, signature });
  };
  if (report) {
    const { token } = (await (await askToken()).json()) as TokenReply;
    expect((await post('/v1/report', report, token)).status).toBe(200);
  }
  return { reply, askToken };
}

interface Fixtures {
  /** ISO instant at which the centre's clock starts; `null`: now. */
  startsAt: string | null;
  flags: string[];
  central: CentralProgram;
  /** The pages, opened by the link of the first access and not filled in yet. */
  pages: AdministrationPages;
  complaints: string[];
}

export const test = base.extend<Fixtures, { postgres: TestPostgres }>({
  postgres: [
    async ({ browserName: _browser }, use) => {
      const postgres = await startTestPostgres();
      await use(postgres);
      await postgres.stop();
    },
    { scope: 'worker' },
  ],
  complaints: async ({ browserName: _browser }, use) => {
    const complaints: string[] = [];
    await use(complaints);
    expect(complaints, 'what the pages did wrong').toEqual([]);
  },
  startsAt: [null, { option: true }],
  flags: [[], { option: true }],
  central: async ({ postgres, startsAt, flags }, use, testInfo) => {
    const central = await startCentralProgram({ databaseUrl: await postgres.freshDatabase(), startsAt, flags });
    await use(central);
    const code = await central.stop();
    if (testInfo.status !== testInfo.expectedStatus)
      await testInfo.attach('centre', { body: central.output(), contentType: 'text/plain' });
    expect(code, 'exit code after SIGTERM').toBe(0);
  },
  pages: async ({ central, page, complaints }, use) => {
    page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
    page.on('console', (message) => {
      // A refused request is an answer here, and says so in words; the browser writes a line of its own.
      if (message.type() === 'error' && !/Failed to load resource/.test(message.text()))
        complaints.push(`console: ${message.text()}`);
    });
    // The link names the address that others use, which the test may not reach.
    const { pathname, hash } = new URL(central.firstAccess ?? central.origin);
    await page.goto(central.origin + pathname + hash);
    await use(new AdministrationPages(page));
  },
});
