import type { Entry } from '#shared/domain/ticket/entry.ts';
import type { Queryable } from '../postgres/database.ts';

/*
 * Which tickets name which files, and which station proved to have the bytes. Both come in any order, and from several
 * stations at once: whoever notes either holds the hash.
 */

/** In the order of the hashes, until the transaction ends. */
export async function holdHashes(tx: Queryable, hashes: Iterable<string>): Promise<void> {
  const sorted = [...new Set(hashes)].sort();
  if (sorted.length === 0) return;
  await tx.query(
    `SELECT pg_advisory_xact_lock(4738293, key) FROM (
       SELECT DISTINCT hashtext(sha256) AS key FROM unnest($1::text[]) AS h(sha256) ORDER BY key
     ) AS k`,
    [sorted],
  );
}

/** Takes note of the files that entries name, in the transaction that takes the entries in. */
export async function noteReferences(tx: Queryable, entries: readonly Entry[], stationId: string): Promise<void> {
  const named = entries.flatMap((entry) => (entry.kind === 'attached' ? [entry] : []));
  if (named.length === 0) return;
  const hashes = named.map(({ data }) => data.sha256);
  await holdHashes(tx, hashes);
  await tx.query(
    `INSERT INTO attachment_reference (sha256, ticket_id, offered_by, proved)
     SELECT DISTINCT ON (r.sha256, r.ticket_id) r.sha256, r.ticket_id, $3::uuid,
       EXISTS (SELECT FROM attachment_holder h WHERE h.sha256 = r.sha256 AND h.station_id = $3)
     FROM unnest($1::text[], $2::uuid[]) AS r(sha256, ticket_id)
     ON CONFLICT (sha256, ticket_id) DO UPDATE SET proved = attachment_reference.proved OR excluded.proved`,
    [hashes, named.map(({ ticketId }) => ticketId), stationId],
  );
}

export interface Holding {
  sha256: string;
  stationId: string;
  /** The scopes that the station holds. */
  scopes: readonly string[];
}

/** A station has the bytes: what it named, and what it may see, is good for reading from now on. The hash is held. */
export async function noteHolder(tx: Queryable, { sha256, stationId, scopes }: Holding): Promise<void> {
  await tx.query('INSERT INTO attachment_holder VALUES ($1, $2) ON CONFLICT DO NOTHING', [sha256, stationId]);
  await tx.query(
    `UPDATE attachment_reference r SET proved = true
     WHERE r.sha256 = $1 AND NOT r.proved AND (r.offered_by = $2
       OR EXISTS (SELECT FROM ticket_scope s WHERE s.ticket_id = r.ticket_id AND s.scope = ANY($3)))`,
    [sha256, stationId, [...scopes]],
  );
}

/** Whether a ticket in these scopes names the file, for good. */
export async function mayRead(db: Queryable, sha256: string, scopes: readonly string[]): Promise<boolean> {
  const { rows } = await db.query(
    `SELECT FROM attachment_reference r JOIN ticket_scope s ON s.ticket_id = r.ticket_id
     WHERE r.sha256 = $1 AND r.proved AND s.scope = ANY($2) LIMIT 1`,
    [sha256, [...scopes]],
  );
  return rows.length > 0;
}

export async function isHolder(db: Queryable, sha256: string, stationId: string): Promise<boolean> {
  const { rows } = await db.query('SELECT FROM attachment_holder WHERE sha256 = $1 AND station_id = $2', [
    sha256,
    stationId,
  ]);
  return rows.length > 0;
}
