/** The station in real Electron, where its runtime is: the same shape as the browser host's process. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ElectronApplication, _electron as electron } from '@playwright/test';
import { out, root, type StationProcess, type StationProcessOptions } from './station-process.ts';

/** Of its own, not asked for: a test machine has no keychain. */
const PASSPHRASE = 'frase-senha dos testes';
const ORIGIN = 'app://prumo';

/** @param executablePath Electron's runtime */
export async function startElectron(executablePath: string, options: StationProcessOptions): Promise<StationProcess> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'prumo-e2e-')));
  let application: ElectronApplication | null = null;
  let printed = '';

  const running = (): ElectronApplication => {
    if (!application) throw new Error('the station does not run');
    return application;
  };

  async function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    const child = application?.process();
    application = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    const gone = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
    child.kill(signal);
    return gone;
  }

  const station: StationProcess = {
    dataDir,
    origin: ORIGIN,
    address: `${ORIGIN}/`,
    get pid() {
      return application?.process().pid ?? 0;
    },
    window: () => running().firstWindow(),
    output: () => printed,
    async kill() {
      await end('SIGKILL');
    },
    stop: () => end('SIGTERM'),
    async start() {
      const flags = ['--data', dataDir, ...(options.demo ? ['--demo'] : []), ...(options.args ?? [])];
      const started = await electron.launch({
        executablePath,
        cwd: root,
        args: ['--no-sandbox', '--disable-gpu', join(out, 'main', 'electron.js'), ...flags],
        env: { ...(process.env as Record<string, string>), PRUMO_PASSPHRASE: PASSPHRASE, ...options.env },
      });
      started.process().stderr?.on('data', (text: Buffer) => {
        printed += text.toString('utf8');
      });
      application = started;
    },
    async dispose() {
      await end('SIGTERM');
      if (!options.dataDir) await rm(dataDir, { recursive: true, force: true, maxRetries: 3 });
    },
  };
  await station.start();
  return station;
}
