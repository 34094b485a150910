/** What no page may do, whoever wrote it: leave the station, open windows, ask for the machine's devices, fetch. */
import type { App, Session } from 'electron';
import type { Logger } from '../../log/logger.ts';
import { DIAGNOSIS_PATH } from '../rescue/paths.ts';
import { isOwn, isOwnBlob, ORIGIN } from './origin.ts';

/** Copying the protocol number, and keeping drafts when the disk gets full. Everything else is refused. */
const GRANTED = new Set<string>(['clipboard-sanitized-write', 'persistent-storage']);

export function lockSession(session: Session, log: Logger): void {
  session.setPermissionRequestHandler((contents, permission, callback) => {
    const granted = GRANTED.has(permission) && isOwn(contents.getURL());
    if (!granted) log.warn('permission.refused', { permission });
    callback(granted);
  });
  session.setPermissionCheckHandler(
    (_contents, permission, requestingOrigin) => GRANTED.has(permission) && isOwn(requestingOrigin),
  );
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, callback) => callback({}));
  // What the page made itself the person may save, wherever they say, and the diagnosis; nothing else is ever downloaded.
  session.on('will-download', (event, item) => {
    if (isOwnBlob(item.getURL()) || item.getURL() === ORIGIN + DIAGNOSIS_PATH) return;
    event.preventDefault();
    log.warn('download.refused');
  });
  // Nothing is fetched, not even a dictionary: the address is inside the application and has none.
  session.setSpellCheckerDictionaryDownloadURL(`${ORIGIN}/dictionaries/`);
  session.setSpellCheckerLanguages(['pt-BR']);
}

/** Holds for every page that is ever made, in windows and otherwise. */
export function lockPages(app: App, log: Logger): void {
  app.on('web-contents-created', (_event, contents) => {
    const stay = (event: { preventDefault(): void; url: string }) => {
      if (isOwn(event.url)) return;
      event.preventDefault();
      log.warn('navigation.refused');
    };
    contents.on('will-navigate', stay);
    contents.on('will-frame-navigate', stay);
    contents.on('will-redirect', stay);
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => {
      log.warn('window.refused');
      return { action: 'deny' };
    });
  });
}
