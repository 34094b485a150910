import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ensureBundles } from '../../../../build/bundles.ts';
import { type ElectronHost, startElectronHost } from './stand-in/electron-host.ts';

const BUILD_MS = 180_000;

beforeAll(() => ensureBundles(() => {}), BUILD_MS);

describe('the Electron host', () => {
  let dataDir: string;
  let host: ElectronHost;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'prumo-electron-'));
    host = startElectronHost({ dataDir });
    await host.ready();
  }, BUILD_MS);
  afterAll(async () => {
    await host.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  test('keeps Chromium within the profile, in the sandbox, without a menu', async () => {
    const state = await host.do('state');
    expect(state.paths.userData).toBe(join(dataDir, 'chromium'));
    expect(state.sandboxed).toBe(true);
    if (process.platform !== 'darwin') expect(state.menu).toBe('none');
  });

  test('opens one window that can do nothing but show pages', async () => {
    const { windows } = await host.do('state');
    expect(windows).toHaveLength(1);
    const [window] = windows;
    expect(window?.url).toBe('app://prumo/');
    expect(window?.shown).toBeGreaterThan(0);
    expect(window?.options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
    });
    expect(window?.options.webPreferences?.preload).toMatch(/preload\.cjs$/);
  });

  test('declares its scheme as a secure origin that bypasses no policy', async () => {
    const { schemes } = await host.do('state');
    expect(schemes.map(({ scheme }) => scheme)).toEqual(['app']);
    expect(schemes[0]?.privileges).toMatchObject({ standard: true, secure: true });
    expect(schemes[0]?.privileges).not.toHaveProperty('bypassCSP');
  });

  test('serves the screens under a policy with a nonce and no unsafe source', async () => {
    const page = await host.do('fetch', { url: 'app://prumo/' });
    expect(page.status).toBe(200);
    const policy = page.headers['content-security-policy'] ?? '';
    expect(policy).toMatch(/style-src 'self' 'nonce-[^']+'/);
    expect(policy).not.toContain('unsafe');
    expect(page.headers['cache-control']).toBe('no-store');
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(page.body)?.[1] ?? '';
    expect((await host.do('fetch', { url: `app://prumo${script}` })).status).toBe(200);
    expect((await host.do('fetch', { url: 'app://prumo/chamados/1' })).body).toContain('<div id="root">');
  });

  test.each([
    'app://prumo/..%2f..%2fpackage.json',
    'app://prumo/%2e%2e/main/electron.js',
    'app://prumo/..%5cmain%5celectron.js',
    'app://prumo/assets/none.js',
    'app://other/',
    'app://prumo/frase-senha',
  ])('has nothing at %s', async (url) => {
    expect((await host.do('fetch', { url })).status).not.toBe(url.endsWith('senha') ? 303 : 200);
  });

  test('takes no other method than reading', async () => {
    expect((await host.do('fetch', { url: 'app://prumo/', method: 'POST', body: 'x' })).status).toBe(405);
  });

  test.each(['media', 'geolocation', 'notifications', 'clipboard-read', 'fileSystem', 'openExternal', 'unknown'])(
    'refuses the permission %s',
    async (permission) => {
      expect(await host.do('requestPermission', { permission, from: 'app://prumo/' })).toBe(false);
      expect(await host.do('checkPermission', { permission, from: 'app://prumo' })).toBe(false);
    },
  );

  test('lets its own page copy, and no other', async () => {
    const permission = 'clipboard-sanitized-write';
    expect(await host.do('requestPermission', { permission, from: 'app://prumo/' })).toBe(true);
    expect(await host.do('requestPermission', { permission, from: 'https://evil.example/' })).toBe(false);
    expect(await host.do('deviceAllowed')).toBe(false);
  });

  test.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('stays in the station on %s', async (event) => {
    expect(await host.do('navigate', { event, url: 'https://evil.example/' })).toBe(true);
    expect(await host.do('navigate', { event, url: 'file:///etc/passwd' })).toBe(true);
    expect(await host.do('navigate', { event, url: 'app://prumo/chamados' })).toBe(false);
  });

  test('opens no other window and no webview', async () => {
    expect(await host.do('openWindow', { url: 'https://evil.example/' })).toEqual({ action: 'deny' });
    expect(await host.do('openWindow', { url: 'app://prumo/' })).toEqual({ action: 'deny' });
    expect(await host.do('navigate', { event: 'will-attach-webview', url: 'app://prumo/' })).toBe(true);
  });

  test('checks spelling in Portuguese without fetching a dictionary', async () => {
    const { spellChecker } = await host.do('state');
    expect(spellChecker).toEqual({ languages: ['pt-BR'], dictionaries: 'app://prumo/dictionaries/' });
  });

  test('hands the page one port, over which the contract answers, and nothing else', async () => {
    expect(await host.do('preloadExposes')).toEqual([]);
    expect(await host.do('watchStation')).toMatchObject({ phase: 'first-run', keyProtection: 'keychain' });
  });

  test.each(['other-window', 'sub-frame', 'gone-frame', 'foreign-page'] as const)(
    'gives no port to %s',
    async (who) => {
      const { ports, heard } = await host.do('askAs', { who });
      expect(ports).toBe(0);
      expect(heard).toEqual([{ kind: 'prumo-ready' }]);
    },
  );

  test('tells the page of the shortcut for a new call, whatever program is in front', async () => {
    const { shortcuts } = await host.do('state');
    expect(shortcuts).toEqual(['CommandOrControl+Alt+L']);
    const heard = await host.do('pressShortcut', { accelerator: 'CommandOrControl+Alt+L' });
    expect(heard).toContainEqual({ kind: 'prumo-event', event: 'new-call' });
    expect((await host.do('state')).windows[0]?.focused).toBeGreaterThan(0);
  });

  test('comes to the front when it is started a second time', async () => {
    const before = (await host.do('state')).windows[0]?.focused ?? 0;
    await host.do('secondInstance');
    expect((await host.do('state')).windows[0]?.focused).toBe(before + 1);
  });

  test('brings a page back that crashed, but not one that crashes again at once', async () => {
    await host.do('pageDies');
    await host.do('pageDies');
    expect((await host.do('state')).windows[0]?.reloads).toBe(1);
  });
});

