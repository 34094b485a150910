import type { SqliteFile } from '../storage/sqlite-file.ts';

/*
 * What the station remembers of its agreement with the centre, in the file of its documents and written in their
 * transactions: after a crash, in a backup and after a restoration they say the same as the documents.
 *
 *   outbox        what was written here and is not on the centre; `sent`: under way, no answer seen yet
 *   unechoed      own entries that the centre took and that have not come back in a feed
 *   sync_scope    where in each feed the station is (`cursor` null: before the beginning)
 *   held          by which scopes a ticket or a document is here
 *   sync_base     the centre's version of a document that the one here stands on; `body` null: equal to the one here;
 *                 `former`: the epoch of the version, where it is not the present one
 *   document_clash  a field of a document that two changed: the centre's value stands, this one did not
 *   clash_source    who wrote that one here, and when
 *   document_author  who saved a document here last, and at which of its states (`updatedAt`)
 *   parked_row    a row of a feed that this version cannot take in; tried again at each session
 *   leaving       what has no scope any more and goes as soon as nothing of it is unsent
 *   agent_lease   until when people may sign in with no network, and the token that renews it
 *   sync_state    single values
 */
const SQL = `
CREATE TABLE IF NOT EXISTS outbox(
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  collection TEXT NOT NULL,
  id TEXT NOT NULL,
  ticket_id TEXT,
  at TEXT NOT NULL,
  position INTEGER NOT NULL,
  edits INTEGER NOT NULL DEFAULT 1,
  sent TEXT,
  sent_edits INTEGER,
  state TEXT NOT NULL DEFAULT 'unsent',
  tried_at TEXT,
  UNIQUE(collection, id)
);
CREATE INDEX IF NOT EXISTS outbox_state ON outbox(state, seq);
CREATE INDEX IF NOT EXISTS outbox_ticket ON outbox(ticket_id) WHERE ticket_id IS NOT NULL;
CREATE TABLE IF NOT EXISTS unechoed(id TEXT NOT NULL PRIMARY KEY, ticket_id TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS unechoed_ticket ON unechoed(ticket_id);
CREATE TABLE IF NOT EXISTS sync_scope(
  scope TEXT NOT NULL PRIMARY KEY,
  cursor TEXT,
  state TEXT NOT NULL DEFAULT 'held',
  complete INTEGER NOT NULL DEFAULT 0,
  done INTEGER NOT NULL DEFAULT 0,
  total INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS held(
  collection TEXT NOT NULL, id TEXT NOT NULL, scope TEXT NOT NULL, PRIMARY KEY(collection, id, scope)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS held_scope ON held(scope, collection, id);
CREATE TABLE IF NOT EXISTS sync_base(
  collection TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, body TEXT, former TEXT,
  PRIMARY KEY(collection, id)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS document_clash(
  collection TEXT NOT NULL, id TEXT NOT NULL, field TEXT NOT NULL, kept TEXT NOT NULL, lost TEXT NOT NULL,
  PRIMARY KEY(collection, id, field)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS clash_source(
  collection TEXT NOT NULL, id TEXT NOT NULL, field TEXT NOT NULL, name TEXT NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY(collection, id, field)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS document_author(
  collection TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY(collection, id)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS parked_row(
  scope TEXT NOT NULL, key TEXT NOT NULL, row TEXT NOT NULL, PRIMARY KEY(scope, key)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS leaving(collection TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY(collection, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS agent_lease(agent_id TEXT NOT NULL PRIMARY KEY, lease_until TEXT NOT NULL, refresh TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sync_state(name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
`;

export function createSyncTables(file: SqliteFile): void {
  file.transaction(() => file.exec(SQL));
}

/** Single values, as JSON. */
export interface SyncStates {
  /** Of the centre's database: another one means that it was restored from a backup. */
  epoch: string;
  /** Which rows are still to be offered anew: collections done, and the sequence reached in the next one. */
  offering: { collections: string[]; after: number };
  /** ISO instant of the centre: everything until then is here. */
  dataAsOf: string;
  /** Of the organisation, as the centre said last. */
  units: { id: string; name: string }[];
  /** Something was removed: backups and black box still hold it. */
  removedAt: string;
}

export function readState<K extends keyof SyncStates>(file: SqliteFile, name: K): SyncStates[K] | null {
  const value = file.pluck<string>('SELECT value FROM sync_state WHERE name = ?').get(name);
  return value === undefined ? null : (JSON.parse(value) as SyncStates[K]);
}

export function writeState<K extends keyof SyncStates>(file: SqliteFile, name: K, value: SyncStates[K] | null): void {
  if (value === null) file.prepare('DELETE FROM sync_state WHERE name = ?').run(name);
  else file.prepare('INSERT OR REPLACE INTO sync_state VALUES (?, ?)').run(name, JSON.stringify(value));
}
