import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A server process of the centre, as an administrator starts it, on a database that is there. */
export class ServerChild {
  readonly port: number;
  readonly #databaseUrl: string;
  readonly #dataDir: string;
  #child: ChildProcess | null = null;

  constructor({ port, databaseUrl, dataDir }: { port: number; databaseUrl: string; dataDir: string }) {
    this.port = port;
    this.#databaseUrl = databaseUrl;
    this.#dataDir = dataDir;
  }

  /** Resolves once it serves. */
  async start(): Promise<this> {
    const program = fileURLToPath(new URL('../../../src-server/main.ts', import.meta.url));
    const args = [program, '--port', String(this.port), '--data', this.#dataDir, '--log-level', 'error'];
    const child = spawn(process.execPath, args, {
      env: { ...process.env, DATABASE_URL: this.#databaseUrl },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    let complaint = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint += text;
    });
    await new Promise<void>((resolve, reject) => {
      let said = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (said.includes('Central no ar')) resolve();
      });
      child.once('exit', () => reject(new Error(`the server ended: ${complaint}`)));
    });
    return this;
  }

  async kill(signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
  }
}
