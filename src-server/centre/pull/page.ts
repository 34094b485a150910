import type { Cursor } from '#shared/sync/messages.ts';
import type { Queryable } from '../../postgres/database.ts';
import { type FirstWalk, type Place, writeCursor } from './cursor.ts';

/** Rows of a feed as JSON text, as they go out: bodies are never parsed on this path. */
export interface Page {
  /** Each a `FeedRow`. */
  rows: string[];
  cursor: Cursor;
  more: boolean;
  progress: { done: number; total: number } | null;
}

/** The JSON of a `PullReply`. */
export function pageJson({ rows, cursor, more, progress }: Page, at: string): string {
  return `{"rows":[${rows.join(',')}],"cursor":${JSON.stringify(cursor)},"more":${more},"progress":${JSON.stringify(progress)},"at":"${at}"}`;
}

export interface FeedRecord {
  xid: string;
  seq: string;
  kind: 'e' | 'd' | 'x' | 't';
  collection: string | null;
  id: string | null;
  body: string | null;
  version: number | null;
}

/** @throws when a feed names what is not there: a defect of the centre */
export function rowJson({ kind, collection, id, body, version }: FeedRecord): string {
  switch (kind) {
    case 'e':
      return `{"kind":"entry","entry":${present(body)}}`;
    case 'd':
      return `{"kind":"document","collection":"${collection}","id":${JSON.stringify(id)},"version":${version},"document":${present(body)}}`;
    case 'x':
      return `{"kind":"document-gone","collection":"${collection}","id":${JSON.stringify(id)}}`;
    case 't':
      return `{"kind":"ticket-gone","ticketId":"${id}"}`;
  }
}

function present(body: string | null): string {
  if (body === null) throw new Error('a feed names what is not there');
  return body;
}

/** Joins rows of a feed with their bodies; `f` is a subselect of them, in order. */
export const withBodies = (f: string) => `
  SELECT f.xid::text, f.seq::text, f.kind, f.collection, f.id, coalesce(e.body, d.body) AS body, d.version
  FROM (${f}) f
  LEFT JOIN entry e ON e.id = f.entry_id
  LEFT JOIN document d ON f.kind = 'd' AND d.collection = f.collection AND d.id = f.id
  ORDER BY f.xid, f.seq`;

const NEXT = withBodies(`
  SELECT xid, seq, kind, entry_id, collection, id FROM feed
  WHERE scope = $1 AND (xid, seq) > ($2::xid8, $3::bigint) AND xid < pg_snapshot_xmin(pg_current_snapshot())
  ORDER BY xid, seq LIMIT $4`);

/** The next rows after a place, none of which can be followed by an earlier one any more. */
export async function readNext(
  db: Queryable,
  { scope, place, limit }: { scope: string; place: Place; limit: number },
): Promise<Page & { place: Place }> {
  const { rows } = await db.query<FeedRecord>(NEXT, [scope, place.xid.toString(), place.seq.toString(), limit]);
  const last = rows.at(-1);
  const reached: Place = last ? { kind: 'place', xid: BigInt(last.xid), seq: BigInt(last.seq) } : place;
  return {
    rows: rows.map(rowJson),
    cursor: writeCursor(reached),
    place: reached,
    more: rows.length === limit,
    progress: null,
  };
}

/** Whether a place was given out by a database that knew more transactions than this one has begun. */
export async function isAhead(db: Queryable, place: Place | FirstWalk): Promise<boolean> {
  const { rows } = await db.query<{ next: string }>('SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS next');
  const xid = place.kind === 'first' ? place.horizon : place.xid;
  return xid > BigInt(rows[0]!.next);
}
