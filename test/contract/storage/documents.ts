/** A small collection for the storage tests: schema, documents, rows, prepared queries. */
import {
  type BulkWriteRow,
  fillWithDefaultSettings,
  type MangoQuery,
  normalizeMangoQuery,
  prepareQuery,
  type RxDocumentData,
  type RxJsonSchema,
  type RxStorage,
  type RxStorageInstance,
} from 'rxdb';
import { uniqueName } from './storages.ts';

export type Note = { id: string; text: string; rank: number; author?: { name: string } };
export type NoteData = RxDocumentData<Note>;
export type NoteInstance = RxStorageInstance<Note, unknown, unknown>;

export const noteSchema: RxJsonSchema<Note> = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 40 },
    text: { type: 'string', maxLength: 200 },
    rank: { type: 'integer', minimum: 0, maximum: 1000, multipleOf: 1 },
    author: { type: 'object', properties: { name: { type: 'string', maxLength: 40 } }, required: ['name'] },
  },
  required: ['id', 'text', 'rank'],
  indexes: ['rank', ['text', 'rank']],
};

export function fullSchema(schema: RxJsonSchema<Note> = noteSchema): RxJsonSchema<NoteData> {
  return fillWithDefaultSettings(structuredClone(schema)) as RxJsonSchema<NoteData>;
}

type InstanceOptions = {
  schema?: RxJsonSchema<NoteData>;
  databaseName?: string;
  collectionName?: string;
  multiInstance?: boolean;
};

export async function createInstance(
  storage: RxStorage<unknown, unknown>,
  {
    schema = fullSchema(),
    databaseName = uniqueName(),
    collectionName = 'notes',
    multiInstance = false,
  }: InstanceOptions = {},
): Promise<NoteInstance> {
  return storage.createStorageInstance<Note>({
    databaseInstanceToken: 'token',
    databaseName,
    collectionName,
    schema,
    options: {},
    multiInstance,
    devMode: false,
  });
}

export function note(id: string, fields: Partial<NoteData> = {}): NoteData {
  return { id, text: 'oi', rank: 1, _deleted: false, _rev: '1-a', _meta: { lwt: 10 }, _attachments: {}, ...fields };
}

/** The next state of a note: revision one higher, as RxDB writes it. */
export function changed(
  previous: NoteData,
  fields: Partial<NoteData> = {},
): BulkWriteRow<Note> & { document: NoteData } {
  const height = Number(previous._rev.split('-')[0]) + 1;
  const meta = { lwt: previous._meta.lwt + 1 };
  return { previous, document: { ...previous, _meta: meta, ...fields, _rev: fields._rev ?? `${height}-a` } };
}

export const rows = (...documents: NoteData[]): BulkWriteRow<Note>[] => documents.map((document) => ({ document }));

export function prepared(query: MangoQuery<NoteData>, schema = fullSchema()) {
  return prepareQuery<Note>(schema, normalizeMangoQuery<NoteData>(schema, query) as never);
}
