/**
 * A real PostgreSQL for tests: one for each test file, without fsync, in a folder that goes afterwards. Each test gets
 * a database of its own, copied from one that is migrated already.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from '#server/postgres/migrate.ts';
import { startPrivatePostgres } from '#server/postgres/private-postgres.ts';
import { noteOwner, removeAbandoned, TEST_POSTGRES_PREFIX } from './abandoned-postgres.ts';

export interface TestPostgres {
  /** Address of a fresh database, migrated unless said otherwise. */
  freshDatabase(options?: { migrated?: boolean }): Promise<string>;
  /** Address of the server's own database, for what concerns all of them. */
  adminUrl: string;
  /** Of PostgreSQL. */
  pid(): number;
  stop(): Promise<void>;
}

/** @param place where its folder lies; what killed runs left there is removed first */
export async function startTestPostgres(place = tmpdir()): Promise<TestPostgres> {
  await removeAbandoned(place);
  const dir = mkdtempSync(join(place, TEST_POSTGRES_PREFIX));
  noteOwner(dir);
  const postgres = await startPrivatePostgres({ dir, durable: false, settings: { shared_buffers: '64MB' } });
  await migrate(postgres.url('prumo'));
  const adminUrl = postgres.url('postgres');
  return {
    adminUrl,
    pid: () => postgres.pid(),
    freshDatabase: async ({ migrated = true } = {}) => {
      const name = `t${randomBytes(8).toString('hex')}`;
      const client = new pg.Client({ connectionString: adminUrl });
      await client.connect();
      await client.query(`CREATE DATABASE ${name} TEMPLATE ${migrated ? 'prumo' : 'template1'} STRATEGY file_copy`);
      await client.end();
      return postgres.url(name);
    },
    stop: async () => {
      await postgres.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
