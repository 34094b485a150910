/**
 * The Electron host's program. Composition root, in phases: the profile and the single instance; the scheme; once the
 * application is ready, the locks, the key, the station, the window and its port; the shortcut.
 */
import { join } from 'node:path';
import { app, dialog, globalShortcut, ipcMain, Menu, protocol, safeStorage, session } from 'electron';
import manifest from '../../../package.json' with { type: 'json' };
import { logFile } from '../../log/log-file.ts';
import { createLogger, type Logger } from '../../log/logger.ts';
import { demoWords } from '../demo-words.ts';
import { forgetHolder, inUse, noteHolder, saysLocked } from '../holder.ts';
import { HostError } from '../host-error.ts';
import { type HostOptions, parseHostOptions } from '../host-options.ts';
import { type KeyWays, type OpenedKey, openKey } from '../keys/open-key.ts';
import { sayOpening } from '../opening-words.ts';
import { rendererPages } from '../pages/renderer-pages.ts';
import { defaultDataDir, openDataDir, profileFiles } from '../profile.ts';
import { type Rescue, rescue } from '../rescue/rescue.ts';
import { troubleOf } from '../rescue/trouble.ts';
import { stationOpener } from '../station-opener.ts';
import { storageRefusal } from '../storage-refusal.ts';
import { declareScheme, serveScreens } from './app-protocol.ts';
import { channels, type HostEvent } from './channels.ts';
import { systemKeychain } from './keychain.ts';
import { lockPages, lockSession } from './lock-down.ts';
import { type PassphraseWindow, passphraseWindow } from './passphrase-window.ts';
import { type RescueWindow, rescueWindow } from './rescue-window.ts';
import { readSettings } from './settings.ts';
import { handOutPorts } from './station-ports.ts';
import { openStationWindow, type StationWindow } from './station-window.ts';

const out = join(import.meta.dirname, '..');

async function start(options: HostOptions): Promise<void> {
  // Tells `npm start` that the runtime works: what goes wrong from here on is said here.
  if (options.readyJson) process.stdout.write('{"starting":true}\n');
  const dataDir = openDataDir(options.data ?? defaultDataDir({ demo: options.demo }));
  const files = profileFiles(dataDir);
  const log = createLogger({ write: logFile(files.log), clock: Date.now });
  app.setPath('userData', files.chromium);
  if (!app.requestSingleInstanceLock()) {
    process.stdout.write('O Prumo já está aberto com estes dados: a janela dele foi trazida para a frente.\n');
    app.exit(0);
    return;
  }
  app.enableSandbox();
  declareScheme();
  lockPages(app, log.sub('electron'));
  await app.whenReady();

  lockSession(session.defaultSession, log.sub('electron'));
  Menu.setApplicationMenu(process.platform === 'darwin' ? Menu.buildFromTemplate(MAC_MENU) : null);
  const passphrase = passphraseWindow();
  const standIn: { rescue: Rescue | null; window: RescueWindow | null } = { rescue: null, window: null };
  serveScreens(
    protocol,
    rendererPages(join(out, 'renderer')),
    async (request) => (await passphrase.form(request)) ?? (await standIn.window?.form(request)) ?? null,
  );

  const fromEnvironment = process.env.PRUMO_PASSPHRASE;
  delete process.env.PRUMO_PASSPHRASE;
  const sayProgress = sayOpening((line) => process.stderr.write(`${line}\n`));
  const open = stationOpener({
    dataDir,
    openKey: (askOnPage) => unlock(dataDir, { passphrase, options, fromEnvironment, askOnPage }),
    version: manifest.version,
    sampleData: options.demo,
    onProgress: (...progress) => {
      sayProgress(...progress);
      standIn.rescue?.tell(...progress);
    },
    log,
  });
  const { key, station } = await open().catch(async (error: unknown) => {
    if (saysLocked(error)) throw await inUse(dataDir, error);
    const trouble = troubleOf(error);
    // Whoever closes the window that asks for the passphrase gives the start up.
    if (trouble === null || trouble.code.startsWith('passphrase-')) throw storageRefusal(dataDir, error);
    process.stderr.write(`${messageOf(storageRefusal(dataDir, error))}\n`);
    log.error('not-opened', error);
    const rescued = rescue({ dataDir, version: manifest.version, trouble, open, log: log.sub('host') });
    standIn.rescue = rescued;
    standIn.window = rescueWindow(rescued, () => app.exit(1));
    passphrase.close();
    await standIn.window.show();
    return rescued.opened;
  });
  await noteHolder(dataDir, { pid: process.pid, host: 'electron', origin: null, since: new Date().toISOString() });

  const opened: { window: StationWindow | null } = { window: null };
  closeInOrder(async () => {
    globalShortcut.unregisterAll();
    await opened.window?.saved();
    await station.close();
    await forgetHolder(dataDir);
  }, log);
  handOutPorts(ipcMain, {
    router: station.router,
    newSession: () => station.newSession(),
    isStationWindow: (contents) => contents === opened.window?.window.webContents,
    log: log.sub('electron'),
  });
  opened.window = await openStationWindow({
    preload: join(out, 'preload', 'preload.cjs'),
    statePath: files.window,
    log: log.sub('electron'),
  });
  standIn.window?.close();
  await opened.window.load();
  passphrase.close();
  app.on('second-instance', () => opened.window?.show());
  app.on('window-all-closed', () => app.quit());

  const { newCallShortcut } = await readSettings(files.settings, log);
  if (newCallShortcut !== null) listenForNewCall(newCallShortcut, { window: opened.window, log });
  log.info('ready', { version: manifest.version, protection: key.protection, fresh: key.fresh });
  if (options.demo) process.stdout.write(`${demoWords()}\n`);
  if (options.readyJson) process.stdout.write(`${JSON.stringify({ ready: true, dataDir })}\n`);
}

