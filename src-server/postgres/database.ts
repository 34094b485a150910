/**
 * The one way to the database: a bounded pool, every wait bounded, and transactions that try again when PostgreSQL
 * chose them to make room for another (deadlock, serialization) or when the connection broke before they began.
 */
import { randomInt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';

const TIMEOUTS = {
  statement_timeout: 60_000,
  lock_timeout: 20_000,
  // An open transaction that does nothing would hold the feeds' horizon for everybody.
  idle_in_transaction_session_timeout: 30_000,
};
const ATTEMPTS = 6;
const AGAIN = new Set(['40001', '40P01', '55P03']);

export interface Queryable {
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<pg.QueryResult<Row>>;
}

export interface Database extends Queryable {
  /** Runs `work` in one transaction; anything thrown rolls it back. `work` may run more than once. */
  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T>;
  /** A connection outside the pool, for LISTEN. */
  connect(): Promise<pg.Client>;
  readonly pool: { total: number; idle: number; waiting: number };
  close(): Promise<void>;
}

export interface DatabaseOptions {
  url: string;
  /** Most connections of this process. */
  maxConnections?: number;
  onError?: (error: Error) => void;
}

export function openDatabase({ url, maxConnections = 20, onError = () => {} }: DatabaseOptions): Database {
  const settings = { connectionString: url, keepAlive: true, connectionTimeoutMillis: 10_000 };
  const pool = new pg.Pool({
    ...settings,
    ...TIMEOUTS,
    max: maxConnections,
    idleTimeoutMillis: 60_000,
    application_name: 'prumo-central',
  });
  let closing = false;
  // A database that stops while connections are being closed says so on those: nobody needs to look.
  const lost = (error: Error) => {
    if (!closing) onError(error);
  };
  pool.on('error', lost);
  return {
    query: (text, values) => pool.query(text, values),
    transaction: (work) => inTransaction(pool, work),
    connect: async () => {
      const client = new pg.Client({ ...settings, application_name: 'prumo-central listen' });
      client.on('error', lost);
      await client.connect();
      return client;
    },
    get pool() {
      return { total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount };
    },
    close: () => {
      closing = true;
      return pool.end();
    },
  };
}

async function inTransaction<T>(pool: pg.Pool, work: (tx: Queryable) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(pool, work);
    } catch (error) {
      if (attempt === ATTEMPTS || !AGAIN.has((error as { code?: string }).code ?? '')) throw error;
      await wait(randomInt(5, 20 * 2 ** attempt));
    }
  }
}

async function once<T>(pool: pg.Pool, work: (tx: Queryable) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  const onError = (error: Error) => {
    broken = error;
  };
  client.on('error', onError);
  try {
    await client.query('BEGIN');
    const result = await work({ query: (text, values) => client.query(text, values) });
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((cause: Error) => {
      broken ??= cause;
    });
    throw error;
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
}
