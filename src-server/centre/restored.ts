import { randomUUID } from 'node:crypto';
import type { Database, Queryable } from '../postgres/database.ts';
import { ServerError } from '../server-error.ts';

/** For so long after a restore stations bring back what the backup does not have, also of each other. */
const RECOVERY_DAYS = 30;
/** Stations enrolled after the backup was made keep numbers that it does not know. */
const NUMBERS_LEFT_OUT = 200;

/**
 * Begins a new epoch: after the database was restored from a backup or moved to another PostgreSQL. Places in feeds of
 * before mean nothing any more, so every station walks its feeds anew and offers all that it has.
 * @throws {ServerError} `database-empty` when no centre was ever begun in it
 */
export function beginEpoch(db: Database, now: number): Promise<{ epoch: string }> {
  return db.transaction((tx) => beginEpochIn(tx, now));
}

/** The same as a part of a transaction. */
export async function beginEpochIn(tx: Queryable, now: number): Promise<{ epoch: string }> {
  const epoch = randomUUID();
  await tx.query(`SET LOCAL statement_timeout = 0`);
  // Until somebody writes it, a document is what the backup had of the epoch that ends.
  await tx.query('UPDATE document SET fork_epoch = centre.epoch, fork_version = version, fork_body = body FROM centre');
  const { rowCount } = await tx.query(
    `UPDATE centre SET former_epochs = former_epochs || epoch, epoch = $1, recovery_until = $2, next_station = least(next_station + $3, 9000), access_version = access_version + 1,
       cluster = $4`,
    [epoch, new Date(now + RECOVERY_DAYS * 86_400_000), NUMBERS_LEFT_OUT, await clusterOf(tx)],
  );
  if (rowCount === 0)
    throw new ServerError('database-empty', 'Este banco ainda não é de central nenhuma: não há o que recuperar nele.');
  await tx.query(`INSERT INTO administration_record (at, act) VALUES ($1, 'recovery-opened')`, [new Date(now)]);
  // Numbers of transactions belong to the PostgreSQL in which they ran.
  await tx.query('UPDATE feed SET xid = pg_current_xact_id()');
  await tx.query('UPDATE ticket SET changed = pg_current_xact_id()');
  return { epoch };
}

/**
 * Which PostgreSQL this is, on which of its timelines, and which of its databases: every way of putting a copy back but
 * that of copying the files over the former ones makes another.
 */
export async function clusterOf(tx: Queryable): Promise<string> {
  const { rows } = await tx.query<{ cluster: string }>(
    `SELECT concat_ws('.', (SELECT system_identifier FROM pg_control_system()),
       (SELECT timeline_id FROM pg_control_checkpoint()),
       (SELECT oid FROM pg_database WHERE datname = current_database())) AS cluster`,
  );
  return rows[0]!.cluster;
}
