/** How the centre is, for who administers it. Nothing here costs more when the house grows. */
import type { HealthView } from '#shared/sync/administration.ts';
import type { Queryable } from '../../postgres/database.ts';
import { type CentreContext, nowIso } from '../context.ts';

/** Tables up to about so many rows are counted; of larger ones the database's own estimate is told. */
const COUNTED_UP_TO = 20_000;

interface OverviewRow {
  postgres: string;
  schema: number;
  database_bytes: string;
  enrolled: number;
  reporting_unsent: number;
  epoch: string;
  recovery_until: Date | null;
}

export async function healthView({ db, clock }: CentreContext, version: string): Promise<HealthView> {
  const { rows } = await db.query<OverviewRow>(
    `SELECT current_setting('server_version') AS postgres, (SELECT max(number) FROM migration) AS schema,
       pg_database_size(current_database()) AS database_bytes,
       (SELECT count(*)::int FROM station WHERE revoked_at IS NULL) AS enrolled,
       (SELECT count(*)::int FROM station WHERE revoked_at IS NULL AND unsent > 0) AS reporting_unsent,
       epoch, recovery_until FROM centre`,
  );
  const [overview] = rows;
  if (!overview) throw new Error('the centre is not established');
  const oldest = await db.query<{ at: Date; station: number }>(
    `SELECT oldest_unsent_at AS at, number AS station FROM station
     WHERE revoked_at IS NULL AND oldest_unsent_at IS NOT NULL ORDER BY 1 LIMIT 1`,
  );
  const processes = await db.query<{ started: Date; address: string | null }>(
    `SELECT backend_start AS started, host(client_addr) AS address FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = 'prumo-central listen' ORDER BY 1`,
  );
  return {
    version,
    postgres: overview.postgres,
    schema: overview.schema,
    databaseBytes: Number(overview.database_bytes),
    entries: await rowsOf(db, 'entry'),
    tickets: await rowsOf(db, 'ticket'),
    stations: { enrolled: overview.enrolled, reportingUnsent: overview.reporting_unsent },
    oldestUnsent: oldest.rows[0] ? { at: oldest.rows[0].at.toISOString(), station: oldest.rows[0].station } : null,
    processes: processes.rows.map(({ started, address }) => ({ startedAt: started.toISOString(), address })),
    epoch: overview.epoch,
    recoveryUntil: overview.recovery_until?.toISOString() ?? null,
    at: nowIso({ clock }),
  };
}

async function rowsOf(db: Queryable, table: 'entry' | 'ticket'): Promise<{ count: number; exact: boolean }> {
  const { rows } = await db.query<{ estimate: number }>(
    `SELECT reltuples::float8 AS estimate FROM pg_class WHERE oid = $1::regclass`,
    [table],
  );
  const estimate = rows[0]?.estimate ?? -1;
  if (estimate > COUNTED_UP_TO) return { count: Math.round(estimate), exact: false };
  const counted = await db.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM (SELECT FROM ${table} LIMIT $1) few`,
    [COUNTED_UP_TO],
  );
  const count = counted.rows[0]!.count;
  return { count, exact: count < COUNTED_UP_TO };
}
