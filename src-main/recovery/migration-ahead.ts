import type { SqliteFile } from '../storage/sqlite-file.ts';
import { StorageError } from '../storage/storage-error.ts';
import type { CollectionTable } from '../store/open-store.ts';

/**
 * Whether a collection that is in the file is to be written anew under another schema. `cut-off`: it was begun before.
 * @throws {StorageError} `newer-version`: this version would see an empty collection
 */
export function migrationAhead(file: SqliteFile, collections: CollectionTable): 'new' | 'cut-off' | null {
  const registry = file.pluck<number>("SELECT count(*) FROM sqlite_schema WHERE name = '_rx_collection'").get();
  if (!registry) return null;
  const kept = file
    .prepare<{ name: string; lowest: number; highest: number }>(
      'SELECT name, min(version) AS lowest, max(version) AS highest FROM _rx_collection GROUP BY name',
    )
    .all()
    .flatMap(({ name, lowest, highest }) => {
      const known = collections[name as keyof CollectionTable];
      return known ? [{ name, lowest, highest, known: known.schema.version }] : [];
    });
  const newer = kept.find(({ highest, known }) => highest > known);
  if (newer) {
    const detail = `${newer.name} has schema ${newer.highest}, this version knows ${newer.known}`;
    throw new StorageError('newer-version', { path: file.path, detail });
  }
  const older = kept.filter(({ lowest, known }) => lowest < known);
  if (older.length === 0) return null;
  return older.some(({ lowest, highest }) => lowest < highest) ? 'cut-off' : 'new';
}
