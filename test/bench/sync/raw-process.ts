/**
 * What cannot be avoided: the rows read from PostgreSQL page by page, the next page on its way while one is written, and inserted by
 * hand into an encrypted file with the station's settings and the station's own tables and indexes for them. Nothing else:
 * no HTTP, no heads, no search index.
 */
import { join } from 'node:path';
import pg from 'pg';
import { betterSqlite3Driver } from '#main/storage/drivers/better-sqlite3.ts';
import { openSqliteFile } from '#main/storage/open-sqlite-file.ts';
import type { SqliteFile } from '#main/storage/sqlite-file.ts';
import { PAGE_ROWS } from '#shared/sync/messages.ts';
import { answerTo, costOf } from './child.ts';
import { benchKey } from './key.ts';

const [dataDir = ''] = process.argv.slice(2);

export interface RawTables {
  entries: { table: string; sql: string[] };
  customers: { table: string; sql: string[] };
}

interface Row {
  id: string;
  body: string;
}

const ENTRIES = 'SELECT id, body FROM entry WHERE id > $1 ORDER BY id LIMIT $2';
const CUSTOMERS = `SELECT id, body FROM document WHERE collection = 'customers' AND id > $1 ORDER BY id LIMIT $2`;

answerTo({
  copy: async ({ url, tables }: { url: string; tables: RawTables }) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    let rows = 0;
    const cost = await costOf(async () => {
      rows = await copyAll(client, tables);
    });
    await client.end();
    return { ...cost, rows };
  },
});

async function copyAll(client: pg.Client, tables: RawTables): Promise<number> {
  const file = openSqliteFile({ path: join(dataDir, 'raw.db'), driver: betterSqlite3Driver(), key: benchKey });
  for (const sql of [...tables.entries.sql, ...tables.customers.sql]) file.exec(sql);
  let sequence = 0;
  const entry = file.prepare(
    `INSERT INTO ${tables.entries.table}(id, rev, deleted, seq, lwt, "f.ticketId", "f.hlc", data) VALUES (?, ?, 0, ?, ?, ?, ?, ?)`,
  );
  const customer = file.prepare(
    `INSERT INTO ${tables.customers.table}(id, rev, deleted, seq, lwt, "f.code", data) VALUES (?, ?, 0, ?, ?, ?, ?)`,
  );
  const customers = await copy(file, pages(client, CUSTOMERS, ''), ({ id, body }) => {
    const { code } = JSON.parse(body) as { code: string };
    customer.run(id, '1-bench', sequence++, Date.now(), code, body);
  });
  const entries = await copy(file, pages(client, ENTRIES, '00000000-0000-0000-0000-000000000000'), ({ id, body }) => {
    const { ticketId, hlc } = JSON.parse(body) as { ticketId: string; hlc: string };
    entry.run(id, '1-bench', sequence++, Date.now(), ticketId, hlc, body);
  });
  file.close();
  return customers + entries;
}

async function* pages(client: pg.Client, sql: string, first: string): AsyncGenerator<Row[]> {
  const ask = async (after: string) => (await client.query<Row>(sql, [after, PAGE_ROWS])).rows;
  let coming = ask(first);
  for (;;) {
    const rows = await coming;
    const last = rows.at(-1);
    if (!last) return;
    coming = ask(last.id);
    yield rows;
  }
}

async function copy(file: SqliteFile, source: AsyncGenerator<Row[]>, insert: (row: Row) => void): Promise<number> {
  let count = 0;
  for await (const rows of source) {
    file.transaction(() => {
      for (const row of rows) insert(row);
    });
    count += rows.length;
  }
  return count;
}
