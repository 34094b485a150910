/** The record of administrative acts: each in the transaction that does it, so that neither is there without the other. */
import type { Act, RecordPage } from '#shared/sync/administration.ts';
import { RECORD_ROWS } from '#shared/sync/administration.ts';
import type { Database, Queryable } from '../../postgres/database.ts';
import type { Answer, Denied } from '../answer.ts';
import { type CentreContext, nowIso } from '../context.ts';

/** Who acts: an administrator, or `null` for the command line and for who is not known. */
export type Actor = { staffId: string } | null;

export interface ActFacts {
  by: Actor;
  act: Act;
  /** What or whom it is about: names of units, stations and people, never what customers said. */
  about: string;
}

/** Longest text of one line of the record. */
const MOST_ABOUT = 300;

export async function noteAct(context: CentreContext, { by, act, about }: ActFacts): Promise<void> {
  await context.db.query('INSERT INTO administration_record (at, staff_id, act, about) VALUES ($1, $2, $3, $4)', [
    nowIso(context),
    by?.staffId ?? null,
    act,
    about.slice(0, MOST_ABOUT),
  ]);
  context.log.info({ act }, 'administration.act');
}

/** What was refused undoes everything that was done on the way to it. */
class Undone extends Error {
  readonly denied: Denied;

  constructor(denied: Denied) {
    super('undone');
    this.denied = denied;
  }
}

/**
 * Does `work` in one transaction; what it refuses leaves nothing behind. Whatever `work` calls with the context it is
 * given takes part in that transaction. It may run more than once.
 */
export async function allOrNothing<T>(
  context: CentreContext,
  work: (within: CentreContext) => Promise<Answer<T>>,
): Promise<Answer<T>> {
  try {
    return await context.db.transaction(async (tx) => {
      const answer = await work({ ...context, db: inside(context.db, tx) });
      if (!answer.ok) throw new Undone(answer);
      return answer;
    });
  } catch (error) {
    if (error instanceof Undone) return error.denied;
    throw error;
  }
}

function inside(db: Database, tx: Queryable): Database {
  return {
    query: (text, values) => tx.query(text, values),
    transaction: (work) => work(tx),
    connect: () => db.connect(),
    get pool() {
      return db.pool;
    },
    close: () => db.close(),
  };
}

interface Row {
  id: string;
  at: Date;
  by: string | null;
  act: Act;
  about: string;
}

/** Newest first. */
export async function readRecord(db: Queryable, before: number | null): Promise<RecordPage> {
  const { rows } = await db.query<Row>(
    `SELECT r.id, r.at, d.body::jsonb ->> 'name' AS by, r.act, r.about
     FROM administration_record r LEFT JOIN document d ON d.collection = 'staff' AND d.id = r.staff_id::text
     WHERE $1::bigint IS NULL OR r.id < $1 ORDER BY r.id DESC LIMIT $2`,
    [before, RECORD_ROWS + 1],
  );
  const page = rows
    .slice(0, RECORD_ROWS)
    .map(({ id, at, ...row }) => ({ ...row, id: Number(id), at: at.toISOString() }));
  return { rows: page, next: rows.length > RECORD_ROWS ? page.at(-1)!.id : null };
}
