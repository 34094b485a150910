import type { RxCollection } from 'rxdb';
import type { Collections, Store } from '../store/open-store.ts';
import { byIds } from '../store/read.ts';
import type { BoxedDocument } from './black-box/record.ts';

type Identified = { id: string };

/** Documents written once and never changed: put back only when they are not there. */
const WRITTEN_ONCE = new Set<string>(['entries', 'packs']);
const BATCH = 500;

export function collectionOf({ collections }: Store, name: string): RxCollection<Identified> | null {
  return (
    (collections as unknown as Record<keyof Collections, RxCollection<Identified>>)[name as keyof Collections] ?? null
  );
}

/** Those of the ids that the station lacks, in their order. */
export async function missingIds(store: Store, name: string, ids: readonly string[]): Promise<string[]> {
  const collection = collectionOf(store, name);
  if (!collection) return [];
  const missing: string[] = [];
  for (let from = 0; from < ids.length; from += BATCH) {
    const some = ids.slice(from, from + BATCH);
    // Past RxDB's documents, which would all be made and kept: only whether they are there is asked.
    const found = new Set((await collection.storageInstance.findDocumentsById(some, false)).map(({ id }) => id));
    missing.push(...some.filter((id) => !found.has(id)));
  }
  return missing;
}

/** Writes those of the documents that the station lacks; what it has stays as it is. @returns how many */
export async function insertMissing(store: Store, name: string, documents: readonly BoxedDocument[]): Promise<number> {
  const collection = collectionOf(store, name);
  if (!collection) return 0;
  const byId = new Map(documents.map((document) => [document.id, document]));
  const missing = await missingIds(store, name, [...byId.keys()]);
  for (let from = 0; from < missing.length; from += BATCH) {
    await insert(
      collection,
      missing.slice(from, from + BATCH).map((id) => byId.get(id)!),
    );
  }
  return missing.length;
}

/**
 * Makes documents what they were: what is missing or differs is written, what was removed is removed.
 * @returns how many were written or removed
 */
export async function putBack(
  collection: RxCollection<Identified>,
  documents: readonly BoxedDocument[],
): Promise<number> {
  const latest = [...new Map(documents.map((document) => [document.id, document])).values()];
  const ids = latest.map(({ id }) => id);
  const present = new Map((await byIds(collection, ids)).map((document) => [document.id, document]));
  const gone = latest.filter(({ id, _deleted }) => _deleted && present.has(id)).map(({ id }) => id);
  const wanted = latest.filter((document) => {
    if (document._deleted) return false;
    const known = present.get(document.id);
    return known === undefined || (!WRITTEN_ONCE.has(collection.name) && canonical(known) !== canonical(document));
  });
  await insert(collection, wanted);
  if (gone.length > 0) await collection.bulkRemove(gone);
  return wanted.length + gone.length;
}

async function insert(collection: RxCollection<Identified>, documents: readonly BoxedDocument[]): Promise<void> {
  if (documents.length === 0) return;
  const { error } = await collection.bulkUpsert([...documents]);
  if (error.length > 0) throw new Error(`recovery: ${error.length} documents of ${collection.name} were not written`);
}

/** JSON whose keys are in order: two documents are equal when these are. */
function canonical(value: object): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([x], [y]) => (x < y ? -1 : 1)))
      : inner,
  );
}
