import { BrowserWindow } from 'electron';
import type { Rescue } from '../rescue/rescue.ts';
import type { FormAnswer } from './app-protocol.ts';
import { ORIGIN } from './origin.ts';

export interface RescueWindow {
  /** For `serveScreens`, as long as the window is open. */
  form: FormAnswer;
  show(): Promise<void>;
  /** Once the station is open. */
  close(): void;
}

/** The window of a station that does not open: no script, no preload. @param onClosed the person gave up */
export function rescueWindow(rescue: Rescue, onClosed: () => void): RescueWindow {
  const window = new BrowserWindow({
    width: 860,
    height: 760,
    title: 'Prumo',
    autoHideMenuBar: true,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false },
  });
  let open = true;
  window.on('closed', () => {
    if (open) onClosed();
    open = false;
  });
  return {
    async form(request) {
      if (!open) return null;
      const fields = new URLSearchParams(request.method === 'POST' ? await request.text() : '');
      return rescue.answer({ method: request.method, pathname: new URL(request.url).pathname, fields });
    },
    show: () => window.loadURL(`${ORIGIN}/`),
    close() {
      open = false;
      window.close();
    },
  };
}
