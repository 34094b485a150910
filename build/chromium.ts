/** Which Chromium the tests drive, and how it is started. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

/** For a browser that talks to this machine alone: no sandbox as root in a container, no calls home. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const SYSTEM_NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const MAC_APPS = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** In this order: `CHROMIUM_PATH`, the one Playwright installed, the system's. @returns its path or `null` */
export function findChromium(): string | null {
  const named = process.env.CHROMIUM_PATH;
  if (named) return existsSync(named) ? named : null;
  const own = chromium.executablePath();
  if (own && existsSync(own)) return own;
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => SYSTEM_NAMES.map((name) => join(folder, name)));
  return [...onPath, ...MAC_APPS].find((path) => existsSync(path)) ?? null;
}

/**
 * Finds Chromium, or installs Debian's package where this is Debian and we may.
 * @throws with what to install, where neither works
 */
export function ensureChromium(say: (line: string) => void): string {
  const found = findChromium();
  if (found) return found;
  if (process.env.CHROMIUM_PATH)
    throw new Error(`CHROMIUM_PATH aponta para ${process.env.CHROMIUM_PATH}, que não existe.`);
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    say('Chromium não encontrado: instalando o pacote "chromium" do Debian…');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['update', '-q'], { stdio: 'inherit', env });
    spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], { stdio: 'inherit', env });
    const installed = findChromium();
    if (installed) return installed;
  }
  throw new Error(
    'Os testes de ponta a ponta precisam do Chromium. Instale-o ("apt-get install chromium", ou "npx playwright install chromium"), ou diga onde ele está em CHROMIUM_PATH.',
  );
}
