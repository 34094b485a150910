/** PouchDB 9 on LevelDB, replicating a whole database over HTTP with its own replication. */
import { join } from 'node:path';
import PouchDB from 'pouchdb';
import { answerTo, costOf } from './child.ts';

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
  replicate: async ({ source, batch }: { source: string; batch: number }) => {
    const database = new PouchDB(join(dataDir, `pouchdb-${batch}`)) as unknown as Replicating;
    let documents = 0;
    const cost = await costOf(async () => {
      const { ok, docs_written } = await database.replicate.from(source, { batch_size: batch });
      if (!ok) throw new Error('bench: PouchDB did not replicate');
      documents = docs_written;
    });
    await database.close();
    return { ...cost, documents };
  },
});
