/** The benchmark's end of a contender's process. */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContenderName } from './contender.ts';
import type { Answered, Asked, Time } from './contender-process.ts';

/** The step was not over after its time. */
export class TooSlow extends Error {}

export class RemoteContender {
  readonly name: ContenderName;
  /** Its databases lie in here, also those that it leaves behind when it is ended. */
  readonly #directory = mkdtempSync(join(tmpdir(), 'prumo-bench-'));
  /** Milliseconds of measured steps, all together. */
  spent = 0;
  #child: ChildProcess | undefined;

  constructor(name: ContenderName) {
    this.name = name;
  }

  async begin(pass: { size: number; seed: number }): Promise<void> {
    this.#child ??= fork(join(import.meta.dirname, 'contender-process.ts'), [this.name], {
      env: { ...process.env, TMPDIR: this.#directory },
      // Dexie's storage advertises on the console; what goes wrong comes as an answer.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: ['--expose-gc', '--max-old-space-size=6144'],
    });
    await this.#ask({ begin: pass });
  }

  /** `TooSlow` when it takes more than `limit`, and the process is gone. */
  async run(step: number, limit: number | undefined): Promise<Time> {
    const answer = await this.#ask({ step }, limit);
    if (!('milliseconds' in answer)) throw new Error(`bench: no time from ${this.name}`);
    this.spent += answer.milliseconds;
    return answer;
  }

  async end(): Promise<void> {
    if (this.#child) await this.#ask({ end: true });
  }

  async exit(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child) {
      const exited = new Promise((resolve) => child.once('exit', resolve));
      child.disconnect();
      await exited;
    }
    rmSync(this.#directory, { recursive: true, force: true, maxRetries: 3 });
  }

  async #ask(asked: Asked, limit?: number): Promise<Answered> {
    const child = this.#child!;
    const { promise, resolve, reject } = Promise.withResolvers<Answered>();
    const exited = (code: number | null) => reject(new Error(`bench: ${this.name} ended (${code})`));
    const timer = limit === undefined ? undefined : setTimeout(() => this.#kill(child, reject), limit);
    child.once('exit', exited);
    child.once('message', resolve);
    child.send(asked);
    try {
      const answer = await promise;
      if ('problem' in answer) throw new Error(`${this.name}: ${answer.problem}`);
      return answer;
    } finally {
      clearTimeout(timer);
      child.off('exit', exited);
      child.off('message', resolve);
    }
  }

  #kill(child: ChildProcess, reject: (error: Error) => void): void {
    this.#child = undefined;
    reject(new TooSlow());
    child.kill('SIGKILL');
  }
}
