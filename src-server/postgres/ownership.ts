import pg from 'pg';
import { ServerError } from '../server-error.ts';

/** Any number that nothing else in this database locks. */
const OWNER_LOCK = '4738291001';

/**
 * Holds a private database for this server until `release`, or until its connection ends with the process.
 * @throws {ServerError} `data-in-use` when another server holds it
 */
export async function holdOwnership(url: string, dir: string): Promise<{ release(): Promise<void> }> {
  const client = new pg.Client({
    connectionString: url,
    application_name: `prumo-owner ${process.pid}`,
    keepAlive: true,
  });
  // A database that restarts drops the lock; the servers that go on are told apart by the next start alone.
  client.on('error', () => {});
  await client.connect();
  const { rows } = await client.query<{ held: boolean }>(`SELECT pg_try_advisory_lock(${OWNER_LOCK}) AS held`);
  if (rows[0]?.held) return { release: () => client.end().catch(() => {}) };
  await client.end();
  throw new ServerError(
    'data-in-use',
    `Já há um servidor central em ${dir}. Use o que está aberto, feche-o antes de abrir outro, ou escolha outra pasta com --data PASTA. Vários servidores sobre o mesmo banco usam DATABASE_URL.`,
  );
}
