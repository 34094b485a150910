/**
 * Where a station's data lie. One directory is one profile: the database, its key file, the log, what a host
 * remembers. Nothing of a profile lies anywhere else.
 */
import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { HostError } from './host-error.ts';

export interface Surroundings {
  platform: NodeJS.Platform;
  env: NodeJS.ProcessEnv;
  home: string;
}

/** The usual place for application data on this system; sample data have a profile of their own. */
export function defaultDataDir({ demo }: { demo: boolean }, around: Surroundings = here()): string {
  return join(applicationData(around), demo ? 'demo' : 'station');
}

function here(): Surroundings {
  return { platform: process.platform, env: process.env, home: homedir() };
}

function applicationData({ platform, env, home }: Surroundings): string {
  if (platform === 'win32') return join(env.APPDATA || join(home, 'AppData', 'Roaming'), 'Prumo');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Prumo');
  return join(env.XDG_DATA_HOME || join(home, '.local', 'share'), 'prumo');
}

/** Makes the directory (for its owner only) and answers its absolute path. @throws {HostError} `data-dir` */
export function openDataDir(path: string): string {
  const absolute = resolve(path);
  try {
    mkdirSync(absolute, { recursive: true, mode: 0o700 });
    if (!statSync(absolute).isDirectory()) throw Object.assign(new Error('not a directory'), { code: 'ENOTDIR' });
    accessSync(absolute, constants.R_OK | constants.W_OK | constants.X_OK);
    return absolute;
  } catch (error) {
    const why = REASONS[(error as NodeJS.ErrnoException).code ?? ''] ?? 'não pode ser usada';
    throw new HostError('data-dir', `A pasta de dados ${absolute} ${why}. Escolha outra com --data PASTA.`, {
      cause: error,
    });
  }
}

const REASONS: Record<string, string> = {
  EACCES: 'não pode ser aberta por este usuário',
  EPERM: 'não pode ser aberta por este usuário',
  EROFS: 'está em um disco somente para leitura',
  ENOTDIR: 'não é uma pasta',
  EEXIST: 'não é uma pasta',
  ENOSPC: 'não pode ser criada: o disco está cheio',
};

/** Held back on the disk of a profile, so that a full disk can still be told and what is under way saved. */
export const RESERVE_BYTES = 16 * 1024 * 1024;

export const profileFiles = (dataDir: string) => ({
  /** Made by the core (`StationOptions.dataDir`); hosts only ask whether it is there. */
  database: join(dataDir, 'station.db'),
  /** Made by the core as well: where it is, there are data that a new key would not open. */
  blackBox: join(dataDir, 'blackbox'),
  plainKey: join(dataDir, 'station.key'),
  wrappedKey: join(dataDir, 'station.key.json'),
  /** There while the key moves from one of them to the other. */
  keyMove: join(dataDir, 'station.key.move.json'),
  log: join(dataDir, 'logs', 'station.log'),
  holder: join(dataDir, 'holder.json'),
  browserHost: join(dataDir, 'browser-host.json'),
  window: join(dataDir, 'window.json'),
  settings: join(dataDir, 'settings.json'),
  /** Chromium's own directory under Electron: drafts lie there, encrypted by the window. */
  chromium: join(dataDir, 'chromium'),
});
