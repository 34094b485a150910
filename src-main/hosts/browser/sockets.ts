/**
 * The WebSockets of open tabs. A tab that no longer answers the heartbeat is cut off, so that its live views end;
 * it comes back by itself when the machine wakes up.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';

/** A piece of an imported file is 1 MiB; text that a person types is far below. */
const MAX_MESSAGE_BYTES = 8 * 1024 * 1024;
const HEARTBEAT_MS = 15_000;
/** RFC 6455, "going away": the tab knows that the station itself stopped. */
const GOING_AWAY = 1001;

export interface Sockets {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** How many tabs are connected. */
  readonly size: number;
  close(): void;
}

/** @param connected is called with every new socket and the request it came with */
export function openSockets(
  connected: (socket: WebSocket, request: IncomingMessage) => void,
  { heartbeatMs = HEARTBEAT_MS, maxMessageBytes = MAX_MESSAGE_BYTES } = {},
): Sockets {
  const server = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes, perMessageDeflate: false });
  const answered = new WeakSet<WebSocket>();

  const heartbeat = setInterval(() => {
    for (const socket of server.clients) {
      if (!answered.has(socket)) {
        socket.terminate();
        continue;
      }
      answered.delete(socket);
      socket.ping();
    }
  }, heartbeatMs);
  heartbeat.unref();

  return {
    upgrade(request, socket, head) {
      server.handleUpgrade(request, socket, head, (webSocket) => {
        answered.add(webSocket);
        webSocket.on('pong', () => answered.add(webSocket));
        // A broken frame or one that is too long: ws closes the socket itself, with the right code.
        webSocket.on('error', () => {});
        connected(webSocket, request);
      });
    },
    get size() {
      return server.clients.size;
    },
    close() {
      clearInterval(heartbeat);
      for (const socket of server.clients) socket.close(GOING_AWAY);
      setTimeout(() => {
        for (const socket of server.clients) socket.terminate();
      }, 500).unref();
      server.close();
    },
  };
}
