import type { RxCollection } from 'rxdb';
import type { Collections, Store } from '../store/open-store.ts';
import { byIds } from '../store/read.ts';
import { type BoxDamage, type BoxedRecord, readBlackBox } from './black-box/read-black-box.ts';
import type { BoxedDocument, DocumentsRecord, LocalRecord } from './black-box/record.ts';
import { writeLocalState } from './local-state.ts';
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
  dataKey: Uint8Array;
  /** Told after each batch: records done. */
  onProgress?: (records: number) => void;
}

/** Documents written once and never changed: put back only when they are not there. */
const WRITTEN_ONCE = new Set(['entries', 'packs']);
const BATCH = 500;

/** Puts back whatever the black box has above the file's position, in the order in which it was accepted. */
export async function replay(parts: ReplayParts): Promise<Replayed> {
  const { store, directory, dataKey, onProgress = () => {} } = parts;
  const after = readPosition(store.file);
  const voids = voidCounters({ directory, dataKey, after });
  const records = readBlackBox({ directory, dataKey, after });
  const done: Replayed = { records: 0, entries: 0, documents: 0, unknown: 0, damage: noDamage() };
  let batch: Batch | null = null;
  let local: LocalRecord | null = null;
  let seen = 0;
  for (;;) {
    const next = records.next();
    if (next.done) {
      if (batch) await putBack(batch, parts, done);
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
      await putBack(batch, parts, done);
      onProgress(seen);
      batch = null;
    }
    batch ??= { ...kindOf(record), documents: [], last: counter };
    batch.documents.push(...record.documents);
    batch.last = counter;
  }
}

/** Counters of the records that were refused to whoever asked for them. */
export function voidCounters(options: { directory: string; dataKey: Uint8Array; after?: number }): Set<number> {
  const voids = new Set<number>();
  for (const { record } of readBlackBox({ ...options, voidsOnly: true })) {
    if (record.type === 'void') voids.add(record.counter);
  }
  return voids;
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

async function putBack(batch: Batch, { store, through }: ReplayParts, done: Replayed): Promise<void> {
  const collection = collectionFor(store.collections, batch);
  if (!collection) {
    done.unknown += batch.documents.length;
    return;
  }
  const written = await through.replaying(batch.last, () => writeMissing(collection, batch));
  if (batch.collection === 'entries') done.entries += written;
  else done.documents += written;
}

function collectionFor(collections: Collections, { collection, schema }: Batch): RxCollection<Identified> | null {
  const found = (collections as unknown as Record<string, RxCollection<Identified>>)[collection];
  return found && found.schema.version === schema ? found : null;
}

type Identified = { id: string };

/** @returns how many documents were written */
export async function writeMissing(
  collection: RxCollection<Identified>,
  { collection: name, documents }: { collection: string; documents: readonly BoxedDocument[] },
): Promise<number> {
  const latest = [...new Map(documents.map((document) => [document.id, document])).values()];
  const present = new Map(
    (
      await byIds(
        collection,
        latest.map(({ id }) => id),
      )
    ).map((document) => [document.id, document]),
  );
  const gone = latest.filter(({ id, _deleted }) => _deleted && present.has(id)).map(({ id }) => id);
  const wanted = latest.filter((document) => {
    if (document._deleted) return false;
    const known = present.get(document.id);
    return known === undefined || (!WRITTEN_ONCE.has(name) && !sameDocument(known, document));
  });
  const { error } = await collection.bulkUpsert(wanted);
  if (error.length > 0) throw new Error(`replay: ${error.length} documents of ${name} were not written`);
  if (gone.length > 0) await collection.bulkRemove(gone);
  return wanted.length + gone.length;
}

function sameDocument(a: object, b: object): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: object): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([x], [y]) => (x < y ? -1 : 1)))
      : inner,
  );
}
