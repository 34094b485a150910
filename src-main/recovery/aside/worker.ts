/** What reads or writes whole files, in a thread of its own: the station goes on meanwhile. */
import { parentPort, workerData } from 'node:worker_threads';
import { StorageError } from '../../storage/storage-error.ts';
import { type AsideData, runTask } from './tasks.ts';

const { task, stop } = workerData as AsideData;

function goOn(): void {
  if (Atomics.load(stop, 0) === 1) throw new Error('given up');
}

try {
  goOn();
  const value = await runTask(task, (done, total) => {
    goOn();
    parentPort?.postMessage({ done, total });
  });
  parentPort?.postMessage({ ok: true, value });
} catch (error) {
  const code = error instanceof StorageError ? error.code : codeOf(error);
  parentPort?.postMessage({ ok: false, code, detail: error instanceof Error ? error.message : 'failed' });
}

function codeOf(error: unknown): 'full' | 'io' {
  return (error as { code?: unknown } | null)?.code === 'ENOSPC' ? 'full' : 'io';
}
