import { randomUUID } from 'node:crypto';
import type { Database } from '../postgres/database.ts';
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
export async function beginEpoch(db: Database, now: number): Promise<{ epoch: string }> {
  const epoch = randomUUID();
  await db.transaction(async (tx) => {
    await tx.query(`SET LOCAL statement_timeout = 0`);
    const { rowCount } = await tx.query(
      `UPDATE centre SET epoch = $1, recovery_until = $2, next_station = least(next_station + $3, 9000), access_version = access_version + 1`,
      [epoch, new Date(now + RECOVERY_DAYS * 86_400_000), NUMBERS_LEFT_OUT],
    );
    if (rowCount === 0)
      throw new ServerError(
        'database-empty',
        'Este banco ainda não é de central nenhuma: não há o que recuperar nele.',
      );
    await tx.query(`INSERT INTO administration_record (at, act) VALUES ($1, 'recovery-opened')`, [new Date(now)]);
    // Numbers of transactions belong to the PostgreSQL in which they ran.
    await tx.query('UPDATE feed SET xid = pg_current_xact_id()');
    await tx.query('UPDATE ticket SET changed = pg_current_xact_id()');
  });
  return { epoch };
}
