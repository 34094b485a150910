/**
 * PouchDB 9 on LevelDB, through its own interface (RxDB 17 has no PouchDB storage). It builds its indexes when the first
 * query asks. As it comes it does not force its writes to the disk; `synced` has LevelDB do that, which makes a
 * resolved write as durable as ours.
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PouchDB from 'pouchdb';
import findPlugin from 'pouchdb-find';
import { COLLECTIONS, type Contender } from '../contender.ts';
import type { BenchDocument } from '../documents.ts';

PouchDB.plugin(findPlugin);

const INDEXES = [['var1'], ['var2'], ['deep.deep1'], ['var2', 'var1'], ['var1', 'at']];
const EVERYTHING = 1e9;

type Stored = BenchDocument & { _id: string; _rev: string };

interface LevelDown {
  _batch(operations: unknown[], options: object, callback: unknown): void;
  _put(key: unknown, value: unknown, options: object, callback: unknown): void;
}

/** PouchDB's own LevelDB, under it in the tree of packages. */
const leveldown = createRequire(import.meta.resolve('pouchdb'))('leveldown') as (path: string) => LevelDown;

function syncedLevelDown(path: string): LevelDown {
  const database = leveldown(path);
  const batch = database._batch.bind(database);
  const put = database._put.bind(database);
  database._batch = (operations, options, callback) => batch(operations, { ...options, sync: true }, callback);
  database._put = (key, value, options, callback) => put(key, value, { ...options, sync: true }, callback);
  return database;
}

export function pouchdbContender({ synced = false } = {}): Contender {
  const options = synced ? { db: syncedLevelDown } : {};
  let directory: string;
  let databases: PouchDB<BenchDocument>[];
  const held = new Map<string, Stored>();
  const documents = () => databases[0]!;

  const connect = () => {
    databases = Array.from(
      { length: COLLECTIONS },
      (_, index) => new PouchDB(join(directory, `documents${index}`), options),
    );
  };
  const close = async () => {
    for (const database of databases) await database.close();
  };
  const read = async (ids: string[]) => {
    const { rows } = await documents().allDocs({ keys: ids, include_docs: true });
    return rows.map(({ doc }) => doc).filter((doc) => doc !== undefined);
  };

  return {
    create: async (first) => {
      directory = mkdtempSync(join(tmpdir(), 'prumo-bench-'));
      connect();
      for (const database of databases) {
        for (const fields of INDEXES) await database.createIndex({ index: { fields, ddoc: fields.join('-') } });
      }
      await databases[1]!.put({ ...first, _id: first.id });
    },
    refresh: async () => {
      held.clear();
      await close();
      connect();
    },
    insertMany: async (many) => {
      const results = await documents().bulkDocs(many.map((document) => ({ ...document, _id: document.id })));
      if (results.some(({ error }) => error)) throw new Error('bench: documents were refused');
    },
    insert: async (document) => void (await documents().put({ ...document, _id: document.id })),
    findMany: async (ids) => (await read(ids)).length,
    findAll: async () => {
      const selector = { var2: { $gte: 0 } };
      return (await documents().find({ selector, sort: ['var2', 'var1'], limit: EVERYTHING, use_index: 'var2-var1' }))
        .docs.length;
    },
    findGroup: async (var2) =>
      (await documents().find({ selector: { var2 }, limit: EVERYTHING, use_index: 'var2' })).docs.length,
    countGroup: async (var2) =>
      (await documents().find({ selector: { var2 }, fields: ['_id'], limit: EVERYTHING, use_index: 'var2' })).docs
        .length,
    findAfter: async ({ var1, at, limit }) => {
      const selector = { var1, at: { $gt: at } };
      return (await documents().find({ selector, sort: ['var1', 'at'], limit, use_index: 'var1-at' })).docs.length;
    },
    hold: async (ids) => {
      for (const document of await read(ids)) held.set(document._id, document);
    },
    update: async (id, var2) => void (await documents().put({ ...held.get(id)!, var2 })),
    end: async () => {
      held.clear();
      await close();
      rmSync(directory, { recursive: true });
    },
  };
}
