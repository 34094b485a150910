/** A way to a server on this machine that the test slows down and cuts; requests are told apart by how they begin. */
import { connect, createServer, type Socket } from 'node:net';

export interface CuttingProxy {
  origin: string;
  /** Connections whose request begins so are cut after so many bytes of it, the next `times` times. */
  cutRequests(begins: string, afterBytes: number, times: number): void;
  /** The request arrives whole, and its answer never does, the next `times` times. */
  loseReplies(begins: string, times: number): void;
  /** Bytes of a second that go up, of requests that begin so; `null`: as fast as they can. */
  slow(begins: string, bytesPerSecond: number | null): void;
  /** Refuses requests that begin so, until it is told otherwise. */
  block(begins: string | null): void;
  close(): Promise<void>;
}

export async function openCuttingProxy(target: string): Promise<CuttingProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  const cuts: { begins: string; afterBytes: number; times: number }[] = [];
  const losses: { begins: string; times: number }[] = [];
  let slowed: { begins: string; bytesPerSecond: number } | null = null;
  let blocked: string | null = null;

  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    const both = [near, far];
    for (const socket of both) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        for (const other of both) other.destroy();
      });
    }
    let begins = '';
    let sent = 0;
    let loses = false;
    let limit = Number.POSITIVE_INFINITY;
    near.on('data', (bytes) => {
      const line = bytes.toString('latin1', 0, 60);
      if (/^(?:GET|POST|PATCH|HEAD|DELETE) \//.test(line)) {
        begins = line;
        sent = 0;
        loses = takeOne(losses, begins) !== null;
        limit = takeOne(cuts, begins)?.afterBytes ?? Number.POSITIVE_INFINITY;
      }
      if (blocked !== null && begins.startsWith(blocked)) return near.destroy();
      sent += bytes.length;
      far.write(sent > limit ? bytes.subarray(0, Math.max(0, bytes.length - (sent - limit))) : bytes);
      if (sent > limit) return void setTimeout(() => near.destroy(), 20);
      if (slowed && begins.startsWith(slowed.begins)) {
        near.pause();
        setTimeout(() => near.resume(), (bytes.length / slowed.bytesPerSecond) * 1_000);
      }
    });
    far.on('data', (bytes) => {
      if (loses) near.destroy();
      else near.write(bytes);
    });
    near.on('end', () => far.end());
    far.on('end', () => near.end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address() as { port: number };
  return {
    origin: `http://127.0.0.1:${address.port}`,
    cutRequests: (begins, afterBytes, times) => void cuts.push({ begins, afterBytes, times }),
    loseReplies: (begins, times) => void losses.push({ begins, times }),
    slow: (begins, bytesPerSecond) => {
      slowed = bytesPerSecond === null ? null : { begins, bytesPerSecond };
    },
    block: (begins) => {
      blocked = begins;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function takeOne<T extends { begins: string; times: number }>(list: T[], line: string): T | null {
  const found = list.find(({ begins, times }) => times > 0 && line.startsWith(begins));
  if (found) found.times--;
  return found ?? null;
}
