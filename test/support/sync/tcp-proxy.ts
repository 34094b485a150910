import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A network between stations and server processes that the test cuts, stalls and resets. New connections go to the next target that answers. */
export class TcpProxy {
  /** Ports on this machine. */
  readonly targets: number[] = [];
  readonly #server: Server;
  readonly #pairs = new Set<[Socket, Socket]>();
  #next = 0;
  isCut = false;

  private constructor() {
    this.#server = createServer((client) => this.#join(client));
  }

  static async open(): Promise<TcpProxy> {
    const proxy = new TcpProxy();
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** What is connected goes silent and then breaks off; nothing new comes through. */
  cut(): void {
    this.isCut = true;
    this.reset();
  }

  heal(): void {
    this.isCut = false;
    this.resume();
  }

  /** Every connection is reset, as by a firewall. */
  reset(): void {
    for (const [client, server] of this.#pairs) {
      client.resetAndDestroy();
      server.destroy();
    }
  }

  /** Nothing moves any more, and nobody is told. */
  stall(): void {
    for (const pair of this.#pairs) for (const socket of pair) socket.pause();
  }

  resume(): void {
    for (const pair of this.#pairs) for (const socket of pair) socket.resume();
  }

  async close(): Promise<void> {
    this.reset();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #join(client: Socket): void {
    client.on('error', () => client.destroy());
    const target = this.targets[this.#next++ % Math.max(1, this.targets.length)];
    if (this.isCut || target === undefined) {
      client.resetAndDestroy();
      return;
    }
    const server = connect(target, '127.0.0.1');
    const pair: [Socket, Socket] = [client, server];
    this.#pairs.add(pair);
    const end = () => {
      this.#pairs.delete(pair);
      client.destroy();
      server.destroy();
    };
    server.on('error', end);
    server.once('close', end);
    client.once('close', end);
    client.pipe(server);
    server.pipe(client);
  }
}
