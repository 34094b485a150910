/**
 * What has to work before anything is installed: plain JavaScript for Node 20 and newer, no dependencies. Installs
 * what the lock file names and goes on under the Node that came with it.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '..');
const OLDEST_NODE = 20;
const windows = process.platform === 'win32';

/** The Node of the dependencies: the version everything here is written for. */
export function bundledNode() {
  return join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');
}

/**
 * Makes `node_modules` what the lock file says. Does nothing, and asks no network, when it already is.
 * @param {(line: string) => void} say
 * @returns {boolean} whether something was installed
 */
export function ensureDependencies(say) {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < OLDEST_NODE)
    throw new Error(`É preciso o Node ${OLDEST_NODE} ou mais novo; este é o ${process.version}.`);
  if (isInstalled() && nodeWorks()) return false;
  if (!isInstalled()) {
    say('Instalando o que falta (npm ci)…');
    if (npm(['ci', '--no-audit', '--no-fund', '--loglevel=error']) !== 0) {
      throw new Error('A instalação das dependências falhou. Confira a rede (ou o registro do npm) e tente de novo.');
    }
  }
  if (!nodeWorks()) {
    say('Buscando o Node da estação…');
    // What the package's own install script does, for an npm that was told to run no scripts.
    spawnSync(process.execPath, ['installArchSpecificPackage.js'], {
      cwd: join(root, 'node_modules', 'node'),
      stdio: 'inherit',
    });
  }
  if (!nodeWorks()) {
    throw new Error(`O Node em ${bundledNode()} não funciona. Apague a pasta node_modules e tente de novo com rede.`);
  }
  return true;
}

/**
 * Runs a TypeScript program of ours under the bundled Node, with this terminal; ends this process as it ends.
 * @param {string} script relative to the root
 * @param {string[]} args
 */
export function goOn(script, args) {
  const bin = join(root, 'node_modules', '.bin');
  const separator = windows ? ';' : ':';
  const child = spawn(bundledNode(), [join(root, script), ...args], {
    stdio: 'inherit',
    env: { ...process.env, PATH: `${bin}${separator}${process.env.PATH ?? ''}` },
  });
  // Ctrl+C reaches the child by itself; this process waits for it to stop in order.
  process.on('SIGINT', () => {});
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP'])) process.on(signal, () => child.kill(signal));
  // Ended by a signal, npm takes its shell along and leaves this process behind.
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event) {
    setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 1_000).unref();
  }
  child.on('error', (error) => giveUp(error));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}

/**
 * @param {unknown} error
 * @returns {never}
 */
export function giveUp(error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

/** Whether every package of the lock file is there in its version; packages for other systems may be absent. */
function isInstalled() {
  const installed = readPackages(join(root, 'node_modules', '.package-lock.json'));
  const wanted = readPackages(join(root, 'package-lock.json'));
  if (!installed || !wanted) return false;
  return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
    if (path === '') return true;
    const found = installed[path];
    if (!found) return optional === true || devOptional === true;
    return found.version === version && existsSync(join(root, path));
  });
}

/**
 * @param {string} path
 * @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean }> | null}
 */
function readPackages(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : null;
}

function nodeWorks() {
  if (!existsSync(bundledNode())) return false;
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules', 'node', 'package.json'), 'utf8'));
  const answer = spawnSync(bundledNode(), ['--version'], { encoding: 'utf8' });
  return answer.status === 0 && answer.stdout.trim() === `v${version}`;
}

/**
 * @param {string[]} args
 * @returns {number | null} its exit code
 */
function npm(args) {
  const self = process.env.npm_execpath;
  const options = { cwd: root, stdio: /** @type {const} */ ('inherit') };
  if (self?.endsWith('.js')) return spawnSync(process.execPath, [self, ...args], options).status;
  // The arguments are ours and fixed: a shell is needed to find npm.cmd.
  return spawnSync(windows ? 'npm.cmd' : 'npm', args, { ...options, shell: windows }).status;
}
