/** PouchDB 9 on LevelDB, replicating a whole database over HTTP with its own replication. */
import { join } from 'node:path';
import PouchDB from 'pouchdb';
import { answerTo } from './child.ts';

const [dataDir = ''] = process.argv.slice(2);

interface Replication {
  ok: boolean;
  docs_written: number;
}
/** As much of it as is used here; it ships no types. */
type Replicating = {
  replicate: { from(source: string, options: { batch_size: number }): Promise<Replication> };
  close(): Promise<void>;
};

answerTo({
  /** @returns milliseconds */
  replicate: async ({ source, batch }: { source: string; batch: number }) => {
    const began = performance.now();
    const database = new PouchDB(join(dataDir, `pouchdb-${batch}`)) as unknown as Replicating;
    const { ok, docs_written } = await database.replicate.from(source, { batch_size: batch });
    const milliseconds = performance.now() - began;
    await database.close();
    if (!ok) throw new Error('bench: PouchDB did not replicate');
    return { milliseconds, documents: docs_written };
  },
});
