import { offerAllAnew } from '../attachments/copies.ts';
import { readPosition } from '../recovery/position.ts';
import type { SqliteFile } from '../storage/sqlite-file.ts';
import type { Collections, Store } from '../store/open-store.ts';
import { readState, type SyncStates, writeState } from './tables.ts';

/*
 * Everything the station has is offered to the centre: once when it is enrolled, and again when the centre was restored from
 * a backup and may have forgotten part of it. What the centre has already it takes for what it has.
 */

/** What others lean on comes first. */
const ORDER = [
  'staff',
  'packs',
  'customers',
  'workorders',
  'shifts',
  'loosecalls',
  'entries',
] as const satisfies (keyof Collections)[];

/** Begins anew; to be carried on by `offerSome` until that answers true. In the caller's transaction. */
export function beginOffering(file: SqliteFile): void {
  writeState(file, 'offering', { collections: [...ORDER], after: 0 });
  offerAllAnew(file);
}

export function isOffering(file: SqliteFile): boolean {
  return readState(file, 'offering') !== null;
}

/** Puts some more rows into the outbox; how far it is stands in the same commit. @returns whether all are in it */
export function offerSome(store: Store, limit: number): boolean {
  const { file } = store;
  return file.transaction(() => {
    const state = readState(file, 'offering');
    if (state === null) return true;
    const [collection, ...rest] = state.collections as (keyof Collections)[];
    if (!collection) {
      writeState(file, 'offering', null);
      return true;
    }
    const last = offer(store, { collection, after: state.after, limit });
    const next: SyncStates['offering'] =
      last === null ? { collections: rest, after: 0 } : { collections: state.collections, after: last };
    writeState(file, 'offering', next);
    return false;
  });
}

/** @returns the sequence reached, `null` when the collection is through */
function offer(
  { file, raw }: Store,
  { collection, after, limit }: { collection: keyof Collections; after: number; limit: number },
): number | null {
  const { table } = raw[collection];
  const last = file
    .pluck<number | null>(`SELECT max(seq) FROM (SELECT seq FROM ${table} WHERE seq > ? ORDER BY seq LIMIT ?)`)
    .get(after, limit);
  if (last === null || last === undefined) return null;
  const ticketId = collection === 'entries' ? `"f.ticketId"` : 'NULL';
  const at = collection === 'entries' ? '$.at' : '$.updatedAt';
  file
    .prepare(
      `INSERT INTO outbox(collection, id, ticket_id, at, position)
       SELECT ?, id, ${ticketId}, coalesce(json_extract(data, ?), json_extract(data, '$.openedAt'), json_extract(data, '$.at'), ''), ?
       FROM ${table} t WHERE seq > ? AND seq <= ? AND deleted = 0
         AND NOT EXISTS (SELECT 1 FROM verdict v WHERE v.collection = ? AND v.id = t.id AND v.ticket_id IS NOT NULL)
       ORDER BY seq
       ON CONFLICT(collection, id) DO NOTHING`,
    )
    .run(collection, at, readPosition(file), after, last, collection);
  return last;
}
