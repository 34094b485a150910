import { BrowserWindow, type Rectangle, screen } from 'electron';
import type { Logger } from '../../log/logger.ts';
import { ORIGIN } from './origin.ts';
import { MIN_SIZE, placeWindow, readWindowState, type WindowState, writeWindowState } from './window-state.ts';

const SAVE_AFTER_MS = 400;
/** A page that dies again this soon is not brought back by itself. */
const TOO_SOON_MS = 10_000;

export interface StationWindow {
  readonly window: BrowserWindow;
  /** Shows the screens; apart from making the window, so that its maker can tell it from others before it speaks. */
  load(): Promise<void>;
  /** Brings it to the front. */
  show(): void;
  /** Ends once the last place of the window is on disk. */
  saved(): Promise<void>;
}

export interface StationWindowOptions {
  preload: string;
  /** Where its place on the screen is kept. */
  statePath: string;
  log: Logger;
}

export async function openStationWindow({ preload, statePath, log }: StationWindowOptions): Promise<StationWindow> {
  const state = await readWindowState(statePath);
  const window = new BrowserWindow({
    ...placeWindow(
      state,
      screen.getAllDisplays().map((display) => display.workArea),
    ),
    minWidth: MIN_SIZE.width,
    minHeight: MIN_SIZE.height,
    title: 'Prumo',
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: true,
    },
  });
  if (state.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  const saved = keepState(window, { statePath, log });
  reviveOnce(window, log);
  return {
    window,
    load: () => window.loadURL(`${ORIGIN}/`),
    show() {
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
    saved,
  };
}

/** Saves a moment after the last move, and when the window closes. */
function keepState(window: BrowserWindow, { statePath, log }: { statePath: string; log: Logger }): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();
  const save = () => {
    clearTimeout(timer);
    timer = undefined;
    const state: WindowState = { bounds: whole(window.getNormalBounds()), maximized: window.isMaximized() };
    writing = writing
      .then(() => writeWindowState(statePath, state))
      .catch((error: unknown) => log.error('window-state.unsaved', error));
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(save, SAVE_AFTER_MS);
  };
  window.on('resize', later);
  window.on('move', later);
  window.on('maximize', later);
  window.on('unmaximize', later);
  window.on('close', save);
  return () => {
    if (timer) save();
    return writing;
  };
}

function whole({ x, y, width, height }: Rectangle): Rectangle {
  return { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) };
}

/** What was typed is in the drafts: a page that crashed comes back where it was. */
function reviveOnce(window: BrowserWindow, log: Logger): void {
  let died = Number.NEGATIVE_INFINITY;
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log.error('page.gone', undefined, { reason, exitCode });
    const now = performance.now();
    if (now - died > TOO_SOON_MS) window.reload();
    died = now;
  });
}
