/** The browser host's program: `node out/main/browser.js --data PASTA [--port N] …`. Composition root. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Session } from '#main/core/session.ts';
import type { Station } from '#main/core/station.ts';
import manifest from '../../../package.json' with { type: 'json' };
import { logFile } from '../../log/log-file.ts';
import { createLogger, type Logger } from '../../log/logger.ts';
import { demoWords } from '../demo-words.ts';
import { forgetHolder, inUse, noteHolder, saysLocked } from '../holder.ts';
import { HostError } from '../host-error.ts';
import { type HostOptions, parseHostOptions } from '../host-options.ts';
import { type KeyWays, type OpenedKey, openKey } from '../keys/open-key.ts';
import { askForPassphrase } from '../keys/terminal-passphrase.ts';
import { sayOpening } from '../opening-words.ts';
import { rendererPages } from '../pages/renderer-pages.ts';
import { defaultDataDir, openDataDir, profileFiles } from '../profile.ts';
import { type Rescue, rescue } from '../rescue/rescue.ts';
import { troubleOf } from '../rescue/trouble.ts';
import { type OpenedStation, type OpenerOptions, stationOpener } from '../station-opener.ts';
import { storageRefusal } from '../storage-refusal.ts';
import { type BrowserHost, openBrowserHost } from './browser-host.ts';
import { openBrowser } from './open-browser.ts';
import { forNow, recall, remember } from './remembered.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

async function start(options: HostOptions): Promise<void> {
  const dataDir = openDataDir(options.data ?? defaultDataDir({ demo: options.demo }));
  const log = createLogger({ write: logFile(profileFiles(dataDir).log), clock: Date.now });
  const saysProgress = options.readyJson ? () => {} : sayOpening(say);
  const standIn: { rescue: Rescue | null } = { rescue: null };
  const open = stationOpener({
    dataDir,
    openKey: keyOpener(dataDir, options),
    version: manifest.version,
    sampleData: options.demo,
    onProgress: (...progress) => {
      saysProgress(...progress);
      standIn.rescue?.tell(...progress);
    },
    log,
  });
  const opened = await open().catch(async (error: unknown) => {
    if (saysLocked(error)) throw await inUse(dataDir, error);
    return { error, trouble: troubleOf(error) };
  });
  if ('error' in opened && !opened.trouble) throw opened.error;

  const rescued =
    'trouble' in opened && opened.trouble
      ? rescue({ dataDir, version: manifest.version, trouble: opened.trouble, open, log: log.sub('host') })
      : null;
  standIn.rescue = rescued;
  const station = 'station' in opened ? opened.station : null;
  const host = await listen({ station, rescued }, { dataDir, port: options.port, log: log.sub('browser-host') }).catch(
    async (error: unknown) => {
      await station?.close();
      throw error;
    },
  );
  const running: { station: Station | null } = { station };
  stopOnSignal(async () => {
    await host.close();
    await running.station?.close();
    if (running.station) await forgetHolder(dataDir);
    return running.station ? 0 : 1;
  });
  if (rescued && 'error' in opened) await announceTrouble({ host, error: opened.error, dataDir, options, log });
  const { station: usable, key } = rescued ? await rescued.opened : (opened as OpenedStation);
  running.station = usable;
  if (rescued) host.serve(usable);
  await noteHolder(dataDir, {
    pid: process.pid,
    host: 'browser',
    origin: host.origin,
    since: new Date().toISOString(),
  });
  log.info('ready', { version: manifest.version, protection: key.protection, fresh: key.fresh });
  await announce({ host, key, dataDir, options: { ...options, open: options.open && !rescued } });
}

/** From the terminal or the environment at first; from the page once it stands in for the station. */
function keyOpener(dataDir: string, options: HostOptions): OpenerOptions['openKey'] {
  const fromEnvironment = process.env.PRUMO_PASSPHRASE;
  delete process.env.PRUMO_PASSPHRASE;
  let atFirst: KeyWays['askPassphrase'] | null = askForPassphrase(fromEnvironment, terminal());
  return async (askOnPage) => {
    const ask = askOnPage ?? atFirst ?? (async () => null);
    atFirst = null;
    const key = await openKey(dataDir, {
      keychain: null,
      askPassphrase: ask,
      protectNewBy: options.passphrase || fromEnvironment ? 'passphrase' : 'key-file',
    });
    if (!options.passphrase || key.protection === 'passphrase') return key;
    throw new HostError(
      'passphrase-not-used',
      `Os dados em ${dataDir} já existem e são protegidos por ${PROTECTION[key.protection]}; --passphrase vale só para dados novos. Inicie sem essa opção, ou com outros dados (--data PASTA).`,
    );
  };
}

async function listen(
  { station, rescued }: { station: Station | null; rescued: Rescue | null },
  { dataDir, port, log }: { dataDir: string; port?: number; log: Logger },
): Promise<BrowserHost<Session>> {
  const kept = await recall(dataDir).catch((error: unknown) => {
    // A disk that is full or cannot be written is just what the rescue page is to say.
    if (rescued) return forNow();
    throw error;
  });
  const host = await openBrowserHost({
    station,
    ...(rescued ? { rescue: rescued.answer } : {}),
    pages: rendererPages(screens()),
    port: port || kept.port,
    secret: kept.secret,
    log,
  });
  if (host.port === kept.port) return host;
  await remember(dataDir, { ...kept, port: host.port }).catch((error: unknown) => {
    if (!rescued) throw error;
    log.error('address.not-kept', error);
  });
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

/** What is said at the console today stays there; the page with the ways is said beside it. */
async function announceTrouble({
  host,
  error,
  dataDir,
  options,
  log,
}: {
  host: BrowserHost<Session>;
  error: unknown;
  dataDir: string;
  options: HostOptions;
  log: Logger;
}): Promise<void> {
  log.error('not-opened', error);
  const message = messageOf(storageRefusal(dataDir, error));
  process.stderr.write(`${message}\n`);
  if (options.readyJson) {
    const { port, origin } = host;
    say(JSON.stringify({ ready: false, message, port, origin, address: host.address(), dataDir }));
    return;
  }
  say(`O que fazer está em ${host.address()}`);
  if (options.open && !(await openBrowser(host.address(1)))) say('Abra esse endereço no navegador deste computador.');
  say('Ctrl+C encerra.');
}

async function announce({
  host,
  key,
  dataDir,
  options,
}: {
  host: BrowserHost<Session>;
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
function stopOnSignal(stop: () => Promise<number>): void {
  let stopping = false;
  const onSignal = () => {
    if (stopping) process.exit(130);
    stopping = true;
    setTimeout(() => process.exit(1), 5_000).unref();
    stop().then(
      (code) => process.exit(code),
      (error: unknown) => fail(error),
    );
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  process.on('SIGHUP', onSignal);
}

function fail(error: unknown): never {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exit(1);
}

/** Typed errors speak for themselves; any other is a defect and shows its stack. */
function messageOf(error: unknown): string {
  if (error instanceof HostError) return error.message;
  const code = (error as { code?: unknown })?.code;
  return `A estação não pôde ser aberta (${typeof code === 'string' ? code : 'erro'}).\n${stackOf(error)}`;
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

try {
  await start(parseHostOptions(process.argv.slice(2)));
} catch (error) {
  fail(error);
}
