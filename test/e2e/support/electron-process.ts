/** The station in real Electron, where its runtime is: the same shape as the browser host's process. */
import { join } from 'node:path';
import { type ElectronApplication, _electron as electron } from '@playwright/test';
import {
  aheadAtFirst,
  dataDirFor,
  out,
  root,
  type StationProcess,
  type StationProcessOptions,
  TIME_ZONE,
} from './station-process.ts';

/** Of its own, not asked for: a test machine has no keychain. */
const PASSPHRASE = 'frase-senha dos testes';
const ORIGIN = 'app://prumo';

/** @param executablePath Electron's runtime */
export async function startElectron(executablePath: string, options: StationProcessOptions): Promise<StationProcess> {
  const { path: dataDir, remove } = await dataDirFor(options);
  let ahead = aheadAtFirst(options);
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
        env: {
          ...(process.env as Record<string, string>),
          TZ: TIME_ZONE,
          PRUMO_PASSPHRASE: PASSPHRASE,
          ...options.env,
        },
      });
      await setClock(started, ahead);
      started.process().stderr?.on('data', (text: Buffer) => {
        printed += text.toString('utf8');
      });
      application = started;
    },
    async passTime(milliseconds) {
      ahead += milliseconds;
      if (application) await setClock(application, ahead);
    },
    async dispose() {
      await end('SIGTERM');
      await remove();
    },
  };
  await station.start();
  return station;
}

/** Electron takes no `--import`: its main process is told from outside. */
async function setClock(application: ElectronApplication, ahead: number): Promise<void> {
  if (ahead === 0) return;
  await application.evaluate((_, milliseconds) => {
    const place = globalThis as typeof globalThis & { realNow?: () => number };
    const realNow = place.realNow ?? Date.now;
    place.realNow = realNow;
    Date.now = () => realNow() + milliseconds;
  }, ahead);
}
