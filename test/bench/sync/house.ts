/** The centre of a benchmark: a private PostgreSQL as the product starts it, and server processes of the product's own program. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { type Centre, createCentre } from '#server/centre/centre.ts';
import { type Database, openDatabase } from '#server/postgres/database.ts';
import { migrate } from '#server/postgres/migrate.ts';
import { type PrivatePostgres, startPrivatePostgres } from '#server/postgres/private-postgres.ts';

const PROGRAM = resolve(import.meta.dirname, '../../../src-server/main.ts');

export class ServerProcess {
  readonly origin: string;
  readonly #process: ChildProcess;

  constructor(child: ChildProcess, origin: string) {
    this.#process = child;
    this.origin = origin;
  }

  /** MiB that it had resident at most; `null` where the system does not tell. */
  get peakMemory(): number | null {
    try {
      const kib = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${this.#process.pid}/status`, 'utf8'))?.[1];
      return kib ? Number(kib) / 1024 : null;
    } catch {
      return null;
    }
  }

  async stop(): Promise<void> {
    const ended = new Promise((done) => this.#process.once('exit', done));
    this.#process.kill('SIGTERM');
    await ended;
  }
}

/** One database with a centre in this process, for what administration does, and its server processes. */
export interface House {
  url: string;
  db: Database;
  centre: Centre;
  serve(options?: { profile?: string | null }): Promise<ServerProcess>;
  close(): Promise<void>;
}

export class BenchPostgres {
  readonly #postgres: PrivatePostgres;
  readonly #dir: string;

  private constructor(postgres: PrivatePostgres, dir: string) {
    this.#postgres = postgres;
    this.#dir = dir;
  }

  static async start(): Promise<BenchPostgres> {
    const dir = mkdtempSync(join(tmpdir(), 'prumo-bench-postgres-'));
    return new BenchPostgres(await startPrivatePostgres({ dir }), dir);
  }

  /** Every measure has a database of its own. */
  async house(): Promise<House> {
    const name = `b${randomBytes(8).toString('hex')}`;
    const client = new pg.Client({ connectionString: this.#postgres.url('postgres') });
    await client.connect();
    await client.query(`CREATE DATABASE ${name}`);
    await client.end();
    const url = this.#postgres.url(name);
    await migrate(url);
    const db = openDatabase({ url });
    const centre = await createCentre({ db });
    const servers: ServerProcess[] = [];
    return {
      url,
      db,
      centre,
      serve: async ({ profile = null } = {}) => {
        const server = await startServer(url, profile);
        servers.push(server);
        return server;
      },
      close: async () => {
        await Promise.all(servers.map((server) => server.stop()));
        await centre.close();
        await db.close();
      },
    };
  }

  async stop(): Promise<void> {
    await this.#postgres.stop();
    rmSync(this.#dir, { recursive: true, force: true });
  }
}

async function startServer(url: string, profile: string | null): Promise<ServerProcess> {
  const data = mkdtempSync(join(tmpdir(), 'prumo-bench-server-'));
  const args = [...(profile === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`]), PROGRAM];
  const child = spawn(process.execPath, [...args, '--port', '0', '--data', data, '--log-level', 'warn'], {
    env: { ...process.env, DATABASE_URL: url },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child.once('exit', () => rmSync(data, { recursive: true, force: true }));
  const origin = await new Promise<string>((done, fail) => {
    let said = '';
    child.once('exit', (code) => fail(new Error(`bench: the server ended with ${code}`)));
    child.stdout!.on('data', (text: Buffer) => {
      said += text.toString();
      const found = /http:\/\/[\d.]+:\d+/.exec(said);
      if (found) done(found[0]);
    });
  });
  return new ServerProcess(child, origin);
}
