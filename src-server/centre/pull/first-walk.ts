import type { Queryable } from '../../postgres/database.ts';
import { type FirstWalk, writeCursor } from './cursor.ts';
import { type FeedRecord, type Page, rowJson, withBodies } from './page.ts';

const LAST_NUMBER = 2n ** 63n - 1n;

/** Where the first synchronisation of a scope begins, and how much there is of it. */
export async function beginFirstWalk(db: Queryable, scope: string): Promise<FirstWalk> {
  const { rows } = await db.query<{ horizon: string; total: string }>(
    `SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS horizon,
       (SELECT count(*) FROM feed WHERE scope = $1 AND kind = 'd')
       + coalesce((SELECT sum(t.entries) FROM ticket_scope s JOIN ticket t ON t.id = s.ticket_id WHERE s.scope = $1), 0) AS total`,
    [scope],
  );
  const { horizon, total } = rows[0]!;
  return {
    kind: 'first',
    horizon: BigInt(horizon),
    phase: 'documents',
    key: 0n,
    seq: 0n,
    done: 0,
    total: Number(total),
  };
}

/** One page; goes on into the next phase where this one ends, so that a page is full while there is more. */
export async function readFirst(
  db: Queryable,
  { scope, walk, limit }: { scope: string; walk: FirstWalk; limit: number },
): Promise<Page> {
  const rows: string[] = [];
  let at: FirstWalk | null = walk;
  while (at && rows.length < limit) {
    const step: Step =
      at.phase === 'documents'
        ? await documents(db, { scope, walk: at, limit: limit - rows.length })
        : await tickets(db, { scope, walk: at, limit: limit - rows.length });
    for (const row of step.rows) rows.push(row);
    at = step.next;
  }
  const done = walk.done + rows.length;
  // What came meanwhile makes the total grow; a bar that says more than all would lie.
  const progress = { done, total: Math.max(walk.total, done) };
  if (at) return { rows, cursor: writeCursor({ ...at, done, total: progress.total }), more: true, progress };
  return { rows, cursor: writeCursor({ kind: 'place', xid: walk.horizon, seq: 0n }), more: true, progress };
}

interface Step {
  rows: string[];
  /** `null`: the walk is over. */
  next: FirstWalk | null;
}
interface Stepping {
  scope: string;
  walk: FirstWalk;
  limit: number;
}

const DOCUMENTS = withBodies(`
  SELECT xid, seq, kind, entry_id, collection, id FROM feed
  WHERE scope = $1 AND kind = 'd' AND (xid, seq) > ($2::xid8, $3::bigint) AND xid < $4::xid8
  ORDER BY xid, seq LIMIT $5`);

async function documents(db: Queryable, { scope, walk, limit }: Stepping): Promise<Step> {
  const { rows } = await db.query<FeedRecord>(DOCUMENTS, [
    scope,
    walk.key.toString(),
    walk.seq.toString(),
    walk.horizon.toString(),
    limit,
  ]);
  const last = rows.at(-1);
  const next: FirstWalk =
    last && rows.length === limit
      ? { ...walk, key: BigInt(last.xid), seq: BigInt(last.seq) }
      : { ...walk, phase: 'open', key: LAST_NUMBER, seq: 0n };
  return { rows: rows.map(rowJson), next };
}

/*
 * Whole tickets, so that each can be used at once. The second pass leaves out those that were surely in the first: open,
 * and not changed since the horizon.
 */
const TICKETS = (which: string) => `
  WITH page AS (
    SELECT number, id, sum(entries) OVER (ORDER BY number DESC) - entries AS before FROM (
      SELECT s.number, t.id, t.entries FROM ticket_scope s JOIN ticket t ON t.id = s.ticket_id
      WHERE s.scope = $1 AND s.number < $2 AND ${which}
      ORDER BY s.number DESC LIMIT $3
    ) AS newest
  )
  SELECT page.number::text, e.body FROM page JOIN entry e ON e.ticket_id = page.id
  WHERE page.before < $3
  ORDER BY page.number DESC, e.hlc, e.id`;
const OPEN = TICKETS('s.open');
const OTHERS = TICKETS('NOT (s.open AND t.changed < $4::xid8)');

async function tickets(db: Queryable, { scope, walk, limit }: Stepping): Promise<Step> {
  const open = walk.phase === 'open';
  const { rows } = await db.query<{ number: string; body: string }>(open ? OPEN : OTHERS, [
    scope,
    walk.key.toString(),
    limit,
    ...(open ? [] : [walk.horizon.toString()]),
  ]);
  const last = rows.at(-1);
  const full = rows.length >= limit;
  const next: FirstWalk | null =
    last && full ? { ...walk, key: BigInt(last.number) } : open ? { ...walk, phase: 'others', key: LAST_NUMBER } : null;
  return { rows: rows.map(({ body }) => `{"kind":"entry","entry":${body}}`), next };
}
