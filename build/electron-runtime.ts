/**
 * Whether Electron can be had here. Its npm package holds types and an installer; the runtime is fetched apart, and
 * closed networks do not let it through. The package itself is never loaded: it would try to fetch by itself.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PROBE_MS = 3_000;
const DOWNLOAD_MS = 10 * 60_000;
/** After a try in vain it is not tried again at every start. */
const TRY_AGAIN_AFTER_MS = 24 * 60 * 60_000;

/** Where the runtime lies, or `null` where only the npm package is. */
export function findElectron(root: string): string | null {
  const home = join(root, 'node_modules', 'electron');
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(home, 'dist');
  const pathFile = join(home, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : 'electron';
  const path = join(dist, name);
  return existsSync(path) ? path : null;
}

/** Why a window cannot be opened on this machine whatever is installed; `null` where it can. */
export function noWindowBecause({
  platform,
  env,
  uid,
}: {
  platform: NodeJS.Platform;
  env: NodeJS.ProcessEnv;
  uid?: number;
}) {
  if (platform !== 'linux') return null;
  if (!env.DISPLAY && !env.WAYLAND_DISPLAY) return 'não há tela gráfica';
  if (uid === 0) return 'o Electron não abre como root';
  return null;
}

/**
 * The runtime, fetched if the network lets it through within reason.
 * @returns its path, or why it cannot be had
 */
export async function obtainElectron(root: string, say: (line: string) => void): Promise<string | { because: string }> {
  const because = noWindowBecause({ platform: process.platform, env: process.env, uid: process.getuid?.() });
  if (because) return { because };
  const found = findElectron(root);
  if (found) return found;
  const missing = { because: 'o programa do Electron não está instalado e não pôde ser baixado' };
  if (triedLately(root) || !(await reachable())) return missing;
  say('Baixando o Electron (só na primeira vez)…');
  spawnSync(process.execPath, [join(root, 'node_modules', 'electron', 'install.js')], {
    stdio: ['ignore', 'ignore', 'ignore'],
    timeout: DOWNLOAD_MS,
  });
  const installed = findElectron(root);
  if (installed) return installed;
  noteTry(root);
  return missing;
}

async function reachable(): Promise<boolean> {
  const source = process.env.ELECTRON_MIRROR ?? 'https://github.com/electron/electron/releases/';
  try {
    await fetch(source, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_MS) });
    return true;
  } catch {
    // No way there: the same as not having it.
    return false;
  }
}

const noteFile = (root: string) => join(root, 'node_modules', '.electron-download-failed');

function triedLately(root: string): boolean {
  const file = noteFile(root);
  return existsSync(file) && Date.now() - Number(readFileSync(file, 'utf8')) < TRY_AGAIN_AFTER_MS;
}

function noteTry(root: string): void {
  writeFileSync(noteFile(root), String(Date.now()));
}
