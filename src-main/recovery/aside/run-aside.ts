import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Driver } from '../../storage/driver.ts';
import { StorageError, type StorageErrorCode } from '../../storage/storage-error.ts';
import { type AsideData, runTask, type Task, type TaskKinds, type Tell } from './tasks.ts';

type Message =
  | { done: number; total: number }
  | { ok: true; value: unknown }
  | { ok: false; code: StorageErrorCode; detail: string };

export interface AsideOptions {
  signal?: AbortSignal | undefined;
  onProgress?: Tell | undefined;
  /** Another driver than the product's (tests): the task is then done here and holds the station up. */
  driver?: Driver | undefined;
}

/**
 * Does a task beside the station's own thread; where the thread cannot be started it is done here. Given up, it ends at its next
 * step, and this waits for that: a thread that is terminated while it is inside SQLite (or still loads it) takes the whole
 * process with it, and whoever gave up may be about to remove what it reads.
 * @throws {StorageError} what the task met; the signal's reason
 */
export async function runAside<K extends keyof TaskKinds>(
  kind: K,
  input: TaskKinds[K]['input'],
  { signal, onProgress = () => {}, driver }: AsideOptions = {},
): Promise<TaskKinds[K]['answer']> {
  const task = { kind, input } as Task;
  const here = async () => (await runTask(task, onProgress, driver)) as TaskKinds[K]['answer'];
  const program = workerProgram();
  signal?.throwIfAborted();
  if (driver || !program) return here();
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(program, { workerData: { task, stop } satisfies AsideData });
  const exited = new Promise((resolve) => worker.once('exit', resolve));
  const giveUp = () => void Atomics.store(stop, 0, 1);
  signal?.addEventListener('abort', giveUp, { once: true });
  const answer = await new Promise<Exclude<Message, { done: number }> | null>((resolve) => {
    worker.on('message', (message: Message) => {
      if ('done' in message) onProgress(message.done, message.total);
      else resolve(message);
    });
    worker.once('error', () => resolve(null));
    void exited.then(() => resolve(null));
  });
  signal?.removeEventListener('abort', giveUp);
  await exited;
  signal?.throwIfAborted();
  if (answer === null) return here();
  if (answer.ok) return answer.value as TaskKinds[K]['answer'];
  throw new StorageError(answer.code, { path: 'path' in input ? input.path : input.blackBox, detail: answer.detail });
}

/** Beside this module in the sources; in the bundles beside the programs, this module being in one or in a chunk. */
function workerProgram(): string | null {
  const places = ['./worker.ts', './recovery-worker.js', '../recovery-worker.js'];
  const found = places.map((place) => fileURLToPath(new URL(place, import.meta.url))).find((path) => existsSync(path));
  return found ?? null;
}
