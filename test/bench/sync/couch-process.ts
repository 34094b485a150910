/**
 * A server of CouchDB's replication protocol, as far as PouchDB asks it when it replicates from there: information, `_changes`,
 * `_bulk_get`, `_local` documents. It holds the documents as text in memory and does no work of its own, so that it is no slower
 * than any real server of that protocol.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { answerTo } from './child.ts';

const REV = '1-0123456789abcdef0123456789abcdef';
const REVISIONS = `"_revisions":{"start":1,"ids":["${REV.slice(2)}"]}`;
const ids: string[] = [];
const texts = new Map<string, string>();
const local = new Map<string, string>();

async function load({ url, most }: { url: string; most: number }): Promise<{ port: number; documents: number }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const take = async (sql: string) => {
    const { rows } = await client.query<{ id: string; body: string }>(sql);
    for (const { id, body } of rows.slice(0, most - ids.length)) {
      ids.push(id);
      texts.set(id, `{"_id":"${id}","_rev":"${REV}",${REVISIONS},${body.slice(1)}`);
    }
  };
  await take(`SELECT id, body FROM document WHERE collection = 'customers' ORDER BY id LIMIT ${Math.ceil(most / 80)}`);
  await take(`SELECT id, body FROM entry ORDER BY id LIMIT ${most}`);
  await client.end();
  server.listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  return { port: (server.address() as AddressInfo).port, documents: ids.length };
}

const server = createServer((request, response) => {
  serve(request, response).catch((error: unknown) => {
    response.statusCode = 500;
    response.end(JSON.stringify({ error: String(error) }));
  });
});

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const [, , name = '', ...rest] = url.pathname.split('/');
  const send = (body: string, status = 200) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(body);
  };
  if (name === '_changes') return send(changes(Number(url.searchParams.get('since')), url.searchParams.get('limit')));
  if (name === '_bulk_get') return send(bulkGet(JSON.parse(await text(request)) as { docs: { id: string }[] }));
  if (name === '_local') {
    const id = rest.join('/');
    if (request.method === 'PUT') local.set(id, await text(request));
    const found = local.get(id);
    if (request.method === 'PUT') return send(JSON.stringify({ ok: true, id: `_local/${id}`, rev: '0-1' }), 201);
    return found ? send(found) : send('{"error":"not_found","reason":"missing"}', 404);
  }
  const info = { db_name: 'bench', doc_count: ids.length, update_seq: ids.length, instance_start_time: '0' };
  return send(JSON.stringify(name === '' ? info : { couchdb: 'Welcome', version: '3.0.0', uuid: 'bench' }));
}

function changes(since: number, limit: string | null): string {
  const until = Math.min(ids.length, since + Number(limit ?? ids.length));
  const rows = ids
    .slice(since, until)
    .map((id, index) => `{"seq":${since + index + 1},"id":"${id}","changes":[{"rev":"${REV}"}]}`);
  return `{"results":[${rows.join(',')}],"last_seq":${until},"pending":${ids.length - until}}`;
}

function bulkGet({ docs }: { docs: { id: string }[] }): string {
  return `{"results":[${docs.map(({ id }) => `{"id":"${id}","docs":[{"ok":${texts.get(id)}}]}`).join(',')}]}`;
}

async function text(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

answerTo({ load }, async () => {
  server.closeAllConnections();
  server.close();
});
