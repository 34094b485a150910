import { RPCLink } from '@orpc/client/websocket';
import type { Channel, Dial } from './connection.ts';

/** Reaches the browser host over WebSocket; the session's cookie goes along by itself. */
export function dialSocket(url: string): Dial {
  return (signal) =>
    new Promise<Channel>((resolve, reject) => {
      const socket = new WebSocket(url);
      const giveUp = () => socket.close();
      signal.addEventListener('abort', giveUp, { once: true });
      const closed = new Promise<void>((done) => {
        socket.addEventListener('close', () => {
          signal.removeEventListener('abort', giveUp);
          done();
          reject(new Error('the station closed the socket'));
        });
      });
      const link = new RPCLink({ websocket: socket });
      socket.addEventListener('open', () => resolve({ link, closed, close: () => socket.close() }), { once: true });
    });
}

/** Where the browser host that served this page listens. */
export function socketUrl(page: Pick<Location, 'protocol' | 'host'>): string {
  return `${page.protocol === 'https:' ? 'wss' : 'ws'}://${page.host}/rpc`;
}
