import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { migrate } from '#server/postgres/migrate.ts';
import { migrations } from '#server/postgres/migrations/all.ts';
import { holdOwnership } from '#server/postgres/ownership.ts';
import { type PrivatePostgres, startPrivatePostgres } from '#server/postgres/private-postgres.ts';

const dirs: string[] = [];
const running: PrivatePostgres[] = [];
afterEach(async () => {
  for (const postgres of running.splice(0)) await postgres.stop();
  for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true, force: true });
});

function freshDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'prumo-private-'));
  chmodSync(dir, 0o711);
  dirs.push(dir);
  return dir;
}

async function start(dir: string): Promise<PrivatePostgres> {
  const postgres = await startPrivatePostgres({ dir, durable: false, settings: { shared_buffers: '32MB' } });
  running.push(postgres);
  return postgres;
}

async function ask<T>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows as T[];
  } finally {
    await client.end();
  }
}

describe('private PostgreSQL', () => {
  it('keeps its data, survives being killed, and is taken over by the next server', async () => {
    const dir = freshDir();
    const first = await start(dir);
    await ask(first.url(), 'CREATE TABLE kept AS SELECT 42 AS answer');
    // Its server is gone without a word: PostgreSQL runs on.
    await first.leave();
    const second = await start(dir);
    expect(second.pid()).toBe(first.pid());
    expect(await ask(second.url(), 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    await ask(second.url(), 'CHECKPOINT');
    const killed = second.pid();
    process.kill(killed, 'SIGKILL');
    // Whoever serves it starts it again, on the same port.
    await expect.poll(() => second.pid()).not.toBe(killed);
    await expect.poll(() => ask(second.url(), 'SELECT answer FROM kept').catch(() => null)).toEqual([{ answer: 42 }]);
  });

  it('is held by one server at a time, and free again when that one is gone', async () => {
    const dir = freshDir();
    const postgres = await start(dir);
    const held = await holdOwnership(postgres.url(), dir);
    await expect(holdOwnership(postgres.url(), dir)).rejects.toMatchObject({
      code: 'data-in-use',
      message: expect.stringContaining(dir),
    });
    await held.release();
    await (await holdOwnership(postgres.url(), dir)).release();
  });

  it('is migrated once by any number of servers at once, and refused when it is newer', async () => {
    const postgres = await start(freshDir());
    const results = await Promise.all(Array.from({ length: 6 }, () => migrate(postgres.url())));
    expect(results.filter(({ from }) => from === 0)).toHaveLength(1);
    expect(await ask<{ number: number }>(postgres.url(), 'SELECT number FROM migration ORDER BY number')).toEqual(
      migrations.map((_, index) => ({ number: index + 1 })),
    );
    await ask(postgres.url(), `INSERT INTO migration (number, name) VALUES (${migrations.length + 1}, 'of tomorrow')`);
    await expect(migrate(postgres.url())).rejects.toMatchObject({ code: 'database-newer' });
  });
});
