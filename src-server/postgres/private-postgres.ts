/**
 * The private PostgreSQL of a small house: a real one, in a folder that is kept, reachable from this machine only.
 *
 * It is a process of its own. When the server is killed it goes on, and the next server finds it by its
 * `postmaster.pid` and takes it over. Whoever serves a folder holds a session lock in the database (`holdOwnership`):
 * the lock goes with the holder, whatever happens to it, so a second server on the same folder is refused and a
 * crashed first one is not in the way.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { ServerError } from '../server-error.ts';
import { type Binaries, binariesIn, findBinaries } from './binaries.ts';
import { isAlive, type Postmaster, runningPostmaster } from './postmaster-file.ts';
import { accountForPostgres, closedFolder, type RunAs } from './run-as.ts';

const USER = 'prumo';
const START_MS = 60_000;
const STOP_MS = 60_000;

export interface PrivatePostgresOptions {
  /** Holds everything of this database; made when it is not there. */
  dir: string;
  /** `-c name=value` for PostgreSQL. */
  settings?: Record<string, string>;
  /** `false`: data that nobody needs after a crash (tests), several times faster. */
  durable?: boolean;
  say?: (line: string) => void;
}

export interface PrivatePostgres {
  /** Of a database in it; `prumo` unless said otherwise. */
  url(database?: string): string;
  pid(): number;
  /** Ends it gracefully; it is started no more. */
  stop(): Promise<void>;
  /** Leaves it running, for whoever holds it. */
  leave(): Promise<void>;
}

interface Place {
  dir: string;
  dataFolder: string;
  account: RunAs | null;
  password: string;
  durable: boolean;
  settings: Record<string, string>;
}

const NOT_DURABLE = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** @throws {ServerError} in words, when it cannot be had */
export async function startPrivatePostgres({
  dir,
  settings = {},
  durable = true,
  say = () => {},
}: PrivatePostgresOptions): Promise<PrivatePostgres> {
  const place = preparePlace(dir, { settings, durable });
  const binaries = reachableBinaries(place);
  if (!existsSync(join(place.dataFolder, 'PG_VERSION'))) {
    say('Criando o banco de dados…');
    await initialise(place, binaries);
  }
  let postmaster = await ensureRunning(place, binaries);
  const url = (database = 'prumo') => `postgres://${USER}:${place.password}@127.0.0.1:${postmaster.port}/${database}`;
  await createDatabase(url('postgres'));
  const supervisor = supervise({
    pid: () => postmaster.pid,
    restart: async () => {
      say('O PostgreSQL parou sozinho; começando de novo.');
      postmaster = await ensureRunning(place, binaries, postmaster.port);
    },
  });
  return {
    url,
    pid: () => postmaster.pid,
    leave: () => supervisor.stop(),
    stop: async () => {
      await supervisor.stop();
      await stopPostmaster(postmaster.pid);
    },
  };
}

function preparePlace(dir: string, { settings, durable }: Pick<Place, 'settings' | 'durable'>): Place {
  const account = accountForPostgres();
  const dataFolder = join(dir, 'postgres');
  mkdirSync(dir, { recursive: true, mode: 0o711 });
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  if (account) {
    // What is secret in it has modes of its own.
    chmodSync(dir, statSync(dir).mode | 0o111);
    const closed = closedFolder(dir, account);
    if (closed)
      throw new ServerError(
        'data-dir',
        `O PostgreSQL não roda como root, e a conta em que ele roda não passa pela pasta ${closed}. Escolha outra pasta de dados com --data PASTA.`,
      );
    chownSync(dataFolder, account.uid, account.gid);
  }
  return { dir, dataFolder, account, password: ownPassword(dir), durable, settings };
}

function ownPassword(dir: string): string {
  const path = join(dir, 'postgres-password');
  if (!existsSync(path)) writeFileSync(path, randomBytes(24).toString('base64url'), { mode: 0o600 });
  return readFileSync(path, 'utf8').trim();
}

/** As another account PostgreSQL may be unable to reach the package (installed under `/root`): then it gets a copy. */
function reachableBinaries({ dir, account }: Place): Binaries {
  const binaries = findBinaries();
  if (!account || closedFolder(join(binaries.root, 'bin'), account) === null) return binaries;
  const copy = join(dir, 'postgres-programs');
  if (!existsSync(join(copy, 'bin', 'postgres')))
    cpSync(binaries.root, copy, { recursive: true, verbatimSymlinks: true });
  return binariesIn(copy);
}

