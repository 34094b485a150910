/** Which feeds a ticket belongs to, and what follows for the feeds when that changes. */

import { scopesOf } from '#shared/domain/ticket/scopes.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import type { Queryable } from '../postgres/database.ts';

export interface TicketPlace {
  ticketId: string;
  head: Ticket;
  birthUnit: string;
  /** Closed long ago: its unit's stations hold it no longer. */
  aged: boolean;
  /** Agents who had it brought in. */
  broughtInBy: readonly string[];
}

/** What a register says may be anything; what is no scope is nobody's. */
const SCOPE = /^[ua]:[0-9a-z-]{1,64}$/;

export function placesOf({ head, birthUnit, aged, broughtInBy }: TicketPlace): Set<string> {
  const known = scopesOf(head, birthUnit).filter((scope) => SCOPE.test(scope));
  const scopes = known.some((scope) => scope.startsWith('u:')) ? known : [...known, `u:${birthUnit}`];
  const held = scopes.filter((scope) => !aged || !scope.startsWith('u:'));
  return new Set([...held, ...broughtInBy.map((id) => `a:${id}`)]);
}

export interface Pair {
  ticketId: string;
  scope: string;
}

const columns = (pairs: readonly Pair[]) => [pairs.map(({ ticketId }) => ticketId), pairs.map(({ scope }) => scope)];

/** Puts whole tickets into feeds. The caller holds their rows. */
export async function grant(tx: Queryable, pairs: readonly Pair[]): Promise<void> {
  if (pairs.length === 0) return;
  await tx.query(
    `INSERT INTO ticket_scope (scope, number, ticket_id, open)
     SELECT p.scope, t.number, t.id, t.open FROM unnest($1::uuid[], $2::text[]) AS p(ticket_id, scope) JOIN ticket t ON t.id = p.ticket_id
     ON CONFLICT DO NOTHING`,
    columns(pairs),
  );
  await tx.query(
    `DELETE FROM feed f USING unnest($1::uuid[], $2::text[]) AS p(ticket_id, scope)
     WHERE f.kind = 't' AND f.collection = 'tickets' AND f.id = p.ticket_id::text AND f.scope = p.scope`,
    columns(pairs),
  );
  await tx.query(
    `INSERT INTO feed (scope, kind, entry_id, hash)
     SELECT p.scope, 'e', e.id, e.hash FROM unnest($1::uuid[], $2::text[]) AS p(ticket_id, scope) JOIN entry e ON e.ticket_id = p.ticket_id
     ORDER BY p.scope, p.ticket_id, e.hlc, e.id
     ON CONFLICT DO NOTHING`,
    columns(pairs),
  );
}

/** Takes whole tickets out of feeds and says so there. The caller holds their rows. */
export async function revoke(tx: Queryable, pairs: readonly Pair[]): Promise<void> {
  if (pairs.length === 0) return;
  await tx.query(
    `DELETE FROM ticket_scope s USING unnest($1::uuid[], $2::text[]) AS p(ticket_id, scope)
     WHERE s.ticket_id = p.ticket_id AND s.scope = p.scope`,
    columns(pairs),
  );
  await tx.query(
    `DELETE FROM feed f USING unnest($1::uuid[], $2::text[]) AS p(ticket_id, scope) JOIN entry e ON e.ticket_id = p.ticket_id
     WHERE f.kind = 'e' AND f.entry_id = e.id AND f.scope = p.scope`,
    columns(pairs),
  );
  await tx.query(
    `INSERT INTO feed (scope, kind, collection, id)
     SELECT p.scope, 't', 'tickets', p.ticket_id::text FROM unnest($1::uuid[], $2::text[]) AS p(ticket_id, scope)
     ORDER BY p.scope, p.ticket_id
     ON CONFLICT (collection, id, scope) WHERE kind <> 'e' DO UPDATE SET xid = excluded.xid, seq = excluded.seq`,
    columns(pairs),
  );
}

export interface CustomerPair {
  customerId: string;
  scope: string;
}

const customerColumns = (pairs: readonly CustomerPair[]) => [
  pairs.map(({ customerId }) => customerId),
  pairs.map(({ scope }) => scope),
];

/** A ticket's customer goes where the ticket goes. Answers the feeds that got something. */
export async function grantCustomers(tx: Queryable, pairs: readonly CustomerPair[]): Promise<string[]> {
  if (pairs.length === 0) return [];
  const { rows } = await tx.query<{ scope: string }>(
    `INSERT INTO feed (scope, kind, collection, id, hash)
     SELECT DISTINCT p.scope, 'd'::"char", d.collection, d.id, d.hash
     FROM unnest($1::text[], $2::text[]) AS p(id, scope) JOIN document d ON d.collection = 'customers' AND d.id = p.id
     WHERE d.body IS NOT NULL ORDER BY d.id, p.scope
     ON CONFLICT (collection, id, scope) WHERE kind <> 'e'
       DO UPDATE SET kind = 'd', hash = excluded.hash, xid = excluded.xid, seq = excluded.seq WHERE feed.kind <> 'd'
     RETURNING scope`,
    customerColumns(pairs),
  );
  return rows.map(({ scope }) => scope);
}

/** Customers leave feeds in which they are not at home and no ticket names them any more. */
export async function revokeCustomers(tx: Queryable, pairs: readonly CustomerPair[]): Promise<string[]> {
  if (pairs.length === 0) return [];
  const { rows } = await tx.query<{ scope: string }>(
    `UPDATE feed f SET kind = 'x', hash = 0, xid = pg_current_xact_id(), seq = nextval('feed_seq')
     FROM unnest($1::text[], $2::text[]) AS p(id, scope) JOIN document d ON d.collection = 'customers' AND d.id = p.id
     WHERE f.collection = 'customers' AND f.id = p.id AND f.scope = p.scope AND f.kind = 'd' AND d.home <> p.scope
       AND NOT EXISTS (
         SELECT FROM ticket t JOIN ticket_scope s ON s.ticket_id = t.id WHERE t.customer_id = p.id AND s.scope = p.scope)
     RETURNING f.scope`,
    customerColumns(pairs),
  );
  return rows.map(({ scope }) => scope);
}

/** Whoever names or writes these customers waits for the others who do, in the order of the ids. */
export async function holdCustomers(tx: Queryable, ids: Iterable<string>): Promise<void> {
  const sorted = [...new Set(ids)].sort();
  if (sorted.length === 0) return;
  await tx.query(
    `SELECT pg_advisory_xact_lock(4738291, key) FROM (
       SELECT DISTINCT hashtext(id) AS key FROM unnest($1::text[]) AS c(id) ORDER BY key
     ) AS k`,
    [sorted],
  );
}
