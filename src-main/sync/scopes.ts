import type { Cursor, ScopeKey } from '#shared/sync/messages.ts';
import type { SqliteFile } from '../storage/sqlite-file.ts';

/** A feed that the station follows, and how far it is. */
export interface HeldScope {
  scope: ScopeKey;
  /** `null`: at the beginning. */
  cursor: Cursor | null;
  /** `leaving`: access was lost; what only it holds is being removed. */
  state: 'held' | 'leaving';
  /** The first synchronisation is over. */
  complete: boolean;
  /** Of the first synchronisation, in rows. */
  done: number;
  total: number;
}

interface Row extends Omit<HeldScope, 'complete'> {
  complete: number;
}

const read = ({ complete, ...row }: Row): HeldScope => ({ ...row, complete: complete === 1 });

export function allScopes(file: SqliteFile): HeldScope[] {
  return file.prepare<Row>('SELECT * FROM sync_scope ORDER BY scope').all().map(read);
}

export function heldScopes(file: SqliteFile): HeldScope[] {
  return allScopes(file).filter(({ state }) => state === 'held');
}

export function readScope(file: SqliteFile, scope: ScopeKey): HeldScope | null {
  const row = file.prepare<Row>('SELECT * FROM sync_scope WHERE scope = ?').get(scope);
  return row ? read(row) : null;
}

/** Takes up the scopes that the centre names; those that it names no more are leaving. @returns whether any changed */
export function setScopes(file: SqliteFile, scopes: readonly ScopeKey[]): boolean {
  return file.transaction(() => {
    const wanted = new Set(scopes);
    const known = new Map(allScopes(file).map((one) => [one.scope, one]));
    let changed = false;
    for (const scope of wanted) {
      if (known.get(scope)?.state === 'held') continue;
      file.prepare('INSERT OR REPLACE INTO sync_scope(scope) VALUES (?)').run(scope);
      changed = true;
    }
    for (const { scope, state } of known.values()) {
      if (wanted.has(scope) || state === 'leaving') continue;
      file.prepare("UPDATE sync_scope SET state = 'leaving' WHERE scope = ?").run(scope);
      changed = true;
    }
    return changed;
  });
}

export interface Reached {
  cursor: Cursor;
  complete: boolean;
  progress: { done: number; total: number } | null;
}

export function moveCursor(file: SqliteFile, scope: ScopeKey, { cursor, complete, progress }: Reached): void {
  file
    .prepare(
      `UPDATE sync_scope SET cursor = ?, complete = max(complete, ?), done = coalesce(?, done), total = coalesce(?, total)
       WHERE scope = ?`,
    )
    .run(cursor, complete ? 1 : 0, progress?.done ?? null, progress?.total ?? null, scope);
}

/** Has the feed walked anew from its beginning; what is here already is passed over then. */
export function rewind(file: SqliteFile, scope: ScopeKey): void {
  file.prepare('UPDATE sync_scope SET cursor = NULL WHERE scope = ?').run(scope);
}

export interface HeldThing {
  /** `tickets`, or a collection of documents. */
  collection: string;
  id: string;
}

export function hold(file: SqliteFile, { collection, id }: HeldThing, scope: ScopeKey): void {
  file.prepare('INSERT OR IGNORE INTO held VALUES (?, ?, ?)').run(collection, id, scope);
  file.prepare('DELETE FROM leaving WHERE collection = ? AND id = ?').run(collection, id);
}

/** @returns whether no scope holds it any more */
export function letGo(file: SqliteFile, { collection, id }: HeldThing, scope: ScopeKey): boolean {
  file.prepare('DELETE FROM held WHERE collection = ? AND id = ? AND scope = ?').run(collection, id, scope);
  return (
    file.pluck<number>('SELECT 1 FROM held WHERE collection = ? AND id = ? LIMIT 1').get(collection, id) === undefined
  );
}

export function heldBy(file: SqliteFile, scope: ScopeKey, limit: number): HeldThing[] {
  return file.prepare<HeldThing>('SELECT collection, id FROM held WHERE scope = ? LIMIT ?').all(scope, limit);
}