async function initialise({ dir, dataFolder, account, password, durable }: Place, { initdb }: Binaries): Promise<void> {
  const passwordFile = join(dataFolder, '..', 'initial-password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account) chownSync(passwordFile, account.uid, account.gid);
  const log = openSync(join(dir, 'postgres-start.log'), 'w', 0o600);
  try {
    const args = [
      `--pgdata=${dataFolder}`,
      `--username=${USER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      ...(durable ? [] : ['--no-sync']),
    ];
    const child = spawn(initdb, args, { cwd: '/', ...account, env: environment(), stdio: ['ignore', log, log] });
    const code = await new Promise<number | null>((done, fail) => child.once('error', fail).once('exit', done));
    if (code !== 0) throw startFailed(dir);
  } finally {
    closeSync(log);
    rmSync(passwordFile, { force: true });
  }
}

function environment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: 'C', SYSTEMROOT: process.env.SYSTEMROOT, TMPDIR: process.env.TMPDIR };
}

async function ensureRunning(place: Place, binaries: Binaries, port?: number): Promise<Postmaster> {
  const running = runningPostmaster(place.dataFolder);
  if (running) return ready(place, running);
  const chosen = port ?? (await freePort());
  const flags = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    port: String(chosen),
    max_connections: '200',
    shared_buffers: '256MB',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    logging_collector: 'on',
    log_filename: 'postgres-%a.log',
    log_truncate_on_rotation: 'on',
    log_rotation_age: '1d',
    ...(place.durable ? {} : NOT_DURABLE),
    ...place.settings,
  };
  const log = openSync(join(place.dir, 'postgres-start.log'), 'w', 0o600);
  const args = [
    '-D',
    place.dataFolder,
    ...Object.entries(flags).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  const child = spawn(binaries.postgres, args, {
    cwd: '/',
    ...place.account,
    env: environment(),
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const failed = new Promise<never>((_, fail) => {
    child.once('error', fail).once('exit', () => {
      // Two servers started at once: the other's PostgreSQL holds the folder, and its ownership decides between us.
      const other = runningPostmaster(place.dataFolder);
      if (!other) fail(startFailed(place.dir));
    });
  });
  child.unref();
  return Promise.race([failed, ready(place, null)]);
}

/** Waits until it answers. @param known `null`: whoever writes the folder's `postmaster.pid` */
async function ready(place: Place, known: Postmaster | null): Promise<Postmaster> {
  const deadline = performance.now() + START_MS;
  for (;;) {
    const postmaster = known ?? peek(place.dataFolder);
    if (postmaster && (await answers(place, postmaster.port))) return postmaster;
    if (performance.now() > deadline) throw startFailed(place.dir);
    await wait(50);
  }
}

/** Like `runningPostmaster`, and touches nothing: the file may be half written. */
function peek(dataFolder: string): Postmaster | null {
  const path = join(dataFolder, 'postmaster.pid');
  if (!existsSync(path)) return null;
  const lines = readFileSync(path, 'utf8').split('\n');
  const found = { pid: Number(lines[0]), port: Number(lines[3]) };
  return found.port > 0 && isAlive(found.pid) ? found : null;
}

async function answers({ password }: Place, port: number): Promise<boolean> {
  const client = new pg.Client({ host: '127.0.0.1', port, user: USER, password, database: 'postgres' });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === '28P01')
      throw new ServerError(
        'data-dir',
        'A pasta de dados guarda um banco com outra senha: falta o arquivo postgres-password.',
        {
          cause: error,
        },
      );
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query(`SELECT FROM pg_database WHERE datname = 'prumo'`);
    if (rowCount === 0) await client.query('CREATE DATABASE prumo');
  } catch (error) {
    // Somebody who started at the same moment made it.
    if (!['42P04', '23505'].includes((error as { code?: string }).code ?? '')) throw error;
  } finally {
    await client.end();
  }
}

interface Watched {
  pid: () => number;
  restart: () => Promise<void>;
}

/** Looks every second whether it still runs, and starts it again when it does not. */
function supervise({ pid, restart }: Watched): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const watch = async () => {
    while (!stopping.signal.aborted) {
      await wait(1_000, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
      // A restart that fails is tried again a second later.
      if (!stopping.signal.aborted && !isAlive(pid())) await restart().catch(() => {});
    }
  };
  const done = watch();
  return {
    stop: () => {
      stopping.abort();
      return done;
    },
  };
}

async function stopPostmaster(pid: number): Promise<void> {
  const deadline = performance.now() + STOP_MS;
  if (!isAlive(pid)) return;
  process.kill(pid, 'SIGINT');
  while (isAlive(pid) && performance.now() < deadline) await wait(30);
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer().once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done((address as { port: number }).port));
    });
  });
}

function startFailed(dir: string): ServerError {
  const log = join(dir, 'postgres-start.log');
  return new ServerError('postgres-start', `O PostgreSQL embutido não começou. O motivo está em ${log}.`);
}
