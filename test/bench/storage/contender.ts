/** What a contender can do. Reads answer how many documents they found, so that nobody is fast by finding less. */
import type { BenchDocument } from './documents.ts';

/** Four collections with the schema's indexes, as in RxDB's performance test; all but the first insert go to the first. */
export const COLLECTIONS = 4;

export interface Contender {
  /** Makes an empty database with all collections and inserts one document into the second one. */
  create(first: BenchDocument): Promise<void>;
  /** Not measured: gives up what is held above the storage, so that reads reach it. */
  refresh(): Promise<void>;
  insertMany(documents: BenchDocument[]): Promise<void>;
  insert(document: BenchDocument): Promise<void>;
  findMany(ids: string[]): Promise<number>;
  /** All documents, by `var2`, then `var1`. */
  findAll(): Promise<number>;
  findGroup(var2: number): Promise<number>;
  countGroup(var2: number): Promise<number>;
  /** The first `limit` of those with this `var1` after `at`, by `at`. */
  findAfter(query: { var1: string; at: string; limit: number }): Promise<number>;
  /** Not measured: reads the documents that `update` will change. */
  hold(ids: string[]): Promise<void>;
  /** Gives a held document another `var2`. */
  update(id: string, var2: number): Promise<void>;
  /** Closes the database and removes what it left. */
  end(): Promise<void>;
}

export const contenderNames = [
  'raw encrypted',
  'ours encrypted',
  'raw node:sqlite',
  'ours node:sqlite',
  'RxDB memory',
  'PouchDB',
  'PouchDB synced',
  'Dexie',
] as const;
export type ContenderName = (typeof contenderNames)[number];

export const benchKey = new Uint8Array(32).fill(7);
