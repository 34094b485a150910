import type { ScopeKey } from '#shared/sync/messages.ts';
import type { Collections, Store } from '../store/open-store.ts';
import { forgetHead } from '../store/projections/ticket-heads.ts';
import { keepOpenVerdicts, refusedEntries } from '../store/verdicts.ts';
import { forgetBase } from './bases.ts';
import { hasUnsent, outboxRow } from './outbox.ts';
import { type HeldThing, heldBy, letGo } from './scopes.ts';
import { writeState } from './tables.ts';

/*
 * What the station may no longer see leaves it: documents, heads, index and what synchronisation knew of it. What is unsent
 * goes to the centre first; then it leaves too. Backups and the black box follow once nothing is left (`removedAt`).
 */

/** Removes something that no scope holds, at once or as soon as nothing of it is unsent. In the caller's transaction. */
export function removeWhenFree(store: Store, thing: HeldThing): void {
  const { file } = store;
  const unsent =
    thing.collection === 'tickets' ? hasUnsent(file, thing.id) : outboxRow(file, thing.collection, thing.id) !== null;
  if (unsent) {
    file.prepare('INSERT OR IGNORE INTO leaving VALUES (?, ?)').run(thing.collection, thing.id);
    return;
  }
  file.prepare('DELETE FROM leaving WHERE collection = ? AND id = ?').run(thing.collection, thing.id);
  if (thing.collection === 'tickets') removeTicket(store, thing.id);
  else removeDocument(store, thing.collection as keyof Collections, thing.id);
  writeState(file, 'removedAt', new Date().toISOString());
}

function removeTicket({ file, raw, feed }: Store, ticketId: string): void {
  const ids = file.pluck<string>(`SELECT id FROM ${raw.entries.table} WHERE "f.ticketId" = ?`).all(ticketId);
  const refused = [...refusedEntries(file, ticketId)];
  if (refused.length > 0) {
    const protocol = file.pluck<string>('SELECT protocol FROM ticket_head WHERE id = ?').get(ticketId) ?? null;
    // What somebody typed here is lost by no decision of others: the centre did not take it, so this is all there is of it.
    keepOpenVerdicts(file, { ticketId, protocol, entries: raw.entries.read(refused).values() });
  }
  raw.entries.erase(ids);
  forgetHead(file, ticketId);
  file.prepare('DELETE FROM unechoed WHERE ticket_id = ?').run(ticketId);
  file.afterCommit(() => feed.tell({ tickets: [ticketId] }));
}

function removeDocument({ file, raw }: Store, collection: keyof Collections, id: string): void {
  raw[collection].erase([id]);
  forgetBase(file, collection, id);
}

/** Removes what waits for nothing any more. @returns how many, at most `limit` */
export function removeFreed(store: Store, limit: number): number {
  const { file } = store;
  const free = file
    .prepare<HeldThing>(
      `SELECT collection, id FROM leaving l WHERE NOT EXISTS (
         SELECT 1 FROM outbox o WHERE (l.collection = 'tickets' AND o.ticket_id = l.id) OR (o.collection = l.collection AND o.id = l.id)
       ) LIMIT ?`,
    )
    .all(limit);
  for (const thing of free) removeWhenFree(store, thing);
  return free.length;
}

/** Lets go of part of what a lost scope holds. @returns whether it is all gone, and the scope with it */
export function leaveScope(store: Store, scope: ScopeKey, limit: number): boolean {
  const { file } = store;
  const some = heldBy(file, scope, limit);
  for (const thing of some) if (letGo(file, thing, scope)) removeWhenFree(store, thing);
  if (some.length === limit) return false;
  file.prepare("DELETE FROM sync_scope WHERE scope = ? AND state = 'leaving'").run(scope);
  return true;
}
