/** Processes of the benchmark that are asked one thing after another over IPC. */
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';

type Answer = { value: unknown } | { problem: string };

export class Child {
  readonly #process: ChildProcess;

  /** @param profile directory for a CPU profile of the process */
  constructor(program: string, args: readonly string[] = [], profile: string | null = null) {
    const execArgv = profile === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
    this.#process = fork(join(import.meta.dirname, program), args, { execArgv, serialization: 'advanced' });
    this.#process.setMaxListeners(100);
  }

  ask<T>(kind: string, input: unknown = null): Promise<T> {
    return new Promise((resolve, reject) => {
      const exited = (code: number | null) => reject(new Error(`bench: ${kind}: the process ended (${code})`));
      this.#process.once('exit', exited);
      this.#process.once('message', (answer: Answer) => {
        this.#process.off('exit', exited);
        if ('problem' in answer) reject(new Error(answer.problem));
        else resolve(answer.value as T);
      });
      this.#process.send({ kind, input });
    });
  }

  async end(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    if (this.#process.connected) this.#process.disconnect();
    await ended;
  }
}

/** The other side: answers what is asked, until the asking process lets go. */
export function answerTo(
  handlers: Record<string, (input: never) => unknown>,
  end: () => Promise<void> = async () => {},
): void {
  process.on('message', ({ kind, input }: { kind: string; input: never }) => {
    const send = (answer: Answer) => process.send?.(answer);
    const run = async () => handlers[kind]!(input);
    run().then(
      (value) => send({ value }),
      (error: unknown) => send({ problem: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
  process.on('disconnect', () => {
    end().finally(() => process.exit());
  });
}

/** Milliseconds of a clock that all processes of the machine share. */
export function sharedNow(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

export interface Cost {
  milliseconds: number;
  /** Milliseconds of processor time of this process. */
  cpu: number;
}

export async function costOf(work: () => Promise<unknown>): Promise<Cost> {
  const [began, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { milliseconds: performance.now() - began, cpu: (user + system) / 1000 };
}
