/**
 * Stands in for the `electron` module where its runtime cannot be had: just the members that the Electron host uses,
 * each held to its real type, and a record of what was asked of them. The real bundles run on it.
 */
import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type Electron from 'electron';

/** What the host did so far, for the test to look at. */
export const record = {
  paths: {} as Record<string, string>,
  schemes: [] as Electron.CustomScheme[],
  windows: [] as StandInWindow[],
  sandboxed: false,
  spellChecker: { languages: [] as string[], dictionaries: '' },
  menu: 'unset' as 'unset' | 'none' | 'some',
  errorBoxes: [] as string[],
  shortcuts: new Map<string, () => void>(),
  permissionRequest: null as Parameters<Electron.Session['setPermissionRequestHandler']>[0],
  permissionCheck: null as Parameters<Electron.Session['setPermissionCheckHandler']>[0],
  device: null as Parameters<Electron.Session['setDevicePermissionHandler']>[0],
  handler: null as ((request: Request) => Response | Promise<Response>) | null,
};

/** What the test chooses before the host starts. */
const chosen = {
  instance: process.env.STAND_IN_SECOND_INSTANCE !== '1',
  keychain: process.env.STAND_IN_KEYCHAIN ?? 'gnome_libsecret',
  shortcutTaken: process.env.STAND_IN_SHORTCUT_TAKEN === '1',
};

class StandInApp extends EventEmitter {
  isPackaged = false;
  private quitting = false;
  setPath: Electron.App['setPath'] = (name, path) => {
    record.paths[name] = path;
  };
  requestSingleInstanceLock: Electron.App['requestSingleInstanceLock'] = () => chosen.instance;
  enableSandbox: Electron.App['enableSandbox'] = () => {
    record.sandboxed = true;
  };
  whenReady: Electron.App['whenReady'] = async () => {};
  exit: Electron.App['exit'] = (code) => process.exit(code);
  /** As the real one: first the windows, then `will-quit`, which may put the end off. */
  quit: Electron.App['quit'] = () => {
    if (this.quitting) return;
    this.quitting = true;
    for (const window of [...record.windows]) window.close();
    let prevented = false;
    this.emit('will-quit', {
      preventDefault: () => {
        prevented = true;
      },
    });
    if (!prevented) process.exit(0);
  };
}
export const app = new StandInApp();

export class StandInContents extends EventEmitter {
  id = 0;
  mainFrame = { url: '' };
  windowOpen: Parameters<Electron.WebContents['setWindowOpenHandler']>[0] | null = null;
  /** What the host sent: channel, arguments, and the renderer's ends of ports. */
  sent: { channel: string; args: unknown[]; ports: MessagePort[] }[] = [];

  getURL: Electron.WebContents['getURL'] = () => this.mainFrame.url;
  setWindowOpenHandler: Electron.WebContents['setWindowOpenHandler'] = (handler) => {
    this.windowOpen = handler;
  };
  send: Electron.WebContents['send'] = (channel, ...args) => {
    this.deliver({ channel, args, ports: [] });
  };
  postMessage: Electron.WebContents['postMessage'] = (channel, message, transfer = []) => {
    this.deliver({ channel, args: [message], ports: transfer.map((port) => (port as unknown as StandInPort).port) });
  };

  private deliver(message: { channel: string; args: unknown[]; ports: MessagePort[] }): void {
    this.sent.push(message);
    this.emit('stand-in-sent', message);
  }
}

export class StandInWindow extends EventEmitter {
  options: Electron.BrowserWindowConstructorOptions;
  webContents = new StandInContents();
  bounds: Electron.Rectangle;
  maximized = false;
  shown = 0;
  focused = 0;
  reloads = 0;

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super();
    this.options = options;
    const { x = 40, y = 40, width = 800, height = 600 } = options;
    this.bounds = { x, y, width, height };
    record.windows.push(this);
    this.webContents.id = record.windows.length;
    app.emit('web-contents-created', {}, this.webContents);
  }

  loadURL: Electron.BrowserWindow['loadURL'] = async (url) => {
    this.webContents.mainFrame.url = url;
    const response = await record.handler?.(new Request(url));
    if (!response?.ok) throw new Error(`ERR_FAILED loading ${url}`);
    this.emit('ready-to-show');
    this.emit('stand-in-loaded', await response.text());
  };
  show: Electron.BrowserWindow['show'] = () => {
    this.shown += 1;
  };
  focus: Electron.BrowserWindow['focus'] = () => {
    this.focused += 1;
  };
  maximize: Electron.BrowserWindow['maximize'] = () => {
    this.maximized = true;
  };
  restore: Electron.BrowserWindow['restore'] = () => {};
  reload: Electron.BrowserWindow['reload'] = () => {
    this.reloads += 1;
  };
  isMinimized: Electron.BrowserWindow['isMinimized'] = () => false;
  isMaximized: Electron.BrowserWindow['isMaximized'] = () => this.maximized;
  getNormalBounds: Electron.BrowserWindow['getNormalBounds'] = () => this.bounds;
  close: Electron.BrowserWindow['close'] = () => {
    this.emit('close');
    this.emit('closed');
    record.windows.splice(record.windows.indexOf(this), 1);
    if (record.windows.length === 0) app.emit('window-all-closed');
  };
}
export const BrowserWindow = StandInWindow;

