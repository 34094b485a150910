import type { Queryable } from '../postgres/database.ts';

/*
 * What processes on one database tell each other, when a transaction commits. PostgreSQL delivers announcements in the
 * order of the commits and loses them with the connection; who listens asks anew after each reconnect.
 */

export const CHANNEL = 'prumo';
/** PostgreSQL takes less than 8000 bytes. */
const MOST_BYTES = 7_000;

export type Announcement =
  /** Rows were put into these feeds by the transaction; `null`: too many to name. */
  | { kind: 'feed'; scopes: string[] | null; xid: string }
  /** What a station may see changed; `null`: of any station. */
  | { kind: 'access'; stationId: string | null };

export async function announceFeed(tx: Queryable, scopes: Iterable<string>): Promise<void> {
  const named = [...new Set(scopes)].sort();
  if (named.length === 0) return;
  const list = named.join(' ');
  await tx.query(`SELECT pg_notify('${CHANNEL}', 'feed ' || pg_current_xact_id()::text || ' ' || $1)`, [
    list.length > MOST_BYTES ? '*' : list,
  ]);
}

/** Every change of who may see what passes here: it also raises the number by which late readers notice it. */
export async function announceAccess(tx: Queryable, stationId: string | null): Promise<void> {
  await tx.query('UPDATE centre SET access_version = access_version + 1');
  await tx.query(`SELECT pg_notify('${CHANNEL}', 'access ' || $1)`, [stationId ?? '*']);
}

export function readAnnouncement(payload: string): Announcement | null {
  const [kind, first = '', ...rest] = payload.split(' ');
  if (kind === 'feed') return { kind, xid: first, scopes: rest[0] === '*' ? null : rest };
  if (kind === 'access') return { kind, stationId: first === '*' ? null : first };
  return null;
}
