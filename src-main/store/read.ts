import type { RxCollection } from 'rxdb';

/*
 * Documents as plain values. An `RxDocument` has getters only for what its schema lists, and our schemas list
 * keys and indexes alone (schemas.ts): reading a document goes through here.
 */

export async function byId<T>(collection: RxCollection<T>, id: string): Promise<T | null> {
  const [document] = await byIds(collection, [id]);
  return document ?? null;
}

/** In the order of the ids; ids that are not there are left out. */
export async function byIds<T>(collection: RxCollection<T>, ids: readonly string[]): Promise<T[]> {
  const found = await collection.findByIds([...ids]).exec();
  return ids.flatMap((id) => {
    const document = found.get(id);
    return document ? [document.toMutableJSON() as T] : [];
  });
}

export async function found<T>(
  collection: RxCollection<T>,
  query: Parameters<RxCollection<T>['find']>[0] = {},
): Promise<T[]> {
  const documents = await collection.find(query).exec();
  return documents.map((document) => document.toMutableJSON() as T);
}
