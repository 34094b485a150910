import type { Queryable } from '../../postgres/database.ts';
import type { Place } from '../pull/cursor.ts';
import { type FeedRecord, rowJson, withBodies } from '../pull/page.ts';

/** Most rows that go out on the stream at once; beyond it stations pull, at their own pace. */
export const TAIL_ROWS = 300;

export interface TailPage {
  rows: string[];
  place: Place;
  /** Every transaction below it is over. */
  horizon: bigint;
  /** Of the very moment of the rows: whoever's access was checked at an older one is checked again first. */
  accessVersion: bigint;
}

type TailRecord = { horizon: string; access_version: string } & (FeedRecord | { [K in keyof FeedRecord]: null });

const AFTER = `
  SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS horizon, c.access_version, p.*
  FROM centre c LEFT JOIN (${withBodies(`
    SELECT xid, seq, kind, entry_id, collection, id FROM feed
    WHERE scope = $1 AND (xid, seq) > ($2::xid8, $3::bigint) AND xid < pg_snapshot_xmin(pg_current_snapshot())
    ORDER BY xid, seq LIMIT ${TAIL_ROWS}`)}) p ON true
  ORDER BY p.xid::xid8, p.seq::bigint`;

export async function readTail(db: Queryable, scope: string, from: Place): Promise<TailPage> {
  const { rows } = await db.query<TailRecord>(AFTER, [scope, from.xid.toString(), from.seq.toString()]);
  const records = rows.filter((row): row is TailRecord & FeedRecord => row.xid !== null);
  const last = records.at(-1);
  return {
    rows: records.map(rowJson),
    place: last ? { kind: 'place', xid: BigInt(last.xid), seq: BigInt(last.seq) } : from,
    horizon: BigInt(rows[0]!.horizon),
    accessVersion: BigInt(rows[0]!.access_version),
  };
}

/** The last row that a pull could give now. */
export async function endOfFeed(db: Queryable, scope: string): Promise<Place> {
  const { rows } = await db.query<{ xid: string; seq: string }>(
    `SELECT xid::text, seq::text FROM feed WHERE scope = $1 AND xid < pg_snapshot_xmin(pg_current_snapshot())
     ORDER BY feed.xid DESC, feed.seq DESC LIMIT 1`,
    [scope],
  );
  const [row] = rows;
  return { kind: 'place', xid: BigInt(row?.xid ?? 0), seq: BigInt(row?.seq ?? 0) };
}
