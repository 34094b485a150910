/** Builds the bundles, and knows whether those that are there still fit the sources. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const FILES = ['package.json', 'package-lock.json', 'electron.vite.config.ts', 'tsconfig.json'];
const FOLDERS = ['src-main', 'src-renderer', 'src-shared'];

/** Where the bundles go; `PRUMO_OUT` puts them elsewhere. */
export function outDir(): string {
  return resolve(root, process.env.PRUMO_OUT ?? 'out');
}

/** @throws when the build fails; what went wrong has been printed */
export function buildBundles(): void {
  const sources = hashOfSources();
  const tool = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const { status } = spawnSync(process.execPath, [tool, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('A compilação falhou; o motivo está acima.');
  writeFileSync(stamp(), sources);
}

/** Builds unless the bundles fit the sources. @param say is told before a build */
export function ensureBundles(say: (line: string) => void): void {
  if (areFresh()) return;
  say('Compilando a estação…');
  buildBundles();
}

function areFresh(): boolean {
  return existsSync(stamp()) && readFileSync(stamp(), 'utf8') === hashOfSources();
}

function stamp(): string {
  return join(outDir(), 'sources.sha256');
}

/** By content: checkouts and copies change the times of files that are the same. */
function hashOfSources(): string {
  const hash = createHash('sha256');
  const inFolders = FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  for (const path of [...FILES.map((file) => join(root, file)), ...inFolders.sort()]) {
    hash.update(path.slice(root.length)).update('\0').update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}

if (import.meta.main) {
  try {
    buildBundles();
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 1;
  }
}
