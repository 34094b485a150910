/**
 * The raw drivers doing the same work by hand: the same columns, indexes and settings as our storage, the same JSON
 * written and parsed, the same saves acknowledged (with RxDB's own token and list of collections), and the documents found
 * are held as RxDB's caches hold them, nothing else. Each operation in the form that was fastest here.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import Database from 'better-sqlite3-multiple-ciphers';
import { benchKey, COLLECTIONS, type Contender } from '../contender.ts';
import type { BenchDocument } from '../documents.ts';

type Value = string | number;

/** The two drivers' common denominator. */
export interface RawDatabase {
  exec(sql: string): void;
  write(sql: string): (...params: Value[]) => void;
  /** The first column of each row. */
  column(sql: string): (...params: Value[]) => Value[];
  close(): void;
}

type Stored = BenchDocument & {
  _deleted: boolean;
  _rev: string;
  _meta: { lwt: number };
  _attachments: Record<string, never>;
};

const SETTINGS = `
  PRAGMA locking_mode = EXCLUSIVE; PRAGMA temp_store = MEMORY; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
  PRAGMA cache_size = -32768; PRAGMA journal_size_limit = 67108864; PRAGMA cell_size_check = ON;
  PRAGMA foreign_keys = ON;`;
const COLUMNS = ['id', 'rev', 'deleted', 'seq', 'lwt', 'var1', 'var2', 'deep1', 'at', 'data'];
const INDEXES = [
  'deleted,var1,id',
  'deleted,var2,id',
  'deleted,deep1,id',
  'deleted,var2,var1,id',
  'deleted,var1,at,id',
];

export function rawCiphers(path: string): RawDatabase {
  const database = new Database(path);
  database.pragma("cipher = 'aegis'");
  database.key(Buffer.from(`raw:${Buffer.from(benchKey).toString('hex')}`));
  return {
    exec: (sql) => void database.exec(sql),
    write: (sql) => {
      const statement = atFirstUse(() => database.prepare(sql));
      return (...params) => void statement().run(...params);
    },
    column: (sql) => {
      const statement = atFirstUse(() => database.prepare(sql).pluck(true));
      return (...params) => statement().all(...params) as Value[];
    },
    close: () => void database.close(),
  };
}

export function rawNode(path: string): RawDatabase {
  const database = new DatabaseSync(path);
  return {
    exec: (sql) => database.exec(sql),
    write: (sql) => {
      const statement = atFirstUse(() => database.prepare(sql));
      return (...params) => void statement().run(...params);
    },
    column: (sql) => {
      const statement = atFirstUse(() => {
        const prepared = database.prepare(sql);
        prepared.setReturnArrays(true);
        return prepared;
      });
      return (...params) => (statement().all(...params) as unknown as [Value][]).map(([value]) => value);
    },
    close: () => database.close(),
  };
}

/** Statements are compiled in the step that needs them first, as ours are. */
function atFirstUse<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

