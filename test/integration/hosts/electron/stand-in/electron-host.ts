import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { outDir } from '../../../../../build/bundles.ts';
import type { Deeds } from './run.ts';

type InputOf<D extends keyof Deeds> = Parameters<Deeds[D]>[0];
type OutputOf<D extends keyof Deeds> = Awaited<ReturnType<Deeds[D]>>;

/** The built Electron host, running on the stand-in in a process of its own. */
export interface ElectronHost {
  do<D extends keyof Deeds>(deed: D, ...input: undefined extends InputOf<D> ? [] : [InputOf<D>]): Promise<OutputOf<D>>;
  /** Ends once the host says that it is ready. */
  ready(): Promise<void>;
  /** Asks it to end. @returns its exit code */
  stop(): Promise<number | null>;
  /** Ends once the process has. @returns its exit code */
  ended(): Promise<number | null>;
  /** What it printed on both streams. */
  output(): string;
  kill(): void;
}

export interface HostSettings {
  dataDir: string;
  args?: string[];
  env?: Record<string, string>;
}

export function startElectronHost({ dataDir, args = [], env = {} }: HostSettings): ElectronHost {
  const out = outDir();
  const child: ChildProcess = fork(
    join(import.meta.dirname, 'run.ts'),
    [
      join(out, 'main', 'electron.js'),
      join(out, 'preload', 'preload.cjs'),
      '--',
      '--data',
      dataDir,
      '--ready-json',
      ...args,
    ],
    { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], env: { ...process.env, ...env }, execArgv: [] },
  );
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  }
  let last = 0;
  return {
    do(deed, ...[input]) {
      last += 1;
      const id = last;
      return new Promise((resolve, reject) => {
        const hear = (message: { id?: number; value?: unknown; problem?: string }) => {
          if (message.id !== id) return;
          child.off('message', hear);
          if (message.problem) reject(new Error(message.problem));
          else resolve(message.value as never);
        };
        child.on('message', hear);
        child.send({ id, deed, input });
      });
    },
    ready: () =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (printed.includes('{"ready":true')) resolve();
        };
        child.stdout?.on('data', look);
        look();
        void ended.then((code) => reject(new Error(`ended with ${code}:\n${printed}`)));
      }),
    async stop() {
      child.kill('SIGTERM');
      return ended;
    },
    ended: () => ended,
    output: () => printed,
    kill: () => void child.kill('SIGKILL'),
  };
}
