/** Reads `postmaster.pid`, which a running PostgreSQL keeps in its data folder and a killed one leaves behind. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

export interface Postmaster {
  pid: number;
  port: number;
}

/** Whoever holds the folder now; `null` when nobody does. A note that a crash left behind is taken away. */
export function runningPostmaster(dataFolder: string): Postmaster | null {
  const path = join(dataFolder, 'postmaster.pid');
  let lines: string[];
  try {
    lines = readFileSync(path, 'utf8').split('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const found = { pid: Number(lines[0]), port: Number(lines[3]) };
  if (isAlive(found.pid) && isPostgresOf(found.pid, dataFolder)) return found;
  rmSync(path, { force: true });
  return null;
}

export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** After a crash of the machine the number may be another program's. Where that cannot be seen, it counts as ours. */
function isPostgresOf(pid: number, dataFolder: string): boolean {
  if (process.platform !== 'linux') return true;
  try {
    if (/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))) return false;
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(dataFolder);
  } catch {
    return isAlive(pid);
  }
}
