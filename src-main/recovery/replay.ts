import type { RxCollection } from 'rxdb';
import type { Store } from '../store/open-store.ts';
import { type BoxDamage, type BoxedRecord, readBlackBox, surveyBlackBox } from './black-box/read-black-box.ts';
import type { BoxedDocument, DocumentsRecord, LocalRecord } from './black-box/record.ts';
import { writeLocalState } from './local-state.ts';
import { collectionOf, putBack } from './missing-documents.ts';
import { readPosition, writePosition } from './position.ts';
import type { WriteThrough } from './write-through.ts';

export interface Replayed {
  /** Records above the file's position that hold documents and are not void. After a crash there is one at most. */
  records: number;
  /** Journal entries that were missing and are back. */
  entries: number;
  /** Other documents that were missing or older and are back. */
  documents: number;
  /** Documents of a collection or schema that this version does not know; they stay in the black box. */
  unknown: number;
  damage: BoxDamage;
}

export interface ReplayParts {
  store: Store;
  through: WriteThrough;
  directory: string;
  /** 32 bytes each: the keys of the station's data, the present one first. */
  keys: readonly Uint8Array[];
  /** Told after each batch: records done, of how many. */
  onProgress?: (done: number, total: number) => void;
}

const BATCH = 500;

/** Puts back whatever the black box has above the file's position, in the order in which it was accepted. */
export async function replay(parts: ReplayParts): Promise<Replayed> {
  const { store, directory, keys, onProgress = () => {} } = parts;
  const after = readPosition(store.file);
  const { voids, frames } = await surveyBlackBox({ directory, keys, after });
  const records = readBlackBox({ directory, keys, after });
  const done: Replayed = { records: 0, entries: 0, documents: 0, unknown: 0, damage: noDamage() };
  let batch: Batch | null = null;
  let local: LocalRecord | null = null;
  let seen = 0;
  for (;;) {
    const next = await records.next();
    if (next.done) {
      if (batch) await takeBack(batch, parts, done);
      const { damage, last } = next.value;
      store.file.transaction(() => {
        if (local) writeLocalState(store.file, local);
        writePosition(store.file, last);
      });
      return { ...done, damage };
    }
    const { counter, record } = next.value;
    seen++;
    if (voids.has(counter) || record.type === 'void') continue;
    if (record.type === 'local') {
      local = record;
      continue;
    }
    done.records++;
    if (batch && !joins(batch, record)) {
      await takeBack(batch, parts, done);
      onProgress(seen, frames);
      batch = null;
    }
    batch ??= { ...kindOf(record), documents: [], last: counter };
    batch.documents.push(...record.documents);
    batch.last = counter;
  }
}

export function noDamage(): BoxDamage {
  return { lostFrames: 0, unreadableFrames: 0, cutOff: 0, files: [] };
}

interface Batch {
  collection: string;
  schema: number;
  /** Removals go in batches of their own: one batch is one commit. */
  removes: boolean;
  documents: BoxedDocument[];
  last: BoxedRecord['counter'];
}

function kindOf({ collection, schema, documents }: DocumentsRecord): Pick<Batch, 'collection' | 'schema' | 'removes'> {
  return { collection, schema, removes: documents.some(({ _deleted }) => _deleted) };
}

function joins(batch: Batch, record: DocumentsRecord): boolean {
  const { collection, schema, removes } = kindOf(record);
  return (
    batch.collection === collection &&
    batch.schema === schema &&
    batch.removes === removes &&
    batch.documents.length < BATCH
  );
}

async function takeBack(batch: Batch, { store, through }: ReplayParts, done: Replayed): Promise<void> {
  const collection = collectionOf(store, batch.collection);
  const documents = collection && (await inPresentForm(batch, collection));
  if (!documents) {
    done.unknown += batch.documents.length;
    return;
  }
  const written = await through.replaying(batch.last, () => putBack(collection, documents));
  if (batch.collection === 'entries') done.entries += written;
  else done.documents += written;
}

/** Documents of a former schema go the way that the database's own went. `null`: of a schema not known here. */
async function inPresentForm(
  { schema, documents }: Batch,
  collection: RxCollection<{ id: string }>,
): Promise<BoxedDocument[] | null> {
  const { version } = collection.schema;
  if (schema > version) return null;
  let present: BoxedDocument[] = documents;
  for (let to = schema + 1; to <= version; to++) {
    const strategy = collection.migrationStrategies[to];
    if (!strategy) return null;
    const migrated: BoxedDocument[] = [];
    for (const document of present) {
      const next = document._deleted ? document : await strategy({ ...document }, collection);
      // A strategy may give a document up; that was decided with the version.
      if (next) migrated.push(next as BoxedDocument);
    }
    present = migrated;
  }
  return present;
}
