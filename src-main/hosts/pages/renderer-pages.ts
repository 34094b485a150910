/**
 * The built screens (`out/renderer`) as answers to requests, for both hosts. A request names a file below the root
 * or it is refused: no path leaves the root, not by `..`, an encoded slash, a backslash, a NUL or a symbolic link.
 */
import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { contentSecurityPolicy, newNonce, securityHeaders, withNonce } from './page-security.ts';

const CONTENT_TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

export interface Page {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/** A page that is only a sentence for a person. */
export function plainPage(status: number, text: string): Page {
  return {
    status,
    headers: {
      ...securityHeaders(contentSecurityPolicy()),
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
    },
    body: Buffer.from(`${text}\n`),
  };
}

/**
 * The file a path names, relative to the root with `/` between its parts; `null` for what is no honest path.
 * A path without an extension is a place inside the application and answers its one page.
 */
export function fileOf(pathname: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (!decoded.startsWith('/') || /[\0\\:]/.test(decoded)) return null;
  const parts = decoded.split('/').filter((part) => part !== '');
  if (parts.some((part) => part.startsWith('.'))) return null;
  const file = parts.join('/');
  return extname(file) === '' ? 'index.html' : file;
}

/**
 * @param root directory of the built screens
 * @returns answers a GET for a path; 404 for what is not there or may not be asked for
 */
export function rendererPages(root: string): (pathname: string) => Promise<Page> {
  const notFound = () => plainPage(404, 'Não há nada neste endereço.');
  return async (pathname) => {
    const file = fileOf(pathname);
    const type = file === null ? undefined : CONTENT_TYPES[extname(file)];
    if (file === null || type === undefined) return notFound();
    const body = await readBelow(root, file);
    if (body === null) return notFound();
    if (extname(file) === '.html') return htmlPage(body.toString('utf8'));
    return {
      status: 200,
      headers: {
        ...securityHeaders(contentSecurityPolicy()),
        'content-type': type,
        // The name of an asset holds the hash of its content.
        'cache-control': file.startsWith('assets/') ? 'private, max-age=31536000, immutable' : 'no-store',
      },
      body,
    };
  };
}

/** An HTML page with a nonce of its own, never kept by a cache. */
export function htmlPage(html: string, { formsToSelf = false, status = 200 } = {}): Page {
  const nonce = newNonce();
  return {
    status,
    headers: {
      ...securityHeaders(contentSecurityPolicy({ nonce, formsToSelf })),
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
    },
    body: Buffer.from(withNonce(html, nonce)),
  };
}

async function readBelow(root: string, file: string): Promise<Buffer | null> {
  try {
    const top = await realpath(root);
    const real = await realpath(join(top, file));
    return real.startsWith(top + sep) ? await readFile(real) : null;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR' || code === 'ENAMETOOLONG') return null;
    throw error;
  }
}
