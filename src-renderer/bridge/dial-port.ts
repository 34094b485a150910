import { RPCLink } from '@orpc/client/message-port';
import type { Channel, Dial } from './connection.ts';
import { readHostMessage } from './host-messages.ts';

/** Reaches the Electron host: asks the preload for a MessagePort and waits for it. */
export function dialPort(page: Window): Dial {
  return (signal) =>
    new Promise<Channel>((resolve, reject) => {
      const stop = () => {
        page.removeEventListener('message', hear);
        signal.removeEventListener('abort', giveUp);
      };
      const giveUp = () => {
        stop();
        reject(signal.reason);
      };
      const hear = (message: MessageEvent) => {
        if (message.source !== page) return;
        const read = readHostMessage(message);
        if (read?.kind !== 'port') return;
        stop();
        resolve(channelOver(read.port));
      };
      page.addEventListener('message', hear);
      signal.addEventListener('abort', giveUp, { once: true });
      page.postMessage({ kind: 'prumo-ready' }, page.location.origin === 'null' ? '*' : page.location.origin);
    });
}

function channelOver(port: MessagePort): Channel {
  let finish: () => void = () => {};
  const closed = new Promise<void>((done) => {
    finish = done;
  });
  port.addEventListener('close', () => finish());
  const link = new RPCLink({ port });
  port.start();
  return {
    link,
    closed,
    close() {
      port.close();
      finish();
    },
  };
}
