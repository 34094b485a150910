/**
 * Brings the database to this program's version. Migrations are numbered, never changed once released, and applied
 * one by one under a lock, so that any number of servers may start at once.
 */
import pg from 'pg';
import { ServerError } from '../server-error.ts';
import { migrations } from './migrations/all.ts';

const MIGRATION_LOCK = '4738291002';
const OLDEST_POSTGRES = 150_000;

/** @throws {ServerError} `postgres-old`, `database-newer` */
export async function migrate(url: string): Promise<{ from: number; to: number }> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: 'prumo-migrate',
  });
  client.on('error', () => {});
  await connect(client);
  try {
    await checkVersion(client);
    await client.query(`SELECT pg_advisory_lock(${MIGRATION_LOCK})`);
    await client.query(
      'CREATE TABLE IF NOT EXISTS migration (number int PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())',
    );
    const { rows } = await client.query<{ last: number | null }>('SELECT max(number) AS last FROM migration');
    const from = rows[0]?.last ?? 0;
    const to = migrations.length;
    if (from > to)
      throw new ServerError(
        'database-newer',
        `O banco de dados está na versão ${from} e este programa só conhece até a ${to}. Atualize o servidor central.`,
      );
    for (const [index, { name, sql }] of migrations.entries()) {
      if (index < from) continue;
      await client.query('BEGIN');
      await client.query(sql);
      await client.query('INSERT INTO migration (number, name) VALUES ($1, $2)', [index + 1, name]);
      await client.query('COMMIT');
    }
    return { from, to };
  } finally {
    await client.end();
  }
}

async function connect(client: pg.Client): Promise<void> {
  try {
    await client.connect();
  } catch (cause) {
    throw new ServerError('database-unreachable', 'O PostgreSQL não responde no endereço dado em DATABASE_URL.', {
      cause,
    });
  }
}

async function checkVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ server_version_num: string }>('SHOW server_version_num');
  if (Number(rows[0]?.server_version_num) < OLDEST_POSTGRES)
    throw new ServerError('postgres-old', 'O PostgreSQL precisa ser o 15 ou mais novo.');
}
