import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { StorageError, type StorageErrorCode } from '../../storage/storage-error.ts';
import { type Contents, type VerifyOptions, verifyBackup } from './verify-backup.ts';

type Answer = { ok: true; contents: Contents } | { ok: false; code: StorageErrorCode; detail: string };

/**
 * Like `verifyBackup`, beside the station's own thread. With another driver than the product's (tests), and where the
 * thread cannot be started, it is done here and holds the station up.
 * @throws {StorageError} when the copy does not hold; the signal's reason
 */
export async function verifyAside({ signal, ...options }: VerifyOptions & { signal?: AbortSignal }): Promise<Contents> {
  const program = workerProgram();
  if (options.driver || !program) return verifyBackup(options);
  const worker = new Worker(program, { workerData: { path: options.path, key: options.key } });
  const giveUp = () => void worker.terminate();
  signal?.addEventListener('abort', giveUp, { once: true });
  const answer = await new Promise<Answer | null>((resolve) => {
    worker.once('message', (message: Answer) => resolve(message));
    worker.once('error', () => resolve(null));
    worker.once('exit', () => resolve(null));
  });
  signal?.removeEventListener('abort', giveUp);
  await worker.terminate();
  signal?.throwIfAborted();
  if (answer === null) return verifyBackup(options);
  if (answer.ok) return answer.contents;
  throw new StorageError(answer.code, { path: options.path, detail: answer.detail });
}

/** Beside this module in the sources; in the bundles beside the programs, this module being in one or in a chunk. */
function workerProgram(): string | null {
  const places = ['./verify-worker.ts', './verify-backup.js', '../verify-backup.js'];
  const found = places.map((place) => fileURLToPath(new URL(place, import.meta.url))).find((path) => existsSync(path));
  return found ?? null;
}
