/**
 * Runs in the window's isolated world, sandboxed. It hands over one MessagePort and the names of host events, and
 * exposes nothing: the page asks by a message to its own window and is answered the same way
 * (`src-renderer/bridge/host-messages.ts`).
 */
import { ipcRenderer } from 'electron';
import { channels } from './channels.ts';

const { origin } = window.location;

window.addEventListener('message', (message) => {
  if (message.source !== window || message.origin !== origin) return;
  if ((message.data as { kind?: unknown } | null)?.kind === 'prumo-ready') ipcRenderer.postMessage(channels.port, null);
});

ipcRenderer.on(channels.port, (event) => {
  window.postMessage({ kind: 'prumo-port' }, origin, event.ports);
});

ipcRenderer.on(channels.event, (_event, name: unknown) => {
  if (name === 'new-call') window.postMessage({ kind: 'prumo-event', event: name }, origin);
});
