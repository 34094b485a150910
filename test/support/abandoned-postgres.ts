/** Ends what killed test runs left behind: a PostgreSQL is a process of its own and goes on without its owner. */
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isAlive, runningPostmaster } from '#server/postgres/postmaster-file.ts';

/** Folders of test servers, in the place for temporary files. */
export const TEST_POSTGRES_PREFIX = 'prumo-postgres-';
const OWNER = 'owner';
const STOP_MS = 20_000;

/** Notes in a server's folder that this very process is its owner. */
export function noteOwner(dir: string): void {
  writeFileSync(join(dir, OWNER), `${process.pid}\n${beganAt(process.pid)}\n`);
}

/**
 * Ends the servers in `place` whose owner is dead, and removes their folders. What has no owner's note, an owner that
 * lives or another account's files stays as it is. @returns the folders that are gone
 */
export async function removeAbandoned(place: string): Promise<string[]> {
  const abandoned = readdirSync(place)
    .filter((name) => name.startsWith(TEST_POSTGRES_PREFIX))
    .map((name) => join(place, name))
    .filter((dir) => isOurs(dir) && isAbandoned(dir));
  for (const dir of abandoned) {
    await end(join(dir, 'postgres'));
    // Another run may be removing it at the same time.
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  }
  return abandoned;
}

function isOurs(dir: string): boolean {
  const stat = statSync(dir, { throwIfNoEntry: false });
  return stat !== undefined && (process.getuid === undefined || stat.uid === process.getuid());
}

function isAbandoned(dir: string): boolean {
  let note: string;
  try {
    note = readFileSync(join(dir, OWNER), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
  const [pid, began] = note.split('\n');
  // Half written: its owner is at it.
  if (!pid || began === undefined) return false;
  return !isRunning(Number(pid)) || beganAt(Number(pid)) !== began;
}

/** Whether it does something yet: one that ended and that nobody asked after still has its number. */
export function isRunning(pid: number): boolean {
  return isAlive(pid) && statusOf(pid)?.state !== 'Z';
}

/** When a process began, to know it from a later one with its number; '' where that cannot be seen. */
function beganAt(pid: number): string {
  return statusOf(pid)?.began ?? '';
}

function statusOf(pid: number): { state: string; began: string } | null {
  if (process.platform !== 'linux') return null;
  try {
    // After the name, which stands in parentheses and may hold anything: state, parent … the 20th is the start.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const facts = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state: facts[0]!, began: facts[19]! };
  } catch {
    return null;
  }
}

async function end(dataFolder: string): Promise<void> {
  const deadline = performance.now() + STOP_MS;
  // An immediate end: nobody needs its data any more.
  for (let signal: 'SIGQUIT' | 0 = 'SIGQUIT'; ; signal = 0) {
    const postmaster = statSync(dataFolder, { throwIfNoEntry: false }) ? runningPostmaster(dataFolder) : null;
    if (!postmaster) return;
    if (performance.now() > deadline) throw new Error(`the server of ${dataFolder} does not end`);
    process.kill(postmaster.pid, signal);
    await wait(50);
  }
}
