/** Gives each window of the station its port to the contract, and nobody else. */

import type { AnyRouter } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { type IpcMain, type IpcMainEvent, MessageChannelMain, type WebContents } from 'electron';
import type { Logger } from '../../log/logger.ts';
import { channels } from './channels.ts';
import { isOwn } from './origin.ts';

export interface PortsOptions<Session> {
  router: AnyRouter;
  newSession: () => Session;
  /** Whether these contents are a window of the station; made by the host, not claimed by the page. */
  isStationWindow: (contents: WebContents) => boolean;
  log: Logger;
}

/** A window keeps its session over reloads, and each reload gets a new port. */
export function handOutPorts<Session>(ipc: IpcMain, options: PortsOptions<Session>): void {
  const { router, newSession, isStationWindow, log } = options;
  const handler = new RPCHandler<{ session: Session }>(router);
  const sessions = new WeakMap<WebContents, Session>();

  ipc.on(channels.port, (event) => {
    if (!isHonest(event, isStationWindow)) {
      log.warn('port.refused');
      return;
    }
    const session = sessions.get(event.sender) ?? newSession();
    sessions.set(event.sender, session);
    const { port1, port2 } = new MessageChannelMain();
    handler.upgrade(port1, { context: { session } });
    port1.start();
    event.sender.postMessage(channels.port, null, [port2]);
    log.info('port.handed');
  });
}

function isHonest(event: IpcMainEvent, isStationWindow: (contents: WebContents) => boolean): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame === event.sender.mainFrame && isOwn(frame.url) && isStationWindow(event.sender);
}
