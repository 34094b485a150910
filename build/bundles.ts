/** Builds the station's bundles and the centre's pages, and knows whether those that are there still fit the sources. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const FILES = ['package.json', 'package-lock.json', 'tsconfig.json'];

/** What is built together, from what, and how. */
interface Bundles {
  /** Of the stamp beside them. */
  name: string;
  files: string[];
  folders: string[];
  /** Below `node_modules`, with its arguments. */
  tool: string[];
}

const STATION: Bundles = {
  name: 'sources',
  files: [...FILES, 'electron.vite.config.ts'],
  folders: ['src-main', 'src-renderer', 'src-shared'],
  tool: ['electron-vite/bin/electron-vite.js', 'build', '--logLevel', 'warn'],
};

/** The server itself runs from its sources: Node 24 reads TypeScript. Only what browsers get is built. */
const PAGES: Bundles = {
  name: 'central',
  files: [...FILES, 'central.vite.config.ts'],
  folders: ['src-renderer/central', 'src-renderer/ui', 'src-shared'],
  tool: ['vite/bin/vite.js', 'build', '--config', 'central.vite.config.ts', '--logLevel', 'warn'],
};

/** Where the bundles go; `PRUMO_OUT` puts them elsewhere. */
export function outDir(): string {
  return resolve(root, process.env.PRUMO_OUT ?? 'out');
}

/** @throws when the build fails; what went wrong has been printed */
function build(bundles: Bundles): void {
  const sources = hashOfSources(bundles);
  const [tool = '', ...args] = bundles.tool;
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules', tool), ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('A compilação falhou; o motivo está acima.');
  writeFileSync(stamp(bundles), sources);
}

/** Builds the station's unless they fit the sources. @param say is told before a build */
export function ensureBundles(say: (line: string) => void): void {
  if (areFresh(STATION)) return;
  say('Compilando a estação…');
  build(STATION);
}

/** Builds the centre's pages unless they fit the sources. @param say is told before a build */
export function ensurePages(say: (line: string) => void): void {
  if (areFresh(PAGES)) return;
  say('Compilando as páginas da central…');
  build(PAGES);
}

function areFresh(bundles: Bundles): boolean {
  return existsSync(stamp(bundles)) && readFileSync(stamp(bundles), 'utf8') === hashOfSources(bundles);
}

function stamp({ name }: Bundles): string {
  return join(outDir(), `${name}.sha256`);
}

/** By content: checkouts and copies change the times of files that are the same. */
function hashOfSources({ files, folders }: Bundles): string {
  const hash = createHash('sha256');
  const inFolders = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  for (const path of [...files.map((file) => join(root, file)), ...inFolders.sort()]) {
    hash.update(path.slice(root.length)).update('\0').update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}

if (import.meta.main) {
  try {
    build(STATION);
    build(PAGES);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 1;
  }
}