export function rawContender(open: (path: string) => RawDatabase): Contender {
  let directory: string;
  let database: RawDatabase;
  let sequence = 0;
  let documents: Table;
  const held = new Map<string, Stored>();
  /** Documents found since the last `refresh`. */
  let found: Stored[][] = [];
  const hold = (documents: Stored[]) => {
    found.push(documents);
    return documents.length;
  };

  return {
    create: async (first) => {
      directory = mkdtempSync(join(tmpdir(), 'prumo-bench-'));
      database = open(join(directory, 'raw.db'));
      database.exec(SETTINGS);
      database.exec('BEGIN');
      for (let number = 0; number < COLLECTIONS; number++) createTable(database, `t${number}`);
      database.exec('CREATE TABLE own(id TEXT PRIMARY KEY, data TEXT NOT NULL); COMMIT');
      const own = database.write('INSERT INTO own VALUES (?, ?)');
      own('token', JSON.stringify({ token: 'bench' }));
      own('collections', JSON.stringify(Array.from({ length: COLLECTIONS }, (_, number) => `t${number}`)));
      tableOf(database, 't1').insert(stored(first), sequence++);
      documents = tableOf(database, 't0');
    },
    refresh: async () => {
      held.clear();
      found = [];
    },
    insertMany: async (many) => {
      database.exec('BEGIN IMMEDIATE');
      for (const document of many) documents.insert(stored(document), sequence++);
      database.exec('COMMIT');
    },
    insert: async (document) => documents.insert(stored(document), sequence++),
    findMany: async (ids) => hold(documents.byIds(ids)),
    findAll: async () => hold(parsed(documents.all())),
    findGroup: async (var2) => hold(parsed(documents.group(var2))),
    countGroup: async (var2) => Number(documents.count(var2)[0]),
    findAfter: async ({ var1, at, limit }) => hold(parsed(documents.after(var1, at, limit))),
    hold: async (ids) => {
      for (const document of documents.byIds(ids)) held.set(document.id, document);
    },
    update: async (id, var2) => {
      const { _rev, _meta, ...document } = held.get(id)!;
      const next = { ...document, var2, _rev: '2-bench', _meta: { lwt: _meta.lwt + 1 } };
      documents.update(next._rev, sequence++, next._meta.lwt, JSON.stringify(next), var2, id, _rev);
    },
    end: async () => {
      held.clear();
      found = [];
      database.close();
      rmSync(directory, { recursive: true });
    },
  };
}

function createTable(database: RawDatabase, name: string): void {
  database.exec(`CREATE TABLE ${name}(rid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, rev TEXT NOT NULL,
    deleted INTEGER NOT NULL, seq INTEGER NOT NULL, lwt NUMERIC NOT NULL, var1 TEXT, var2 NUMERIC, deep1 TEXT,
    at TEXT, data TEXT NOT NULL);
    CREATE INDEX ${name}_seq ON ${name}(seq); CREATE INDEX ${name}_deleted ON ${name}(lwt) WHERE deleted = 1`);
  for (const [number, columns] of INDEXES.entries())
    database.exec(`CREATE INDEX ${name}_i${number} ON ${name}(${columns})`);
}

type Table = ReturnType<typeof tableOf>;

function tableOf(database: RawDatabase, name: string) {
  const insert = database.write(`INSERT INTO ${name}(${COLUMNS.join()}) VALUES (${COLUMNS.map(() => '?').join()})`);
  const one = database.column(`SELECT data FROM ${name} WHERE id = ? AND deleted = 0`);
  const many = database.column(
    `SELECT t.data FROM json_each(?) j CROSS JOIN ${name} t ON t.id = j.value AND t.deleted = 0`,
  );
  return {
    insert: (document: Stored, seq: number) => {
      const { id, _rev, _meta, var1, var2, deep, at } = document;
      insert(id, _rev, 0, seq, _meta.lwt, var1, var2, deep.deep1, at, JSON.stringify(document));
    },
    byIds: (ids: readonly string[]) => parsed(ids.length > 1 ? many(JSON.stringify(ids)) : one(ids[0]!)),
    all: database.column(`SELECT data FROM ${name} WHERE deleted = 0 ORDER BY var2, var1, id`),
    group: database.column(`SELECT data FROM ${name} WHERE deleted = 0 AND var2 = ? ORDER BY id`),
    count: database.column(`SELECT count(*) FROM ${name} WHERE deleted = 0 AND var2 = ?`),
    after: database.column(
      `SELECT data FROM ${name} WHERE deleted = 0 AND var1 = ? AND at > ? ORDER BY at, id LIMIT ?`,
    ),
    update: database.write(`UPDATE ${name} SET rev = ?, seq = ?, lwt = ?, data = ?, var2 = ? WHERE id = ? AND rev = ?`),
  };
}

function stored(document: BenchDocument): Stored {
  return { ...document, _deleted: false, _rev: '1-bench', _meta: { lwt: Date.now() }, _attachments: {} };
}

function parsed(texts: Value[]): Stored[] {
  return texts.map((text) => JSON.parse(text as string) as Stored);
}
