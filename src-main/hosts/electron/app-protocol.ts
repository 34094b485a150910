import { type Protocol, protocol } from 'electron';
import { type Page, plainPage } from '../pages/renderer-pages.ts';
import { isOwn, SCHEME } from './origin.ts';

/** Before the application is ready: `app:` is a secure origin with storage of its own, and nothing more. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Answers the form of the passphrase page; `null` for what is not its business. */
export type FormAnswer = (request: Request) => Promise<Page | null>;

/**
 * Serves the built screens to the window.
 * @param target the protocol of the window's session
 * @param form asked first, for the page that has a form
 */
export function serveScreens(target: Protocol, pages: (path: string) => Promise<Page>, form: FormAnswer): void {
  target.handle(SCHEME, async (request) => {
    const page = await answer(request, pages, form);
    return new Response(request.method === 'HEAD' ? null : new Uint8Array(page.body), {
      status: page.status,
      headers: page.headers,
    });
  });
}

async function answer(request: Request, pages: (path: string) => Promise<Page>, form: FormAnswer): Promise<Page> {
  if (!isOwn(request.url)) return plainPage(404, 'Não há nada neste endereço.');
  const answered = await form(request);
  if (answered) return answered;
  if (request.method !== 'GET' && request.method !== 'HEAD') return plainPage(405, 'Método não aceito.');
  return pages(new URL(request.url).pathname);
}
