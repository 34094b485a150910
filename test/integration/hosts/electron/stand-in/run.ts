/**
 * Runs the built Electron host on the stand-in, in a process of its own, and does what the test asks by messages.
 * `node run.ts BUNDLE PRELOAD -- …arguments of the host`
 */
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { app, record, type StandInWindow } from './electron.ts';
import { openPage } from './page.ts';

const [bundle = '', preload = '', , ...hostArguments] = process.argv.slice(2);
const standIn = new URL('./electron.ts', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context),
});

const windowAt = (index: number): StandInWindow => {
  const window = record.windows[index];
  if (!window) throw new Error(`there is no window ${index}`);
  return window;
};

async function fetchPage({ url, method = 'GET', body }: { url: string; method?: string; body?: string }) {
  const response = await record.handler?.(new Request(url, { method, body }));
  if (!response) throw new Error('nothing handles the scheme');
  return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
}

/** Whether the page is kept where it is by the listeners of this event. */
function prevented(index: number, event: string, url: string): boolean {
  let stopped = false;
  windowAt(index).webContents.emit(event, {
    url,
    preventDefault: () => {
      stopped = true;
    },
  });
  return stopped;
}

/** What a test may ask; every answer can be cloned. */
const deeds = {
  state: () => ({
    paths: record.paths,
    schemes: record.schemes,
    sandboxed: record.sandboxed,
    spellChecker: record.spellChecker,
    menu: record.menu,
    shortcuts: [...record.shortcuts.keys()],
    windows: record.windows.map(({ options, shown, focused, reloads, maximized, webContents }) => ({
      options,
      shown,
      focused,
      reloads,
      maximized,
      url: webContents.mainFrame.url,
    })),
  }),
  fetch: fetchPage,
  requestPermission: ({ permission, from }: { permission: string; from: string }) =>
    new Promise<boolean>((resolve) => {
      const contents = { getURL: () => from };
      record.permissionRequest?.(contents as never, permission as never, resolve, {} as never);
    }),
  checkPermission: ({ permission, from }: { permission: string; from: string }) =>
    record.permissionCheck?.(null, permission as never, from, {} as never),
  deviceAllowed: () => record.device?.({} as never),
  navigate: ({ event, url }: { event: string; url: string }) => prevented(0, event, url),
  openWindow: ({ url }: { url: string }) => windowAt(0).webContents.windowOpen?.({ url } as never),
  preloadExposes: () => openPage(windowAt(0), preload).exposed,
  watchStation: async () => {
    const page = openPage(windowAt(0), preload);
    const rpc = await page.connect();
    const views = await rpc.station.watch();
    const { value } = await views.next();
    await views.return?.();
    return value;
  },
  /** A page that asks for a port with another sender than the host's window, or from another frame. */
  askAs: async ({ who }: { who: 'other-window' | 'sub-frame' | 'gone-frame' | 'foreign-page' }) => {
    const window = windowAt(0);
    const { mainFrame } = window.webContents;
    const own = mainFrame.url;
    const asks = {
      'other-window': () => openPage(new (window.constructor as typeof StandInWindow)(), preload, { url: own }),
      'sub-frame': () => openPage(window, preload, { url: own }),
      'gone-frame': () => openPage(window, preload, null),
      'foreign-page': () => {
        mainFrame.url = 'https://evil.example/';
        return openPage(window, preload);
      },
    } as const;
    const before = window.webContents.sent.length;
    const page = asks[who]();
    page.say({ kind: 'prumo-ready' });
    mainFrame.url = own;
    return { ports: window.webContents.sent.length - before, heard: page.heard };
  },
  pressShortcut: ({ accelerator }: { accelerator: string }) => {
    const page = openPage(windowAt(0), preload);
    record.shortcuts.get(accelerator)?.();
    return page.heard;
  },
  secondInstance: () => void app.emit('second-instance', {}, [], ''),
  pageDies: () => void windowAt(0).webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 }),
  moveWindow: (bounds: { x: number; y: number; width: number; height: number }) => {
    windowAt(0).bounds = bounds;
    windowAt(0).emit('move');
  },
  closeWindow: () => windowAt(0).close(),
};

export type Deeds = typeof deeds;

process.on('message', async ({ id, deed, input }: { id: number; deed: keyof Deeds; input: unknown }) => {
  try {
    const value = await (deeds[deed] as (input: unknown) => unknown)(input);
    process.send?.({ id, value: value ?? null });
  } catch (error) {
    process.send?.({ id, problem: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});

process.argv = ['electron', '.', ...hostArguments];
await import(pathToFileURL(bundle).href);
