/** `verifyBackup` in a thread of its own: it reads the whole copy, and the station goes on meanwhile. */
import { parentPort, workerData } from 'node:worker_threads';
import { StorageError } from '../../storage/storage-error.ts';
import { verifyBackup } from './verify-backup.ts';

const { path, key } = workerData as { path: string; key: Uint8Array };
try {
  parentPort?.postMessage({ ok: true, contents: verifyBackup({ path, key }) });
} catch (error) {
  const code = error instanceof StorageError ? error.code : 'io';
  parentPort?.postMessage({ ok: false, code, detail: error instanceof Error ? error.message : 'failed' });
}