describe('over starts', () => {
  let dataDir: string;
  let running: ElectronHost[];
  const start = (settings: { args?: string[]; env?: Record<string, string> } = {}) => {
    const host = startElectronHost({ dataDir, ...settings });
    running.push(host);
    return host;
  };

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'prumo-electron-'));
    running = [];
  });
  afterEach(async () => {
    for (const host of running) host.kill();
    await Promise.all(running.map((host) => host.ended()));
    await rm(dataDir, { recursive: true, force: true });
  });

  test('the window is where it was', async () => {
    const bounds = { x: 100, y: 120, width: 1100, height: 700 };
    const first = start();
    await first.ready();
    await first.do('moveWindow', bounds);
    expect(await first.stop()).toBe(0);
    const second = start();
    await second.ready();
    expect((await second.do('state')).windows[0]?.options).toMatchObject(bounds);
  });

  test('the key in the keychain opens the data again', async () => {
    const first = start();
    await first.ready();
    await first.do('closeWindow');
    expect(await first.ended()).toBe(0);
    const kept = JSON.parse(await readFile(join(dataDir, 'station.key.json'), 'utf8'));
    expect(kept.protection).toBe('keychain');
    const second = start();
    await second.ready();
    expect(await second.do('watchStation')).toMatchObject({ keyProtection: 'keychain' });
  });

  test('a second start of the same profile leaves at once', async () => {
    const second = start({ env: { STAND_IN_SECOND_INSTANCE: '1' } });
    expect(await second.ended()).toBe(0);
    expect(second.output()).toContain('já está aberto');
  });

  test('data that a browser host has open are refused in words', async () => {
    const first = start();
    await first.ready();
    const second = start();
    expect(await second.ended()).toBe(1);
    expect(second.output()).toMatch(/já estão abertos por outra estação \(na janela do Prumo, processo \d+/);
  });

  test('a keychain that does not protect is not used: a passphrase is asked for in a window without scripts', async () => {
    const host = start({ env: { STAND_IN_KEYCHAIN: 'basic_text' } });
    const ask = 'app://prumo/frase-senha';
    await expect.poll(async () => (await host.do('state')).windows[0]?.url).toBe(ask);
    const { options } = (await host.do('state')).windows[0] ?? {};
    expect(options?.webPreferences).toMatchObject({ sandbox: true, javascript: false });
    expect(options?.webPreferences).not.toHaveProperty('preload');

    const form = await host.do('fetch', { url: ask });
    expect(form.headers['content-security-policy']).toContain(`form-action 'self'`);
    const ticket = /name="ticket" value="(\w+)"/.exec(form.body)?.[1] ?? '';
    const answer = (passphrase: string, again: string, by = ticket) =>
      host.do('fetch', {
        url: ask,
        method: 'POST',
        body: new URLSearchParams({ ticket: by, passphrase, again }).toString(),
      });
    expect((await answer('uma frase longa', 'uma frase longa', 'forged')).status).toBe(403);
    expect((await answer('uma frase longa', 'outra frase')).body).toContain('não são iguais');
    expect((await answer('uma frase longa', 'uma frase longa')).body).toContain('Abrindo os dados');
    await host.ready();
    expect(await host.do('watchStation')).toMatchObject({ keyProtection: 'passphrase' });
    expect((await host.do('state')).windows).toHaveLength(1);
  });

  test('closing the window that asks for the passphrase gives the start up', async () => {
    const host = start({ env: { STAND_IN_KEYCHAIN: 'none' } });
    await expect.poll(async () => (await host.do('state')).windows.length).toBe(1);
    await host.do('closeWindow');
    expect(await host.ended()).toBe(1);
    expect(host.output()).toContain('frase-senha');
  });

  test('data that do not open are shown why in a window without scripts, which opens the station once they do', async () => {
    const first = start();
    await first.ready();
    expect(await first.stop()).toBe(0);
    const key = join(dataDir, 'station.key.json');
    await rename(key, `${key}.fora`);
    const host = start();
    const address = 'app://prumo/';
    await expect.poll(async () => (await host.do('state')).windows[0]?.url).toBe(address);
    const { options } = (await host.do('state')).windows[0] ?? {};
    expect(options?.webPreferences).toMatchObject({ sandbox: true, javascript: false });
    expect(options?.webPreferences).not.toHaveProperty('preload');
    const page = await host.do('fetch', { url: address });
    expect(page.body).toContain('A estação não abriu');
    expect(page.headers['content-security-policy']).toContain(`form-action 'self'`);
    const diagnosis = await host.do('fetch', { url: 'app://prumo/recuperar/diagnostico.txt' });
    expect(diagnosis.body).toContain('Por que não abriu: key-missing');

    await rename(`${key}.fora`, key);
    const ticket = /name="ticket" value="(\w+)"/.exec(page.body)?.[1] ?? '';
    const body = new URLSearchParams({ ticket, way: 'again' }).toString();
    const sent = await host.do('fetch', { url: 'app://prumo/recuperar', method: 'POST', body });
    expect(sent.body).toContain('Abrindo a estação');
    await host.ready();
    expect(await host.do('watchStation')).toMatchObject({ keyProtection: 'keychain' });
    expect((await host.do('state')).windows).toHaveLength(1);
  });

  test('the shortcut is the one in the settings, and one that is taken is said', async () => {
    await writeFile(join(dataDir, 'settings.json'), '{"newCallShortcut":"F9"}');
    const host = start();
    await host.ready();
    expect((await host.do('state')).shortcuts).toEqual(['F9']);
    await host.stop();
    const other = start({ env: { STAND_IN_SHORTCUT_TAKEN: '1' } });
    await other.ready();
    expect(other.output()).toContain('O atalho F9');
  });

  test('an unknown flag is refused', async () => {
    const host = start({ args: ['--dmeo'] });
    expect(await host.ended()).toBe(1);
    expect(host.output()).toContain('Opção desconhecida');
  });
});
