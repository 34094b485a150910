/** A collection in its first schema version, and the same migrated by RxDB's plugin to a second one. */
import { addRxPlugin, createRxDatabase, type RxDatabase, type RxJsonSchema } from 'rxdb';
import { RxDBMigrationSchemaPlugin } from 'rxdb/plugins/migration-schema';
import type { SqliteFile } from '#main/storage/sqlite-file.ts';
import { type Note, note, noteSchema } from '../contract/storage/documents.ts';
import { asStorage } from '../contract/storage/storages.ts';

addRxPlugin(RxDBMigrationSchemaPlugin);

const COUNT = 240;

const second: RxJsonSchema<Note> = { ...noteSchema, version: 1, indexes: ['rank'] };

const database = (file: SqliteFile): Promise<RxDatabase> =>
  createRxDatabase({ name: 'db', storage: asStorage(file), multiInstance: false, closeDuplicates: true });

export async function fillFirstVersion(file: SqliteFile, count = COUNT): Promise<void> {
  const created = await database(file);
  const { notes } = await created.addCollections({ notes: { schema: noteSchema } });
  const plain = ({ id, text, rank }: Note): Note => ({ id, text, rank });
  await notes?.bulkInsert(Array.from({ length: count }, (_, index) => plain(note(`n${index}`, { rank: index }))));
  await created.close();
}

/** Resolves when every document has its second form. A migration that was cut off is taken up again. */
export async function migrated(file: SqliteFile): Promise<RxDatabase> {
  const created = await database(file);
  await created.addCollections({
    notes: { schema: second, migrationStrategies: { 1: (old: Note) => ({ ...old, text: `migrated ${old.rank}` }) } },
  });
  return created;
}

/** What is wrong with the migrated documents; undefined when nothing is. */
export async function migrationComplaint(on: RxDatabase, count = COUNT): Promise<string | undefined> {
  const documents = (await on.collections.notes?.find().exec()) ?? [];
  const found = new Map(documents.map((document) => [document.primary, document.toJSON() as Note]));
  if (documents.length !== count || found.size !== count) return `${documents.length} documents`;
  for (let index = 0; index < count; index++) {
    const { text, rank } = found.get(`n${index}`) ?? {};
    if (rank !== index || text !== `migrated ${index}`) return `document n${index}: ${rank} ${text}`;
  }
  return undefined;
}
