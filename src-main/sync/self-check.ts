import { documentKey, entryKey, HashSum, rowHash } from '#shared/sync/digest.ts';
import { type DigestReply, DOCUMENT_COLLECTIONS, type ScopeKey } from '#shared/sync/messages.ts';
import type { Store } from '../store/open-store.ts';
import { hasParked } from './apply-guarded.ts';
import type { Exchange } from './exchange.ts';
import { readScope, rewind } from './scopes.ts';
import { readState } from './tables.ts';

export interface CheckParts {
  store: () => Store;
  exchange: Exchange;
  /** Grows with every commit of the synchronisation, and with every write of this station. */
  generation: () => number;
}

export type Checked =
  | { scope: ScopeKey; outcome: 'equal' | 'unknown' | 'behind' }
  | { scope: ScopeKey; outcome: 'different'; collections: string[] };

/** Tickets whose entries are summed up in one turn of the event loop. */
const TICKETS_PER_TURN = 100;
const DOCUMENTS_PER_TURN = 1_000;

/**
 * Compares what is here of a scope with what the centre has up to the same place of its feed. Something that moved meanwhile
 * makes the answer `unknown`: the next time will tell.
 */
export async function checkScope(parts: CheckParts, scope: ScopeKey): Promise<Checked> {
  const { store, exchange, generation } = parts;
  const held = readScope(store().file, scope);
  if (held?.state !== 'held' || held.cursor === null || !held.complete) return { scope, outcome: 'unknown' };
  // What could not be taken in is known to be missing: walking the feed anew would not bring it.
  if (hasParked(store().file, scope)) return { scope, outcome: 'unknown' };
  const began = generation();
  const epoch = readState(store().file, 'epoch')!;
  const { collections } = await exchange.ask('digest', { epoch, scope, cursor: held.cursor });
  // Not at the end of the feed: rows of it move, so only there can copies be compared.
  if (collections === null) return { scope, outcome: 'behind' };
  const here = await sums(parts, scope, () => generation() === began);
  if (here === null) return { scope, outcome: 'unknown' };
  const different = differences(collections, here);
  return different.length === 0 ? { scope, outcome: 'equal' } : { scope, outcome: 'different', collections: different };
}

/**
 * Has the feed walked anew. What is here and right is passed over; what the feed turns out not to have leaves once the walk
 * is over (`doubted`). A ticket that no feed ever held here is in doubt as well, unless its very opening was refused.
 */
export function repair({ file }: Pick<Store, 'file'>, scope: ScopeKey): void {
  file.transaction(() => {
    file.prepare('UPDATE OR IGNORE held SET scope = ? WHERE scope = ?').run(doubted(scope), scope);
    file
      .prepare(
        `INSERT OR IGNORE INTO held SELECT 'tickets', h.id, ? FROM ticket_head h
         WHERE NOT EXISTS (SELECT 1 FROM held WHERE collection = 'tickets' AND held.id = h.id)
           AND NOT EXISTS (SELECT 1 FROM verdict v WHERE v.ticket_id = h.id)`,
      )
      .run(doubted(scope));
    rewind(file, scope);
  });
}

/** The name under which things of a scope wait for being seen in its feed again. */
export function doubted(scope: ScopeKey): ScopeKey {
  return `?${scope}` as ScopeKey;
}

function differences(centre: NonNullable<DigestReply['collections']>, here: Map<string, HashSum>): string[] {
  const names = new Set([...Object.keys(centre), ...here.keys()]);
  return [...names].filter((name) => {
    const theirs = centre[name] ?? { count: 0, sum: '0' };
    const ours = here.get(name) ?? new HashSum();
    return theirs.count !== ours.count || theirs.sum !== ours.sum;
  });
}

/** `null` when something moved meanwhile. */
async function sums(
  { store, exchange }: CheckParts,
  scope: ScopeKey,
  still: () => boolean,
): Promise<Map<string, HashSum> | null> {
  const found = new Map<string, HashSum>([['entries', new HashSum()]]);
  for (const collection of DOCUMENT_COLLECTIONS) found.set(collection, new HashSum());
  const turn = async () => {
    await new Promise((resolve) => setImmediate(resolve));
    exchange.signal.throwIfAborted();
    return still();
  };
  let after: string | null = '';
  while (after !== null) {
    after = sumTickets(store(), { scope, after, sum: found.get('entries')! });
    if (!(await turn())) return null;
  }
  for (const collection of DOCUMENT_COLLECTIONS) {
    let last: string | null = '';
    while (last !== null) {
      last = sumDocuments(store(), { scope, collection, after: last, sum: found.get(collection)! });
      if (!(await turn())) return null;
    }
  }
  return found;
}

/** @returns the last ticket summed up, `null` after all */
function sumTickets(
  { file, raw }: Store,
  { scope, after, sum }: { scope: ScopeKey; after: string; sum: HashSum },
): string | null {
  const tickets = file
    .pluck<string>(
      `SELECT id FROM held WHERE scope = ? AND collection = 'tickets' AND id > ? ORDER BY id LIMIT ${TICKETS_PER_TURN}`,
    )
    .all(scope, after);
  const ids = file
    .pluck<string>(
      `SELECT e.id FROM json_each(?) t CROSS JOIN ${raw.entries.table} e ON e."f.ticketId" = t.value
       WHERE e.deleted = 0
         AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.collection = 'entries' AND o.id = e.id)
         AND NOT EXISTS (SELECT 1 FROM unechoed u WHERE u.id = e.id)
         AND NOT EXISTS (SELECT 1 FROM verdict v WHERE v.collection = 'entries' AND v.id = e.id)`,
    )
    .all(JSON.stringify(tickets));
  for (const id of ids) sum.add(rowHash(entryKey(id)));
  return tickets.length < TICKETS_PER_TURN ? null : tickets.at(-1)!;
}

function sumDocuments(
  { file, raw }: Store,
  {
    scope,
    collection,
    after,
    sum,
  }: { scope: ScopeKey; collection: (typeof DOCUMENT_COLLECTIONS)[number]; after: string; sum: HashSum },
): string | null {
  const rows = file
    .prepare<{ id: string; version: number | null }>(
      `SELECT h.id, b.version FROM held h
         LEFT JOIN sync_base b ON b.collection = h.collection AND b.id = h.id
           AND EXISTS (SELECT 1 FROM ${raw[collection].table} d WHERE d.id = h.id AND d.deleted = 0)
       WHERE h.scope = ? AND h.collection = ? AND h.id > ? ORDER BY h.id LIMIT ${DOCUMENTS_PER_TURN}`,
    )
    .all(scope, collection, after);
  for (const { id, version } of rows) if (version !== null) sum.add(rowHash(documentKey(id, version)));
  return rows.length < DOCUMENTS_PER_TURN ? null : rows.at(-1)!.id;
}
