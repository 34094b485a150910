/** The browser host's program: `node out/main/browser.js --data PASTA [--port N] …`. Composition root. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openStation } from '#main/core/station.ts';
import manifest from '../../../package.json' with { type: 'json' };
import { logFile } from '../../log/log-file.ts';
import { createLogger, type Logger } from '../../log/logger.ts';
import { demoWords } from '../demo-words.ts';
import { forgetHolder, inUse, noteHolder, saysLocked } from '../holder.ts';
import { HostError } from '../host-error.ts';
import { type HostOptions, parseHostOptions } from '../host-options.ts';
import { type OpenedKey, openKey } from '../keys/open-key.ts';
import { askForPassphrase } from '../keys/terminal-passphrase.ts';
import { sayOpening } from '../opening-words.ts';
import { rendererPages } from '../pages/renderer-pages.ts';
import { defaultDataDir, openDataDir, profileFiles, RESERVE_BYTES } from '../profile.ts';
import { storageRefusal } from '../storage-refusal.ts';
import { type BrowserHost, openBrowserHost } from './browser-host.ts';
import { openBrowser } from './open-browser.ts';
import { recall, remember } from './remembered.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

async function start(options: HostOptions): Promise<void> {
  const dataDir = openDataDir(options.data ?? defaultDataDir({ demo: options.demo }));
  const log = createLogger({ write: logFile(profileFiles(dataDir).log), clock: Date.now });
  const key = await openKey(dataDir, {
    keychain: null,
    askPassphrase: askForPassphrase(process.env.PRUMO_PASSPHRASE, terminal()),
    protectNewBy: options.passphrase || process.env.PRUMO_PASSPHRASE ? 'passphrase' : 'key-file',
  });
  delete process.env.PRUMO_PASSPHRASE;
  if (options.passphrase && key.protection !== 'passphrase') {
    throw new HostError(
      'passphrase-not-used',
      `Os dados em ${dataDir} já existem e são protegidos por ${PROTECTION[key.protection]}; --passphrase vale só para dados novos. Inicie sem essa opção, ou com outros dados (--data PASTA).`,
    );
  }
  const station = await openStation({
    dataDir,
    keySource: key.source,
    keyProtection: key.protection,
    version: manifest.version,
    sampleData: options.demo,
    reserveBytes: RESERVE_BYTES,
    ...(options.readyJson ? {} : { onProgress: sayOpening(say) }),
    log,
  }).catch(async (error: unknown) => {
    throw saysLocked(error) ? await inUse(dataDir, error) : storageRefusal(dataDir, error);
  });

  const host = await listen(station, { dataDir, port: options.port, log: log.sub('browser-host') }).catch(
    async (error: unknown) => {
      await station.close();
      throw error;
    },
  );
  await noteHolder(dataDir, {
    pid: process.pid,
    host: 'browser',
    origin: host.origin,
    since: new Date().toISOString(),
  });

  stopOnSignal(async () => {
    await host.close();
    await station.close();
    await forgetHolder(dataDir);
  });
  log.info('ready', { version: manifest.version, protection: key.protection, fresh: key.fresh });
  await announce({ host, key, dataDir, options });
}

async function listen(
  station: Awaited<ReturnType<typeof openStation>>,
  { dataDir, port, log }: { dataDir: string; port?: number; log: Logger },
): Promise<BrowserHost> {
  const kept = await recall(dataDir);
  const host = await openBrowserHost({
    station,
    pages: rendererPages(screens()),
    port: port || kept.port,
    secret: kept.secret,
    log,
  });
  if (host.port === kept.port) return host;
  await remember(dataDir, { ...kept, port: host.port });
  if (kept.port !== 0) {
    say(
      `Atenção: antes esta estação atendia na porta ${kept.port}. O que foi digitado e não salvo naquele endereço fica guardado nele: para vê-lo, inicie com --port ${kept.port}.`,
    );
  }
  return host;
}

/** Beside the bundle; run from the sources, the screens that were built last. */
function screens(): string {
  const beside = join(import.meta.dirname, '..', 'renderer');
  return existsSync(beside) ? beside : join(import.meta.dirname, '../../../out/renderer');
}

async function announce({
  host,
  key,
  dataDir,
  options,
}: {
  host: BrowserHost;
  key: OpenedKey;
  dataDir: string;
  options: HostOptions;
}): Promise<void> {
  if (options.readyJson) {
    say(JSON.stringify({ ready: true, port: host.port, origin: host.origin, address: host.address(), dataDir }));
    return;
  }
  for (const warning of key.warnings) say(`Atenção: ${warning}`);
  say(`Dados em ${dataDir}, cifrados. ${KEY_LIES[key.protection]}`);
  if (options.demo) say(demoWords());
  say(`A estação está em ${host.address()}`);
  if (options.open && !(await openBrowser(host.address(1)))) say('Abra esse endereço no navegador deste computador.');
  say('Ctrl+C encerra.');
}

const PROTECTION = {
  'key-file': 'um arquivo de chave',
  passphrase: 'uma frase-senha',
  keychain: 'o chaveiro do sistema',
} as const;

const KEY_LIES = {
  'key-file':
    'A chave está no arquivo station.key, na mesma pasta: quem copia a pasta inteira lê os dados. Para dados novos, --passphrase protege a chave com uma frase-senha.',
  passphrase: 'A chave é protegida pela sua frase-senha: sem ela ninguém lê os dados.',
  keychain: 'A chave está no chaveiro do sistema.',
} as const;

function terminal() {
  return process.stdin.isTTY && process.stdout.isTTY ? { input: process.stdin, output: process.stdout } : null;
}

/** The first signal stops in order; a second one, or five seconds, stops at once. */
function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  const onSignal = () => {
    if (stopping) process.exit(130);
    stopping = true;
    setTimeout(() => process.exit(1), 5_000).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  process.on('SIGHUP', onSignal);
}

/** Typed errors speak for themselves; any other is a defect and shows its stack. */
function fail(error: unknown): never {
  const code = (error as { code?: unknown })?.code;
  if (error instanceof HostError) process.stderr.write(`${error.message}\n`);
  else
    process.stderr.write(
      `A estação não pôde ser aberta (${typeof code === 'string' ? code : 'erro'}).\n${stackOf(error)}\n`,
    );
  process.exit(1);
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

try {
  await start(parseHostOptions(process.argv.slice(2)));
} catch (error) {
  fail(error);
}
