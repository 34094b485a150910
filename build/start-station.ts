/** Opens the station in Electron, or in the browser where Electron cannot be had. Called by `start.mjs`. */
import { join, resolve } from 'node:path';
import { ensureBundles, outDir } from './bundles.ts';
import { obtainElectron } from './electron-runtime.ts';
import { runInForeground } from './foreground.ts';
import { parseStartOptions } from './start-options.mjs';

const root = resolve(import.meta.dirname, '..');
const say = (line: string) => process.stdout.write(`${line}\n`);

const options = parseStartOptions(process.argv.slice(2));
const flags = [
  ...(options.data === undefined ? [] : ['--data', options.data]),
  ...(options.demo ? ['--demo'] : []),
  ...(options.passphrase ? ['--passphrase'] : []),
];

async function start(): Promise<number> {
  ensureBundles(say);
  if (!options.browser) {
    const electron = await obtainElectron(root, say);
    if (typeof electron === 'string') {
      const code = await openWindow(electron);
      if (code !== 'unusable') return code;
      say('O Electron não abre neste computador: a estação abre no navegador.');
    } else {
      say(`Sem Electron (${electron.because}): a estação abre no navegador.`);
    }
  }
  return serveBrowser();
}

/** @returns `unusable` when the runtime ended before our program began in it (a missing library, its sandbox) */
async function openWindow(electron: string): Promise<number | 'unusable'> {
  let began = false;
  const code = await runInForeground({
    command: electron,
    args: [root, ...flags, '--ready-json'],
    onLine: (line) => {
      if (line.startsWith('{"')) began = true;
      else say(line);
    },
  });
  return began ? code : 'unusable';
}

function serveBrowser(): Promise<number> {
  const port = options.port === undefined ? [] : ['--port', options.port];
  const open = options['no-open'] ? [] : ['--open'];
  const program = join(outDir(), 'main', 'browser.js');
  return runInForeground({
    command: process.execPath,
    args: ['--enable-source-maps', program, ...flags, ...port, ...open],
  });
}

try {
  process.exitCode = await start();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
