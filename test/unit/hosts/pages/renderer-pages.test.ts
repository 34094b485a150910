import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentSecurityPolicy } from '#main/hosts/pages/page-security.ts';
import { fileOf, rendererPages } from '#main/hosts/pages/renderer-pages.ts';

describe('fileOf', () => {
  test.each([
    ['/', 'index.html'],
    ['/chamados/018f', 'index.html'],
    ['/assets/app-1a2b.js', 'assets/app-1a2b.js'],
    ['//assets//app.js', 'assets/app.js'],
    ['/assets/caf%C3%A9.svg', 'assets/café.svg'],
  ])('%s names %s', (path, file) => {
    expect(fileOf(path)).toBe(file);
  });

  test.each([
    '/../station.db',
    '/assets/../../station.key',
    '/%2e%2e/station.key',
    '/assets/%2e%2e%2f%2e%2e%2fstation.key.json',
    '/..%5c..%5cstation.key.json',
    '/assets\\..\\x.js',
    '/x.js%00.html',
    '/C:/windows/x.json',
    '/.git/config.json',
    '/%E0%A4%A',
    'assets/app.js',
    '',
  ])('refuses %s', (path) => {
    expect(fileOf(path)).toBeNull();
  });
});

describe('rendererPages', () => {
  let home: string;
  let pages: ReturnType<typeof rendererPages>;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'prumo-pages-'));
    const root = join(home, 'renderer');
    await mkdir(join(root, 'assets'), { recursive: true });
    await writeFile(
      join(root, 'index.html'),
      '<meta property="csp-nonce" nonce="__CSP_NONCE__"><style nonce="__CSP_NONCE__">',
    );
    await writeFile(join(root, 'assets', 'app-1.js'), 'export {}');
    await writeFile(join(root, 'program.exe'), 'MZ');
    await writeFile(join(home, 'secret.json'), '{}');
    await symlink(join(home, 'secret.json'), join(root, 'link.json'));
    pages = rendererPages(root);
  });
  afterAll(() => rm(home, { recursive: true }));

  test('puts one fresh nonce into the page and its policy, and keeps the page out of every cache', async () => {
    const first = await pages('/');
    const second = await pages('/chamados/novo');
    const nonce = /nonce="([^"]+)"/.exec(first.body.toString())?.[1] ?? '';
    expect(nonce).toHaveLength(24);
    expect(first.body.toString()).not.toContain('__CSP_NONCE__');
    expect(first.headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}'`);
    expect(second.headers['content-security-policy']).not.toContain(nonce);
    expect(first.headers['cache-control']).toBe('no-store');
    expect(first.headers['content-type']).toBe('text/html; charset=utf-8');
  });

  test('serves a hashed asset for good, with its own type', async () => {
    const page = await pages('/assets/app-1.js');
    expect(page.status).toBe(200);
    expect(page.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(page.headers['cache-control']).toContain('immutable');
    expect(page.headers['x-content-type-options']).toBe('nosniff');
  });

  test.each([
    ['a file that is not there', '/assets/none.js'],
    ['a path out of the root', '/../secret.json'],
    ['a link out of the root', '/link.json'],
    ['a kind of file the screens do not have', '/program.exe'],
    ['a directory with a dot in its path', '/assets/app-1.js/more.js'],
    ['a name longer than any file has', `/${'a'.repeat(5000)}.js`],
  ])('answers 404 for %s', async (_what, path) => {
    expect((await pages(path)).status).toBe(404);
  });
});

describe('contentSecurityPolicy', () => {
  test('has no unsafe source and starts from nothing', () => {
    const policy = contentSecurityPolicy({ nonce: 'abc' });
    expect(policy).not.toContain('unsafe');
    expect(policy).not.toContain('*');
    expect(policy.startsWith(`default-src 'none'`)).toBe(true);
  });

  test('lets only the page that asks for a passphrase send a form', () => {
    expect(contentSecurityPolicy({})).toContain(`form-action 'none'`);
    expect(contentSecurityPolicy({ formsToSelf: true })).toContain(`form-action 'self'`);
  });
});