async function unlock(
  dataDir: string,
  {
    passphrase,
    options,
    fromEnvironment,
    askOnPage,
  }: {
    passphrase: PassphraseWindow;
    options: HostOptions;
    fromEnvironment: string | undefined;
    askOnPage: KeyWays['askPassphrase'] | null;
  },
): Promise<OpenedKey> {
  const keychain = await systemKeychain(safeStorage);
  let given = fromEnvironment ?? null;
  const key = await openKey(dataDir, {
    keychain,
    async askPassphrase(question) {
      if (askOnPage) return askOnPage(question);
      if (given === null) return passphrase.ask(question);
      const answer = given;
      given = null;
      return answer;
    },
    protectNewBy: options.passphrase || keychain === null ? 'passphrase' : 'keychain',
  });
  for (const warning of key.warnings) {
    await dialog.showMessageBox({ type: 'warning', title: 'Prumo', message: warning });
  }
  return key;
}

function listenForNewCall(accelerator: string, { window, log }: { window: StationWindow; log: Logger }): void {
  const event: HostEvent = 'new-call';
  const heard = () => {
    window.show();
    window.window.webContents.send(channels.event, event);
  };
  try {
    if (globalShortcut.register(accelerator, heard)) return;
    log.warn('shortcut.taken');
  } catch (error) {
    log.error('shortcut.invalid', error);
  }
  process.stderr.write(`O atalho ${accelerator} para "Nova ligação" não pôde ser registrado; veja settings.json.\n`);
}

/** The station is closed before the process ends, whatever asked it to end. */
function closeInOrder(close: () => Promise<void>, log: Logger): void {
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    closed = true;
    close().then(
      () => app.exit(0),
      (error: unknown) => {
        log.error('close.failed', error);
        app.exit(1);
      },
    );
  });
  process.on('SIGINT', () => app.quit());
  process.on('SIGTERM', () => app.quit());
}

function fail(error: unknown): void {
  const message = messageOf(error);
  process.stderr.write(`${message}\n`);
  if (!(error instanceof HostError)) process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  dialog.showErrorBox('Prumo', message);
  app.exit(1);
}

function messageOf(error: unknown): string {
  if (error instanceof HostError) return error.message;
  const code = (error as { code?: unknown })?.code;
  return `A estação não pôde ser aberta (${typeof code === 'string' ? code : 'erro'}).`;
}

const MAC_MENU: Parameters<typeof Menu.buildFromTemplate>[0] = [
  { role: 'appMenu' },
  { role: 'editMenu' },
  { role: 'windowMenu' },
];

/** Switches of Electron and Chromium may stand between ours; under `electron .` the application's path comes first. */
function ownArguments(): string[] {
  const ours = process.argv.slice(1).filter((argument) => !CHROMIUM_SWITCH.test(argument));
  return app.isPackaged ? ours : ours.slice(1);
}

const CHROMIUM_SWITCH = /^--(no-sandbox|disable-gpu|inspect|remote-debugging|password-store|ozone-platform)/;

start(parseHostOptions(ownArguments())).catch(fail);