class StandInPort extends EventEmitter {
  port: MessagePort;
  constructor(port: MessagePort) {
    super();
    this.port = port;
    port.on('message', (data) => this.emit('message', { data, ports: [] }));
    port.on('close', () => this.emit('close'));
  }
  postMessage: Electron.MessagePortMain['postMessage'] = (message) => this.port.postMessage(message);
  start: Electron.MessagePortMain['start'] = () => this.port.start();
  close: Electron.MessagePortMain['close'] = () => this.port.close();
}

export class MessageChannelMain {
  port1: StandInPort;
  port2: StandInPort;
  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port1 = new StandInPort(port1);
    this.port2 = new StandInPort(port2);
    // Only the host's end is read here; the other one goes to the page as it is.
    port2.removeAllListeners();
  }
}

export const ipcMain = new EventEmitter();

export const protocol = {
  registerSchemesAsPrivileged(schemes) {
    record.schemes.push(...schemes);
  },
  handle(_scheme, handler) {
    record.handler = handler as NonNullable<typeof record.handler>;
  },
} satisfies Partial<Electron.Protocol>;

class StandInSession extends EventEmitter {
  setPermissionRequestHandler: Electron.Session['setPermissionRequestHandler'] = (handler) => {
    record.permissionRequest = handler;
  };
  setPermissionCheckHandler: Electron.Session['setPermissionCheckHandler'] = (handler) => {
    record.permissionCheck = handler;
  };
  setDevicePermissionHandler: Electron.Session['setDevicePermissionHandler'] = (handler) => {
    record.device = handler;
  };
  setDisplayMediaRequestHandler: Electron.Session['setDisplayMediaRequestHandler'] = () => {};
  setSpellCheckerDictionaryDownloadURL: Electron.Session['setSpellCheckerDictionaryDownloadURL'] = (url) => {
    record.spellChecker.dictionaries = url;
  };
  setSpellCheckerLanguages: Electron.Session['setSpellCheckerLanguages'] = (languages) => {
    record.spellChecker.languages = languages;
  };
}
export const session = { defaultSession: new StandInSession() };

/** The keychain: encrypts by turning the bits round, so that nothing lies there in clear. */
export const safeStorage = {
  isAsyncEncryptionAvailable: async () => chosen.keychain !== 'none',
  getSelectedStorageBackend: () => chosen.keychain as ReturnType<Electron.SafeStorage['getSelectedStorageBackend']>,
  encryptStringAsync: async (text) => Buffer.from(text).map((byte) => byte ^ 0xff) as Buffer<ArrayBuffer>,
  decryptStringAsync: async (encrypted) => ({
    result: Buffer.from(encrypted.map((byte) => byte ^ 0xff)).toString(),
    shouldReEncrypt: false,
  }),
} satisfies Partial<Electron.SafeStorage>;

export const globalShortcut = {
  register(accelerator, callback) {
    if (!chosen.shortcutTaken) record.shortcuts.set(accelerator, callback);
    return !chosen.shortcutTaken;
  },
  unregisterAll: () => record.shortcuts.clear(),
} satisfies Partial<Electron.GlobalShortcut>;

export const dialog = {
  showErrorBox(_title, content) {
    record.errorBoxes.push(content);
    process.send?.({ event: 'error-box', content });
  },
  showMessageBox: async () => ({ response: 0, checkboxChecked: false }),
} satisfies Partial<Electron.Dialog>;

export const Menu = {
  setApplicationMenu(menu: Electron.Menu | null) {
    record.menu = menu === null ? 'none' : 'some';
  },
  buildFromTemplate: () => ({}) as Electron.Menu,
} satisfies Partial<Record<keyof typeof Electron.Menu, unknown>>;

export const screen = {
  getAllDisplays: () =>
    [{ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }] as ReturnType<Electron.Screen['getAllDisplays']>,
} satisfies Partial<Electron.Screen>;
